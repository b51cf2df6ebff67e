import type { Claims } from '../coverage/platform';

/** Resources of publishing that provide what the platform needs. */
export const publishingClaims: Claims = {
  A3: ['*Role'],
  X1: ['Artifacts', 'Notifications', 'NotificationsOwnKey'],
  X2: ['ArtifactsPolicy', 'NotificationsPolicy'],
  X3: ['*Role'],
  X8: ['ArtifactsPolicy', 'NotificationsPolicy'],
};

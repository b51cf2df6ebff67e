import type { Claims } from '../coverage/platform';

/** Parts of the platform that delivery's resources provide. */
export const deliveryClaims: Claims = {
  A3: ['*Role'],
  D1: ['BackendPipeline', 'ConnectionOwn', 'BackendBuild', 'BackendUnitTests', 'Deploy'],
  D2: ['FrontendPipeline', 'FrontendImage', 'Images', 'Deploy'],
  D3: [
    'BackendBuild',
    'BackendUnitTests',
    'BackendInfrastructureTests',
    'FrontendTests',
    'FrontendImage',
    '*ReportGroup',
    'Artifacts',
  ],
  D4: ['Deploy', 'BackendPipeline', 'FrontendPipeline'],
  D5: ['BackendInfrastructureTests', 'BackendPipeline', 'Deploy'],
  X1: ['Artifacts', 'Images', 'Notifications', 'NotificationsOwnKey'],
  X2: ['ArtifactsPolicy', 'NotificationsPolicy'],
  X3: ['*Role'],
  X8: ['ArtifactsPolicy', 'NotificationsPolicy'],
};

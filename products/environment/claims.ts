import type { Claims } from '../coverage/platform';

/** What of the platform the environment provides by itself: nothing, since its tiers do. */
export const environmentClaims: Claims = {};

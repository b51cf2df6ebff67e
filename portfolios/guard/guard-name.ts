/** Name of the rule and of the state machine: one guard a region. */
export const guardName = 'BellyfedCatalogGuard';

/** Name of the rule and of the state machine of its sweep. */
export const sweepName = `${guardName}Sweep`;

import type { TierId } from './tiers';

/**
 * The set of tier versions that an environment launches, tested together. This is the only place that names them: to
 * move the environment to newer tiers, change them here and release the environment, with at least the largest bump
 * among the tiers that move.
 */
export const tierVersions: Readonly<Record<TierId, string>> = {
  network: '1.1.1',
  data: '1.2.1',
  app: '1.2.0',
  search: '1.2.0',
  observability: '1.4.1',
};

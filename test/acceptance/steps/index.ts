import { endEnvironment, launchEnvironment, moveEnvironment } from './environment';
import { publish } from './publish';
import { share } from './share';
import type { Step } from './step';
import { endTiers, guard, launchTiers, refuseLoss, rollBack, upgrade } from './tiers';
import { trail } from './trail';

/** Steps of the whole run, in order; what it made is taken away before the last, which looks back. */
export const steps: readonly Step[] = [
  publish,
  launchTiers,
  guard,
  refuseLoss,
  upgrade,
  rollBack,
  endTiers,
  launchEnvironment,
  moveEnvironment,
  endEnvironment,
  share,
];

/** Step that looks back, once everything is taken away. */
export const lastStep: Step = trail;

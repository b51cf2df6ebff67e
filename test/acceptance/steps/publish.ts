import { agrees, differs } from '../assumption';
import { claimPolicies } from '../removal/claim-policies';
import { LAUNCH_TAG } from '../run-tag';
import { type Course, type Step, StepFailure, succeed } from './step';

const IN_PARALLEL = 'publish-in-parallel';

/**
 * Context that a run publishes with: whoever runs it launches, everything launched carries the run's tag, and nobody else
 * is let in.
 *
 * @param accounts that the developers' portfolio is shared with
 */
export function publishContext({ place, runId }: Course, accounts: readonly string[] = []): string {
  const roles = [place.role];
  const context = {
    provider: 'Acceptance',
    developers: { roles, accounts },
    production: { roles },
    platform: { roles },
    tagOptions: { [LAUNCH_TAG]: [runId], CostCenter: [], Owner: [], DataClass: [] },
  };
  return `bellyfed=${JSON.stringify(context)}`;
}

/** Publishes the catalog, by a plan first. */
export const publish: Step = {
  id: 'publish',
  title: 'publish the catalog',
  makes:
    'the stacks of the account and the hub: launch roles, guard, three portfolios, every product with every release',
  usdAnHour: 0.01,
  minutes: 20,
  needs: [],
  assumptions: [
    {
      id: IN_PARALLEL,
      text: 'CloudFormation makes the portfolios, products and constraints of the hub in one stack without being throttled to failure.',
      stands: 'A first publish in a new region goes through.',
      mend: {
        where: ['portfolios/stacks/hub-stack.ts'],
        change: "Chain a portfolio's constraints by dependencies, so that fewer are made at once.",
      },
    },
  ],
  run: async (course) => {
    const context = publishContext(course);
    await succeed(course.catalog, 'publish', '--plan', '--context', context);
    try {
      await succeed(course.catalog, 'publish', '--context', context);
    } catch (error) {
      if (!(error instanceof StepFailure)) throw error;
      throw new StepFailure(error.message, { [IN_PARALLEL]: differs(error.message) });
    }
    await claimPolicies(course.place, course.runId);
    return { [IN_PARALLEL]: agrees('published') };
  },
};

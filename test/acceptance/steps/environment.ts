import { agrees, differs } from '../assumption';
import { lastWords } from '../catalog-command';
import { environmentsOf, type Step, StepFailure } from './step';
import { DEV_USD_AN_HOUR, purged } from './tiers';

/** Launches a whole environment by one product, at its newest release. */
export const launchEnvironment: Step = {
  id: 'launch-environment',
  title: 'launch a whole environment by one product, at the newest release',
  makes: 'a dev environment: one stack, and one of each tier',
  usdAnHour: DEV_USD_AN_HOUR,
  minutes: 90,
  needs: ['publish'],
  assumptions: [
    {
      id: 'environment-in-one',
      text: 'One launch of `environment` makes all its tiers, however long it takes.',
      stands: 'Whoever wants an environment asks once.',
      mend: {
        where: ['products/environment/product.ts', 'products/environment/README.md'],
        change: 'Launch tier by tier by `catalog launch`, and retire the product.',
      },
    },
  ],
  run: async (course) => {
    const { whole } = environmentsOf(course.runId);
    const end = await course.catalog('launch', 'environment', '--environment', whole, '--type', 'dev');
    if (end.code !== 0) throw new StepFailure(lastWords(end), { 'environment-in-one': differs(lastWords(end)) });
    return { 'environment-in-one': agrees('launched') };
  },
};

/** Terminates the environment, and deletes what it left behind. */
export const endEnvironment: Step = {
  id: 'end-environment',
  title: 'terminate the environment, and purge it',
  makes: 'nothing',
  usdAnHour: 0,
  minutes: 90,
  needs: ['launch-environment'],
  assumptions: [
    {
      id: 'environment-ends-in-one',
      text: 'Terminating an environment takes all its tiers away, in order, and a purge the rest.',
      stands: 'Whoever ends an environment asks once.',
      mend: {
        where: ['operations/running/terminate.ts', 'docs/runbook.md'],
        change: 'Say what is left, and in which order it goes.',
      },
    },
  ],
  run: async (course) => {
    const { whole } = environmentsOf(course.runId);
    const end = await course.catalog('terminate', `${whole}-environment`);
    if (end.code !== 0) throw new StepFailure(lastWords(end), { 'environment-ends-in-one': differs(lastWords(end)) });
    return { 'environment-ends-in-one': await purged(course, whole) };
  },
};

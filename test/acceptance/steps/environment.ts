import { agrees, differs } from '../assumption';
import { lastWords } from '../catalog-command';
import { environmentsOf, newestVersion, type Step, StepFailure, versionBefore } from './step';
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

/** Takes the environment to the release before, and up again. */
export const moveEnvironment: Step = {
  id: 'move-environment',
  title: 'take the environment to the release before, and upgrade it again',
  makes: 'nothing new',
  usdAnHour: 0,
  minutes: 120,
  needs: ['launch-environment'],
  assumptions: [
    {
      id: 'environment-moves',
      text: 'An environment goes to the release before and up again, each tier in its turn.',
      stands: 'Whoever upgrades an environment, or returns from a bad release, asks once.',
      mend: {
        where: ['docs/adr/0011-every-release-can-be-taken-back.md', 'docs/runbook.md'],
        change: 'Name in the upgrade note what AWS refuses, and the order that goes around it.',
      },
    },
  ],
  run: async (course) => {
    const name = `${environmentsOf(course.runId).whole}-environment`;
    const product = course.products.find(({ id }) => id === 'environment');
    if (product === undefined) throw new StepFailure('there is no product environment');
    for (const way of [['--to', versionBefore(product), '--downgrade'], []]) {
      const end = await course.catalog('upgrade', name, ...way);
      if (end.code !== 0) throw new StepFailure(lastWords(end), { 'environment-moves': differs(lastWords(end)) });
    }
    return { 'environment-moves': agrees(`${versionBefore(product)}, and ${newestVersion(product)} again`) };
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

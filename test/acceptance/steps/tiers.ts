import { setTimeout as pause } from 'node:timers/promises';
import { agrees, differs, notReached } from '../assumption';
import { lastWords } from '../catalog-command';
import { pauseAt } from '../place';
import {
  type Course,
  earlierMinor,
  environmentsOf,
  newestVersion,
  type Step,
  StepFailure,
  succeed,
  tiersOf,
} from './step';

/** Cost of an idle `dev` environment, at most: https://aws.amazon.com/pricing/, 105 US dollars a month. */
export const DEV_USD_AN_HOUR = 0.15;

const GUARD_SECONDS = 180;

/** Launches every product as dev, at an earlier minor release. */
export const launchTiers: Step = {
  id: 'launch-tiers',
  title: 'launch every product as dev, at an earlier minor release',
  makes:
    'a dev environment, product by product: network with a NAT gateway, database, application, search, alarms, pipelines',
  usdAnHour: DEV_USD_AN_HOUR,
  minutes: 120,
  needs: ['publish'],
  assumptions: [
    {
      id: 'every-product-launches',
      text: "Every product launches as dev with nothing but its environment's name and type, with its launch role.",
      stands: 'People serve themselves.',
      mend: {
        where: ['products/index.ts', 'catalog/permissions/resource-types.json'],
        change: 'As the failed resource says; what a launch role lacked stands in the report, by its action.',
      },
    },
  ],
  run: async (course) => {
    const { tiers } = environmentsOf(course.runId);
    for (const product of tiersOf(course.products)) {
      const args = ['launch', product.id, '--environment', tiers, '--type', 'dev', '--version', earlierMinor(product)];
      const end = await course.catalog(...args);
      if (end.code === 0) continue;
      const words = `${product.id}: ${lastWords(end)}`;
      throw new StepFailure(words, { 'every-product-launches': differs(words) });
    }
    return {
      'every-product-launches': agrees(
        tiersOf(course.products)
          .map(({ id }) => id)
          .join(', '),
      ),
    };
  },
};

/** Looks whether the guard has protected what was launched. */
export const guard: Step = {
  id: 'guard',
  title: 'look whether the guard has protected the data tier',
  makes: 'nothing',
  usdAnHour: 0,
  minutes: 4,
  needs: ['launch-tiers'],
  assumptions: [
    {
      id: 'guard-in-time',
      text: "The guard sets a launched stack's policy within three minutes of its coming to rest.",
      stands: 'What holds data is protected, whoever launched it.',
      mend: {
        where: ['portfolios/guard/guard.ts', 'portfolios/guard/guard-machine.ts'],
        change: "As the state machine's last execution says.",
      },
    },
  ],
  run: async (course) => {
    const StackName = await stackOf(course, 'data');
    const client = await course.place.target.cloudFormation();
    const until = Date.now() + GUARD_SECONDS * 1000;
    for (;;) {
      const { StackPolicyBody = '' } = await client.getStackPolicy({ StackName });
      if (StackPolicyBody.includes('AWS::DynamoDB::GlobalTable'))
        return { 'guard-in-time': agrees('the policy is set') };
      if (Date.now() > until) return { 'guard-in-time': differs(`no policy after ${GUARD_SECONDS} s`) };
      await pause(pauseAt(course.place), undefined, { signal: course.signal });
    }
  },
};

/** Asks for an update that takes a key away, which must be refused. */
export const refuseLoss: Step = {
  id: 'refuse-loss',
  title: 'ask for an update that loses data, and be refused',
  makes: 'nothing',
  usdAnHour: 0,
  minutes: 5,
  needs: ['launch-tiers'],
  assumptions: [
    {
      id: 'loss-in-plan',
      text: "AWS's plan of an update names the removal of what holds data.",
      stands: '`catalog upgrade` stops before data is lost, whatever release it goes to.',
      mend: {
        where: ['operations/upgrade/gate.ts', 'operations/upgrade/judge-resources.ts'],
        change: "Judge by this project's own comparison wherever AWS's plan is silent.",
      },
    },
  ],
  run: async (course) => {
    const { tiers } = environmentsOf(course.runId);
    const { account, region } = course.place;
    // No such key: what is to be refused never comes to use it.
    const key = `TopicKeyArn=arn:aws:kms:${region}:${account}:key/00000000-0000-4000-8000-000000000000`;
    const end = await course.catalog('upgrade', `${tiers}-observability`, '--to', observed(course), '-p', key);
    const words = lastWords(end);
    if (end.code === 0)
      throw new StepFailure('the update went through', { 'loss-in-plan': differs('it went through') });
    const isStopped = words.includes('--allow-replace');
    return { 'loss-in-plan': isStopped ? agrees('refused, and named') : notReached(words) };
  },
};

/** Brings every product up to its newest release. */
export const upgrade: Step = {
  id: 'upgrade',
  title: 'upgrade every product to its newest release',
  makes: 'nothing new',
  usdAnHour: 0,
  minutes: 90,
  needs: ['launch-tiers'],
  assumptions: [
    {
      id: 'upgrade-from-before',
      text: 'Every product goes from an earlier minor release to the newest while others of its environment run.',
      stands: 'Teams upgrade in place, with their data.',
      mend: {
        where: ['operations/upgrade/plan-updates.ts', 'catalog/template/facts/index.ts'],
        change: 'As the failed resource says: a fact of its service, and a release that goes around it.',
      },
    },
  ],
  run: (course) => moved(course, 'upgrade', 'upgrade-from-before'),
};

/** Takes every product back to the release that it was launched with. */
export const rollBack: Step = {
  id: 'roll-back',
  title: 'take every product back to the release that it was launched at',
  makes: 'nothing new',
  usdAnHour: 0,
  minutes: 90,
  needs: ['upgrade'],
  assumptions: [
    {
      id: 'roll-back',
      text: 'Every product goes back to the release that it was launched at.',
      stands: 'Whoever meets a bad release returns from it (ADR 11).',
      mend: {
        where: ['docs/adr/0011-every-release-can-be-taken-back.md', 'docs/runbook.md'],
        change: 'Name in the upgrade note what AWS does not take back, and refuse it beforehand.',
      },
    },
  ],
  run: (course) => moved(course, 'rollback', 'roll-back'),
};

/** Terminates the products, the last first, and deletes what they left behind. */
export const endTiers: Step = {
  id: 'end-tiers',
  title: 'terminate every product, and purge the environment',
  makes: 'nothing',
  usdAnHour: 0,
  minutes: 90,
  needs: ['launch-tiers'],
  assumptions: [
    {
      id: 'terminates-at-once',
      text: 'Every product terminates at the first try, the Cloud Map service and the functions in the network included.',
      stands: 'Terminating needs no second try and nothing by hand.',
      mend: {
        where: ['docs/runbook.md', 'operations/running/terminate.ts'],
        change: 'Say what to wait for, and try again.',
      },
    },
    {
      id: 'purge-is-complete',
      text: 'After a purge nothing carries the tag of the environment but keys that wait for their deletion.',
      stands: '`dev` and `test` environments leave no costs behind.',
      mend: {
        where: ['operations/purge/kinds.ts', 'docs/runbook.md'],
        change: 'Teach purge the kind that was left, or name it in the runbook where AWS made it.',
      },
    },
  ],
  run: async (course) => {
    const { tiers } = environmentsOf(course.runId);
    for (const { id } of tiersOf(course.products).toReversed()) {
      const end = await course.catalog('terminate', `${tiers}-${id}`);
      if (end.code === 0) continue;
      throw new StepFailure(`${id}: ${lastWords(end)}`, { 'terminates-at-once': differs(`${id}: ${lastWords(end)}`) });
    }
    return { 'terminates-at-once': agrees('all of them'), 'purge-is-complete': await purged(course, tiers) };
  },
};

/** Purges an environment, and looks what is left of it. */
export async function purged(course: Course, environment: string) {
  const end = await course.catalog('purge', environment);
  if (end.code !== 0) return differs(lastWords(end));
  const tagging = await course.place.target.tagging();
  const TagFilters = [{ Key: 'Environment', Values: [environment] }];
  const { ResourceTagMappingList = [] } = await tagging.getResources({ TagFilters });
  const left = ResourceTagMappingList.flatMap(({ ResourceARN: arn = '' }) => (/:kms:/.test(arn) ? [] : [arn]));
  return left.length === 0 ? agrees('nothing') : differs(left.join(', '));
}

async function moved(course: Course, verb: 'upgrade' | 'rollback', id: string) {
  const { tiers } = environmentsOf(course.runId);
  const end = await course.catalog(verb, tiers);
  if (end.code !== 0) throw new StepFailure(lastWords(end), { [id]: differs(lastWords(end)) });
  const wanted = tiersOf(course.products).map((product) => {
    return `${tiers}-${product.id} ${verb === 'upgrade' ? newestVersion(product) : earlierMinor(product)}`;
  });
  const running = await versions(course, tiers);
  const missing = wanted.filter((each) => !running.includes(each));
  if (missing.length > 0)
    throw new StepFailure(`not there: ${missing.join(', ')}`, { [id]: differs(running.join(', ')) });
  return { [id]: agrees(running.join(', ')) };
}

async function versions({ catalog }: Course, environment: string): Promise<string[]> {
  const { stdout } = await succeed(catalog, 'status', '--json');
  const all: { name: string; version: string }[] = JSON.parse(stdout);
  return all.flatMap(({ name, version }) => (name.startsWith(`${environment}-`) ? `${name} ${version}` : []));
}

async function stackOf({ place, runId }: Course, tier: string): Promise<string> {
  const client = await place.target.serviceCatalog();
  const Name = `${environmentsOf(runId).tiers}-${tier}`;
  const { ProvisionedProductDetail } = await client.describeProvisionedProduct({ Name });
  return `SC-${place.account}-${ProvisionedProductDetail?.Id}`;
}

function observed({ products }: Course): string {
  const product = products.find(({ id }) => id === 'observability');
  if (product === undefined) throw new StepFailure('there is no product observability');
  return earlierMinor(product);
}

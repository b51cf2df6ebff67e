import type { Remedy } from '../../catalog/detailed-error';
import { formParameters } from '../../catalog/product';
import { shellWord } from '../../catalog/shell-word';
import { receivedProducts } from '../../portfolios/offers/portfolios';
import { stackNames } from '../../portfolios/publish';
import { spokeForm } from '../../portfolios/stacks/spoke-form';
import { type AwsRemedy, awsCommand, type CommandPlace, inTurn } from '../aws/aws-command';
import { creatingStackInstances, stackSetOf, updatingStackSet } from '../aws/stack-set';
import { type AccountStack, accountStack } from './account-stack';
import { type AccountView, viewAccount } from './account-view';
import type { Examination } from './examination';

/** Stands for an account in a command where nobody knows it. */
const MANAGEMENT = "<the organization's management account>";

/** Remedy that publishes what the project declares, the launch roles and the guard of the hub's own account included. */
export function publishing({ id, region }: CommandPlace): Remedy {
  return { do: 'verb', verb: 'publish', options: { region }, account: id };
}

/**
 * Remedy that deploys what an account needs that launches: in the hub's own with the catalog. In a receiving one as the spoke
 * came there: by its stack set, or as a stack of its own. Answers that aren't given stay as they are.
 *
 * @param answers of the spoke's form, by name
 */
export async function deployingStack(
  examination: Examination,
  place: AccountView,
  answers: Readonly<Record<string, string>> = {},
): Promise<Remedy> {
  if (place.id === examination.hub?.id) return publishing(place);
  const here = await accountStack(place);
  if (here) return updatingSpoke(examination, place, here, answers);
  const elsewhere = await spokeElsewhere(examination, place);
  if (!elsewhere) return deployingSpoke(place, { HubAccount: examination.hubAccount, ...answers });
  const { stack, region } = elsewhere;
  const set = stackSetOf(stack.name);
  if (set !== undefined) return creatingStackInstances({ id: MANAGEMENT, region }, set, place.region);
  const HomeRegion = stack.answers.HomeRegion || region;
  return deployingSpoke(place, { HubAccount: examination.hubAccount, HomeRegion, ...answers });
}

/** Remedy that works in a region where there is something, from this command on. */
export function movingTo(region: string, { id }: Pick<CommandPlace, 'id'>): Remedy {
  return { do: 'aws', command: `export AWS_REGION=${region}`, account: id };
}

function updatingSpoke(
  { catalog }: Examination,
  place: AccountView,
  { name, status, answers: given, template }: AccountStack,
  answers: Readonly<Record<string, string>>,
): Remedy {
  const form = spokeForm(undefined, receivedProducts(catalog.map(({ product }) => product)));
  const asked = new Set(formParameters(form).map(([name]) => name));
  const isOwn = (key: string, value: string) => value !== String(template.Parameters?.[key]?.Default ?? '');
  // Which account is the hub's may stand in a template as a default, and not in the next one.
  const own = Object.entries(given).filter(([key, value]) => key === 'HubAccount' || isOwn(key, value));
  const kept = own.map(([key]) => key).filter((key) => asked.has(key));
  const set = stackSetOf(name);
  if (set !== undefined) return updatingStackSet({ id: MANAGEMENT, region: place.region }, set, kept, answers);
  if (!/^ROLLBACK_(COMPLETE|FAILED)$/.test(status)) return deployingSpoke(place, answers);
  const again = { ...Object.fromEntries(own.filter(([key]) => asked.has(key))), ...answers };
  const stack = { 'stack-name': name };
  return inTurn(
    awsCommand(place, 'cloudformation update-termination-protection', {
      ...stack,
      'no-enable-termination-protection': true,
    }),
    awsCommand(place, 'cloudformation delete-stack', stack),
    awsCommand(place, 'cloudformation wait stack-delete-complete', stack),
    deployingSpoke(place, again),
  );
}

/**
 * Command that makes or updates the spoke from its plain template; an answer that isn't given stays as it is.
 *
 * @see https://docs.aws.amazon.com/cli/latest/reference/cloudformation/deploy/
 */
function deployingSpoke(place: CommandPlace, answers: Readonly<Record<string, string>>): AwsRemedy {
  const { command } = awsCommand(place, 'cloudformation deploy', {
    'stack-name': stackNames.spoke,
    'template-file': 'spoke.json',
    's3-bucket': '<a bucket of that account>',
    capabilities: 'CAPABILITY_NAMED_IAM',
  });
  const given = Object.entries(answers).map(([name, value]) => shellWord(`${name}=${value}`));
  const overrides = given.length > 0 ? ` --parameter-overrides ${given.join(' ')}` : '';
  return {
    do: 'aws',
    command: `${command}${overrides}`,
    after: { verb: 'spoke', options: { out: 'spoke.json' } },
    account: place.id,
  };
}

/** The spoke that an account has in another region of the settings. */
async function spokeElsewhere(
  { settings: { regions } }: Examination,
  { id, region, target }: AccountView,
): Promise<{ readonly stack: AccountStack; readonly region: string } | undefined> {
  for (const other of regions.filter((each) => each !== region)) {
    const stack = await accountStack(viewAccount(await target.inRegion(other), id));
    if (stack) return { stack, region: other };
  }
  return undefined;
}

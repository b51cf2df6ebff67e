import type { CallAs, CloudFormation, StackInstanceSummary, StackSet } from '@aws-sdk/client-cloudformation';
import { type AwsRemedy, awsCommand, type CommandPlace } from './aws-command';
import { unlessRefused } from './aws-error';

/** Preferences of operations on the catalog's stack set: an account that can't take it stops no other. */
export const STACK_SET_PREFERENCES =
  'FailureTolerancePercentage=20,MaxConcurrentPercentage=20,ConcurrencyMode=SOFT_FAILURE_TOLERANCE';

/** Stack set of an organization, and as whom the caller sees it. */
export interface SeenStackSet {
  readonly stackSet: StackSet;
  readonly callAs: CallAs;
}

/** Finds a stack set by its name, as the management account's or as a delegated administrator; undefined where there is none to see. */
export async function findStackSet(
  cloudFormation: CloudFormation,
  StackSetName: string,
): Promise<SeenStackSet | undefined> {
  for (const callAs of ['SELF', 'DELEGATED_ADMIN'] as const) {
    const answer = await unlessRefused(() => cloudFormation.describeStackSet({ StackSetName, CallAs: callAs }));
    if (answer?.StackSet) return { stackSet: answer.StackSet, callAs };
  }
  return undefined;
}

/** All stacks of a stack set. */
export async function stackInstances(
  cloudFormation: CloudFormation,
  { stackSet: { StackSetName }, callAs: CallAs }: SeenStackSet,
): Promise<StackInstanceSummary[]> {
  const instances: StackInstanceSummary[] = [];
  let NextToken: string | undefined;
  do {
    const page = await cloudFormation.listStackInstances({ StackSetName, CallAs, NextToken });
    instances.push(...(page.Summaries ?? []));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return instances;
}

/** Name of the stack set that made a stack, by the stack's name; undefined for a stack of its own. */
export function stackSetOf(stackName: string): string | undefined {
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-concepts.html: StackSet-<name>-<UUID>.
  return /^StackSet-(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(stackName)?.[1];
}

/**
 * Command that brings a template to all stacks of a stack set, their answers as they are.
 *
 * @param kept names of the parameters that the stack set has and the template still asks for
 * @param answers of parameters that are to change
 */
export function updatingStackSet(
  place: CommandPlace,
  name: string,
  kept: readonly string[],
  answers: Readonly<Record<string, string>> = {},
): AwsRemedy {
  const parameters = [
    ...kept.filter((key) => !(key in answers)).map((key) => `ParameterKey=${key},UsePreviousValue=true`),
    ...Object.entries(answers).map(([key, value]) => `ParameterKey=${key},ParameterValue=${value}`),
  ];
  const { command } = awsCommand(place, 'cloudformation update-stack-set', {
    'stack-set-name': name,
    'template-url': 'https://<bucket>.s3.<region>.amazonaws.com/spoke.json',
    capabilities: 'CAPABILITY_NAMED_IAM',
    'operation-preferences': STACK_SET_PREFERENCES,
  });
  const given = parameters.length > 0 ? ` --parameters ${parameters.join(' ')}` : '';
  return { do: 'aws', command: `${command}${given}`, account: place.id };
}

/** Command that brings a stack set to another region of a unit that it is deployed to. */
export function creatingStackInstances(place: CommandPlace, name: string, region: string): AwsRemedy {
  const { command } = awsCommand(place, 'cloudformation create-stack-instances', {
    'stack-set-name': name,
    'deployment-targets': 'OrganizationalUnitIds=<unit>',
    regions: region,
    'operation-preferences': STACK_SET_PREFERENCES,
  });
  return { do: 'aws', command, account: place.id };
}

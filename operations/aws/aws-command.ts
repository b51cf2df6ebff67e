import type { Remedy } from '../../catalog/detailed-error';
import { shellWord } from '../../catalog/shell-word';

/** Account and region that a command works in. */
export interface CommandPlace {
  /** Of the account, 12 digits; absent where its words say which. */
  readonly id?: string;
  readonly region: string;
}

/** Remedy that is a line for a shell. */
export type AwsRemedy = Extract<Remedy, { readonly do: 'aws' }>;

/**
 * Command of the AWS CLI as a remedy.
 *
 * @param call service and command: `iam get-role`
 * @param options by their names without dashes; an object is written as JSON, `true` as a bare flag
 */
export function awsCommand(
  { id, region }: CommandPlace,
  call: string,
  options: Readonly<Record<string, string | number | boolean | object>>,
): AwsRemedy {
  const written = Object.entries(options).map(([name, value]) =>
    value === true ? `--${name}` : `--${name} ${shellWord(typeof value === 'object' ? JSON.stringify(value) : value)}`,
  );
  const command = ['aws', call, ...written, `--region ${region}`].join(' ');
  return { do: 'aws', command, ...(id !== undefined && { account: id }) };
}

/** Command of the AWS CLI about a profile, which works in no region: `aws sso login`. */
export function profileCommand(profile: string, verb: string, label: string): AwsRemedy {
  const option = profile === 'default' ? '' : ` --profile ${shellWord(profile)}`;
  return { do: 'aws', command: `aws ${verb}${option}`, label };
}

/** Several commands as one, each after the one before it has worked. */
export function inTurn(...[first, ...more]: readonly [AwsRemedy, ...AwsRemedy[]]): AwsRemedy {
  const all = [first, ...more];
  const after = all.find((each) => each.after)?.after;
  return { ...first, command: all.map(({ command }) => command).join(' && '), ...(after && { after }) };
}

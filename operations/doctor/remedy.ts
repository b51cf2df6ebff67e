import { cdkSelector, stackNames } from '../../portfolios/publish';

/** A command that mends something. */
export interface Remedy {
  /** As it is typed in the project's folder; with `<…>` for what only a person knows. */
  readonly command: string;
  /** The account whose credentials it needs, 12 digits. */
  readonly account: string;
}

/** Where a command of the AWS CLI works. */
interface Place {
  readonly id: string;
  readonly region: string;
}

/**
 * A command of the AWS CLI.
 *
 * @param call service and command: `iam get-role`
 * @param options by their names without dashes; an object is written as JSON, `true` as a bare flag
 */
export function awsCommand(
  { id, region }: Place,
  call: string,
  options: Readonly<Record<string, string | number | boolean | object>>,
): Remedy {
  const written = Object.entries(options).map(([name, value]) =>
    value === true ? `--${name}` : `--${name} ${shown(value)}`,
  );
  return { command: ['aws', call, ...written, `--region ${region}`].join(' '), account: id };
}

/** Several commands, each after the other has worked. */
export function inTurn(...[first, ...more]: readonly [Remedy, ...Remedy[]]): Remedy {
  return { ...first, command: [first, ...more].map(({ command }) => command).join(' && ') };
}

/** Publishes what the project declares, the launch roles and the guard of the hub's own account included. */
export function publishing({ id, region }: Place): Remedy {
  return { command: `npm run catalog -- publish --region ${region}`, account: id };
}

/**
 * Deploys what an account needs that launches: with the catalog in the hub's own, as the spoke in a receiving one.
 * Parameters that aren't given keep what they are.
 *
 * @param parameters of the spoke, by name
 */
export function deployingStack(
  { hub, hubAccount }: { readonly hub?: Place; readonly hubAccount: string },
  place: Place,
  parameters: Readonly<Record<string, string>> = {},
): Remedy {
  if (place.id === hub?.id) return publishing(place);
  const given = Object.entries({ HubAccount: hubAccount, ...parameters }).map(
    ([name, value]) => ` --parameters ${name}=${value}`,
  );
  return {
    command: `AWS_REGION=${place.region} npx cdk deploy ${cdkSelector(stackNames.spoke)}${given.join('')}`,
    account: place.id,
  };
}

function shown(value: string | number | boolean | object): string {
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return /^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

import type { Remedy } from '../../catalog/detailed-error';
import { cdkSelector, stackNames } from '../../portfolios/publish';
import type { CommandPlace } from '../aws/aws-command';

/** Remedy that publishes what the project declares, the launch roles and the guard of the hub's own account included. */
export function publishing({ id, region }: CommandPlace): Remedy {
  return { do: 'verb', verb: 'publish', options: { region }, account: id };
}

/**
 * Remedy that deploys what an account needs that launches: with the catalog in the hub's own, as the spoke in a receiving
 * one. Parameters that aren't given keep what they are.
 *
 * @param parameters of the spoke, by name
 */
export function deployingStack(
  { hub, hubAccount }: { readonly hub?: CommandPlace; readonly hubAccount: string },
  place: CommandPlace,
  parameters: Readonly<Record<string, string>> = {},
): Remedy {
  if (place.id === hub?.id) return publishing(place);
  const given = Object.entries({ HubAccount: hubAccount, ...parameters }).map(
    ([name, value]) => ` --parameters ${name}=${value}`,
  );
  return {
    do: 'aws',
    command: `AWS_REGION=${place.region} npx cdk deploy ${cdkSelector(stackNames.spoke)}${given.join('')}`,
    account: place.id,
  };
}

/** Remedy that works in a region where there is something, from this command on. */
export function movingTo(region: string, { id }: Pick<CommandPlace, 'id'>): Remedy {
  return { do: 'aws', command: `export AWS_REGION=${region}`, account: id };
}

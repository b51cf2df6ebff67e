import type { ProvisionedProductAttribute } from '@aws-sdk/client-service-catalog';
import type { Remedy } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { failedAtFirst, launchingAgain } from '../launch/launch-again';
import type { VersionState } from '../upgrade/version-state';

/** State that the next steps depend on, beside the provisioned product's own. */
export interface StepState extends Pick<VersionState, 'newest' | 'isBehind'> {
  /** Name of the environment that launched it. */
  readonly environment?: string;
}

/** Steps that are likely now with something launched, the likeliest first. */
export async function nextSteps(
  target: AwsTarget,
  found: ProvisionedProductAttribute,
  { newest, isBehind, environment }: StepState,
): Promise<readonly Remedy[]> {
  const { Name: name = '', Status } = found;
  const verb = (label: string, to: string, operand = name): Remedy => ({
    do: 'verb',
    verb: to,
    operands: [operand],
    label,
  });
  if (environment !== undefined)
    return [verb(`It is a tier of ${environment}; see how that is`, 'status', environment)];
  if (failedAtFirst(found)) return [await launchingAgain(target, found)];
  if (Status === 'TAINTED') return [verb('Mend what failed, and go on', 'upgrade')];
  if (Status === 'ERROR') return [{ do: 'read', document: 'docs/runbook.md' }];
  if (Status === 'UNDER_CHANGE') return [verb('See what AWS is doing', 'watch')];
  if (Status !== 'AVAILABLE') return [];
  return [
    ...(isBehind ? [verb(`Bring it to ${newest}`, 'upgrade')] : []),
    verb('See its outputs', 'outputs'),
    verb('Keep its answers in a file, to launch the same again', 'answers'),
  ];
}

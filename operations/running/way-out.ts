import type { Remedy } from '../../catalog/detailed-error';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { protectedResources } from './protected-resources';
import { stackLeftovers } from './retained-resources';

/**
 * Remedy that takes something launched away: to terminate it, or, while that would be refused, to lift its protection,
 * after which its termination is named.
 *
 * @param name of the provisioned product
 * @param stack name or ARN
 */
export async function wayOut(target: AwsTarget, name: string, stack: string | undefined): Promise<Remedy> {
  const found = stack === undefined ? undefined : await stackLeftovers(target, stack);
  const resources = found && (await unlessRefused(() => protectedResources(target, found.removed)));
  const isProtected = found !== undefined && found.protectedStacks.length + (resources?.length ?? 0) > 0;
  return isProtected
    ? { do: 'verb', verb: 'unprotect', operands: [name], label: 'To take it away, lift its protection first' }
    : { do: 'verb', verb: 'terminate', operands: [name], label: 'Take it away' };
}

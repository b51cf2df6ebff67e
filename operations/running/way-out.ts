import type { Remedy } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { isProtected, stackProtection } from './protected-resources';
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
  const protection = found && (await stackProtection(target, found));
  return protection && isProtected(protection)
    ? { do: 'verb', verb: 'unprotect', operands: [name], label: 'To take it away, lift its protection first' }
    : { do: 'verb', verb: 'terminate', operands: [name], label: 'Take it away' };
}

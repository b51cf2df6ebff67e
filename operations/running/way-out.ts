import type { Remedy, RemedyVerb } from '../../catalog/detailed-error';
import type { AwsTarget } from '../aws/aws-target';
import { isProtected, stackProtection } from './protected-resources';
import { stackLeftovers } from './retained-resources';

/**
 * Verbs that take something launched away, in order: its protection is lifted first, where its termination would be refused.
 *
 * @param name of the provisioned product
 * @param stack name or ARN
 */
export async function takingAway(target: AwsTarget, name: string, stack: string | undefined): Promise<RemedyVerb[]> {
  const found = stack === undefined ? undefined : await stackLeftovers(target, stack);
  const protection = found && (await stackProtection(target, found));
  const verbs = protection && isProtected(protection) ? ['unprotect', 'terminate'] : ['terminate'];
  return verbs.map((verb) => ({ verb, operands: [name] }));
}

/** Remedy that takes something launched away; see `takingAway`. */
export async function wayOut(target: AwsTarget, name: string, stack: string | undefined): Promise<Remedy> {
  const verbs = await takingAway(target, name, stack);
  return { do: 'verb', verb: 'terminate', operands: [name], first: verbs.slice(0, -1), label: 'Take it away' };
}

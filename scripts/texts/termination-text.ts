import type { TerminationPlan } from '../../operations/running/plan-termination';
import type { Terminated } from '../../operations/running/terminate';
import type { ProtectedStacks } from '../../operations/running/unprotect';
import { table } from '../terminal/table';

/** Text of the resources that outlive a termination. */
export function staysText({ name, retained }: Pick<TerminationPlan, 'name' | 'retained'>): string {
  const rows = retained.map(({ logicalId, type, physicalId, policy }) => [
    logicalId,
    type,
    physicalId,
    policy === 'Snapshot' ? 'a snapshot' : 'all of it',
  ]);
  return `Stays when ${name} is terminated:\n${table(['RESOURCE', 'TYPE', 'ID', 'WHAT STAYS'], rows)}`;
}

/** Line for a termination that has ended, or that goes on by itself. */
export function terminatedText({ name, record, retained }: Terminated): string {
  if (retained === undefined) {
    return `Terminating ${name} (record ${record}); "npm run catalog -- status ${name}" says how it is.`;
  }
  return `${name} is terminated${retained.length > 0 ? '; what is listed above stays' : ''}.`;
}

/** Text of the stacks that are protected from termination. */
export function protectedText({ stacks }: ProtectedStacks): string {
  return `Protected from termination:\n${stacks.map((each) => `  ${each}`).join('\n')}`;
}

/** Text once the protection is lifted. */
export function unprotectedText({ name, stacks }: ProtectedStacks): string {
  if (stacks.length === 0) return `${name} is not protected from termination.`;
  return [
    `${name} can be terminated now: npm run catalog -- terminate ${name}`,
    'The next update of it brings the protection back.',
  ].join('\n');
}

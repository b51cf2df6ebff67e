import type { TerminationPlan } from '../../operations/running/plan-termination';
import type { Terminated } from '../../operations/running/terminate';
import type { Protection } from '../../operations/running/unprotect';
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
    return `Terminating ${name} (record ${record}); "npm run catalog -- watch ${name}" follows it.`;
  }
  return `${name} is terminated${retained.length > 0 ? '; what is listed above stays' : ''}.`;
}

/** Text of what is protected from termination. */
export function protectedText({ stacks, resources }: Protection): string {
  const lines = [
    ...stacks,
    ...resources.map(({ logicalId, type, physicalId }) => `${logicalId} (${type}): ${physicalId}`),
  ];
  return `Protected from termination:\n${lines.map((each) => `  ${each}`).join('\n')}`;
}

/** Text once the protection is lifted. */
export function unprotectedText({ name, stacks, resources }: Protection): string {
  if (stacks.length + resources.length === 0) return `${name} is not protected from termination.`;
  const lines = [`${name} can be terminated now: npm run catalog -- terminate ${name}`];
  if (stacks.length > 0) lines.push('The next update of it brings the protection of its stacks back.');
  if (resources.length > 0) {
    const names = resources.map(({ logicalId }) => logicalId).join(', ');
    lines.push(`No update brings back that of ${names}: if it is to stay, protect them again at their services.`);
  }
  return lines.join('\n');
}

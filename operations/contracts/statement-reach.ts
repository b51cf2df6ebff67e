import type { PolicyDocument } from '../../catalog/permissions';

/** Pattern of the ARNs of a type, like those of a statement, from how the service authorization reference writes them. */
export function arnPattern(documented: string): string {
  const inAccount = documented.replace(`\${Partition}`, 'aws').replace(`\${Account}`, '111122223333');
  return inAccount.replaceAll(/\$\{\w+\}/g, '*');
}

/** Whether some text matches both patterns, in which `*` stands for any run of characters. */
export function overlap(one: string, other: string): boolean {
  if (one === '' || other === '') return /^[*]*$/.test(one + other);
  if (one.startsWith('*')) return overlap(one.slice(1), other) || overlap(one, other.slice(1));
  if (other.startsWith('*')) return overlap(other, one);
  return one.charAt(0) === other.charAt(0) && overlap(one.slice(1), other.slice(1));
}

/** Policy without its conditions: what its statements are about. */
export function withoutConditions(policy: PolicyDocument): PolicyDocument {
  return JSON.parse(JSON.stringify(policy), (key, value) => (key === 'Condition' ? undefined : value));
}

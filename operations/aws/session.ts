import { randomBytes } from 'node:crypto';
import type { AwsTarget } from './aws-target';

/** Name of this process's session, 8 hexadecimal digits. */
export const PROCESS_SESSION = newSession();

/** New session: somebody's work, in whose name plans are left at AWS. */
export function newSession(): string {
  return randomBytes(4).toString('hex');
}

/**
 * Name of who works, as a person would say it: of a role's session its name, else the name of the user or role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-arns
 */
export async function callerName(target: Pick<AwsTarget, 'callerArn'>): Promise<string> {
  return (await target.callerArn()).split(/[:/]/).at(-1) ?? '';
}

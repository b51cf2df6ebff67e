import { randomBytes, randomInt } from 'node:crypto';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const IAM_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Random letters and digits from `alphabet`. */
export function randomText(length: number, alphabet: string): string {
  return Array.from({ length }, () => alphabet.charAt(randomInt(alphabet.length))).join('');
}

/**
 * A unique id as IAM gives them: the prefix of its kind and 17 letters and digits.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
 */
export function iamUniqueId(prefix: 'AROA' | 'ANPA' | 'AIPA' | 'ASIA'): string {
  return prefix + [...randomBytes(17)].map((byte) => IAM_ALPHABET.charAt(byte % IAM_ALPHABET.length)).join('');
}

/**
 * The name that CloudFormation gives a resource whose template names none: `<stack>-<logical id>-<12 random>`, the stack's
 * name and the logical id cut to fit.
 *
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 *
 * @param longest how many characters the type's names may have.
 */
export function generatedName(stackName: string, logicalId: string, longest: number): string {
  const room = longest - 14;
  const logicalLength = Math.min(logicalId.length, Math.max(Math.floor(room / 2), room - stackName.length));
  const stackLength = Math.min(stackName.length, room - logicalLength);
  return `${stackName.slice(0, stackLength)}-${logicalId.slice(0, logicalLength)}-${randomText(12, UPPER)}`;
}

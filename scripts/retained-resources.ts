import type { AwsTarget } from './aws-target';

/** A resource that outlives its stack. */
export interface RetainedResource {
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** `Snapshot`: the resource goes, a snapshot of it stays. */
  readonly policy: 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';
}

/** What is known of a stack before it is deleted. */
export interface StackLeftovers {
  readonly retained: readonly RetainedResource[];
  /** Whether CloudFormation will refuse to delete the stack. */
  readonly isProtected: boolean;
}

/**
 * What a stack leaves behind when it is deleted, by its template's deletion policies.
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
    let token: string | undefined;
    do {
      const page = await cloudFormation.listStackResources({ StackName: stack, NextToken: token });
      for (const { LogicalResourceId: logicalId = '', ResourceType: type = '', ...it } of page.StackResourceSummaries ??
        []) {
        const policy = Resources[logicalId]?.DeletionPolicy;
        if (policy !== 'Retain' && policy !== 'RetainExceptOnCreate' && policy !== 'Snapshot') continue;
        if (it.ResourceStatus === 'DELETE_COMPLETE') continue;
        retained.push({ logicalId, type, physicalId: it.PhysicalResourceId ?? '', policy });
      }
      token = page.NextToken;
    } while (token !== undefined);
    return { retained, isProtected: described?.EnableTerminationProtection === true };
  } catch (error) {
    if (error instanceof Error && '$fault' in error) return undefined;
    throw error;
  }
}

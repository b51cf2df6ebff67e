import type { TemplateResource } from '../../catalog/template';
import { deletionPolicyOf } from '../../catalog/template/deletion-policy';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { nestedStackName } from './nested-product';
import { stackResources } from './running-stack';

/** A resource that outlives its stack. */
export interface RetainedResource {
  /** Of a product that the stack launched, with that product's own before it: `Data.UserPool`. */
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
  /** `Snapshot`: the resource goes, a snapshot of it stays. */
  readonly policy: 'Retain' | 'RetainExceptOnCreate' | 'Snapshot';
}

/** Deletion policy by which a resource, or a snapshot of it, outlives its stack; undefined where nothing stays. */
export function keptBy(resource: TemplateResource | undefined): RetainedResource['policy'] | undefined {
  if (resource === undefined) return undefined;
  const { Type: type, Properties: properties, DeletionPolicy: deletionPolicy } = resource;
  const policy = deletionPolicyOf({ type, properties, deletionPolicy });
  return policy === 'Delete' ? undefined : policy;
}

/** Facts of a stack before it is deleted. */
export interface StackLeftovers {
  readonly retained: readonly RetainedResource[];
  /** Number of its own resources that go. */
  readonly resources: number;
  /** ARNs of the stacks that go: this one, and those of products that it launched. */
  readonly stacks: readonly string[];
  /** Stacks that CloudFormation will refuse to delete: this one, or those of products that it launched. */
  readonly protectedStacks: readonly string[];
}

/**
 * Leftovers of a stack once it is deleted, by its template's deletion policies and those of the products that it launched,
 * which are terminated with it.
 *
 * @param stack name or ARN
 * @returns undefined where the caller may not read the stack
 */
export async function stackLeftovers(target: AwsTarget, stack: string): Promise<StackLeftovers | undefined> {
  return unlessRefused(() => readLeftovers(target, stack));
}

async function readLeftovers(target: AwsTarget, stack: string): Promise<StackLeftovers> {
  const { parseTemplate } = await import('../../catalog/template');
  const cloudFormation = await target.cloudFormation();
  const { Stacks: [described] = [] } = await cloudFormation.describeStacks({ StackName: stack });
  const { TemplateBody = '{"Resources":{}}' } = await cloudFormation.getTemplate({ StackName: stack });
  const { Resources } = parseTemplate(TemplateBody);
  const all = await stackResources(target, stack);
  const retained: RetainedResource[] = [];
  const stacks = [described?.StackId ?? stack];
  const protectedStacks = described?.EnableTerminationProtection ? [stack] : [];
  for (const { LogicalResourceId: logicalId = '', ResourceType: type = '', ...it } of all) {
    const physicalId = it.PhysicalResourceId ?? '';
    const policy = keptBy(Resources[logicalId]);
    if (policy !== undefined) {
      retained.push({ logicalId, type, physicalId, policy });
    } else if (type === LAUNCHED_PRODUCT && physicalId !== '') {
      const nested = await stackLeftovers(target, nestedStackName(described?.StackId ?? '', physicalId));
      stacks.push(...(nested?.stacks ?? []));
      protectedStacks.push(...(nested?.protectedStacks ?? []));
      retained.push(
        ...(nested?.retained ?? []).map((each) => ({ ...each, logicalId: `${logicalId}.${each.logicalId}` })),
      );
    }
  }
  const own = retained.filter(({ logicalId, policy }) => logicalId in Resources && policy !== 'Snapshot');
  return { retained, stacks, protectedStacks, resources: all.length - own.length };
}

import type { TemplateResource } from '../../catalog/template';
import { deletionPolicyOf } from '../../catalog/template/deletion-policy';
import { LAUNCHED_PRODUCT } from '../../catalog/template/launched-product';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { deletedStack, nestedStackName } from './nested-product';
import { everyStackResource, stackResources } from './stack-resources';

/** A resource that outlives its stack. */
export interface RetainedResource extends StackMember {
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

/** A resource that a stack has. */
export interface StackMember {
  /** Of a product that the stack launched, with that product's own before it: `Data.UserPool`. */
  readonly logicalId: string;
  readonly type: string;
  readonly physicalId: string;
}

/** Facts of a stack before it is deleted. */
export interface StackLeftovers {
  readonly retained: readonly RetainedResource[];
  /** Resources that go, of products that it launched too. */
  readonly removed: readonly StackMember[];
  /** ARNs of the stacks that go: this one, and those of products that it launched. */
  readonly stacks: readonly string[];
  /** Stacks that CloudFormation will refuse to delete: this one, or those of products that it launched. */
  readonly protectedStacks: readonly string[];
}

/**
 * Leftovers of a stack once it is deleted, by its template's deletion policies and those of the products that it launched,
 * which are terminated with it.
 *
 * @param stack name or ARN; of a deleted one its ARN
 * @param isDeleted whether it is deleted already; what it had then was removed. @default false
 * @returns undefined where the caller may not read the stack
 */
export async function stackLeftovers(
  target: AwsTarget,
  stack: string,
  isDeleted = false,
): Promise<StackLeftovers | undefined> {
  return unlessRefused(() => readLeftovers(target, stack, isDeleted));
}

async function readLeftovers(target: AwsTarget, stack: string, isDeleted: boolean): Promise<StackLeftovers> {
  const { readStackTemplate } = await import('../aws/stack-template');
  const cloudFormation = await target.cloudFormation();
  const { Stacks: [described] = [] } = await cloudFormation.describeStacks({ StackName: stack });
  const { TemplateBody = '{"Resources":{}}' } = await cloudFormation.getTemplate({ StackName: stack });
  const { Resources } = readStackTemplate(stack, TemplateBody);
  const all = await (isDeleted ? everyStackResource : stackResources)(target, stack);
  const retained: RetainedResource[] = [];
  const removed: StackMember[] = [];
  const stacks = [described?.StackId ?? stack];
  const protectedStacks = described?.EnableTerminationProtection ? [stack] : [];
  for (const { LogicalResourceId: logicalId = '', ResourceType: type = '', PhysicalResourceId } of all) {
    const member = { logicalId, type, physicalId: PhysicalResourceId ?? '' };
    const policy = keptBy(Resources[logicalId]);
    if (policy !== undefined) retained.push({ ...member, policy });
    if (policy === undefined || policy === 'Snapshot') removed.push(member);
    if (policy !== undefined || type !== LAUNCHED_PRODUCT || member.physicalId === '') continue;
    const name = nestedStackName(described?.StackId ?? '', member.physicalId);
    const nestedStack = isDeleted ? ((await deletedStack(target, name)) ?? name) : name;
    const nested = await stackLeftovers(target, nestedStack, isDeleted);
    const within = <Member extends StackMember>(each: Member) => ({
      ...each,
      logicalId: `${logicalId}.${each.logicalId}`,
    });
    stacks.push(...(nested?.stacks ?? []));
    protectedStacks.push(...(nested?.protectedStacks ?? []));
    retained.push(...(nested?.retained ?? []).map(within));
    removed.push(...(nested?.removed ?? []).map(within));
  }
  return { retained, removed, stacks, protectedStacks };
}

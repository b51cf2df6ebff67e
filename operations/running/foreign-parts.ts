import type { CloudControl } from '@aws-sdk/client-cloudcontrol';
import { scalarText } from '../../catalog/template/json';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { identifiersOf, propertiesOf } from '../purge/cloud-control';
import type { StackMember } from './retained-resources';

/** Part of a VPC that no stack which goes has made, and that keeps the VPC from being deleted. */
export interface ForeignPart {
  readonly type: 'AWS::EC2::VPCEndpoint' | 'AWS::EC2::SecurityGroup';
  readonly id: string;
  /** Service of an endpoint, or name of a group: `com.amazonaws.eu-central-1.guardduty-data`. */
  readonly name: string;
}

/** Number of resources that are looked at at a time. */
const AT_ONCE = 5;

/** Types that AWS's services, or people, put into a VPC by themselves, with the property that names them. */
const PARTS = [
  ['AWS::EC2::VPCEndpoint', 'ServiceName'],
  ['AWS::EC2::SecurityGroup', 'GroupName'],
] as const;

/**
 * Parts of the VPCs that go with stacks which those stacks haven't made: GuardDuty's Runtime Monitoring puts an endpoint and
 * a security group into every VPC with tasks, and doesn't remove them.
 *
 * @param removed resources that go
 * @returns none where no VPC goes, or where the caller may not look
 * @see https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-resource-clean-up.html
 */
export async function foreignParts(
  target: AwsTarget,
  removed: readonly StackMember[],
): Promise<readonly ForeignPart[]> {
  const vpcs = removed.filter(({ type }) => type === 'AWS::EC2::VPC').map(({ physicalId }) => physicalId);
  if (vpcs.length === 0) return [];
  const own = new Set(removed.map(({ physicalId }) => physicalId));
  const control = await target.cloudControl();
  const found: ForeignPart[] = [];
  for (const [type, named] of PARTS) {
    const ids = (await unlessRefused(() => identifiersOf(control, type, {}))) ?? [];
    const others = ids.filter((id) => !own.has(id));
    while (others.length > 0) {
      const batch = others.splice(0, AT_ONCE);
      const parts = await Promise.all(batch.map((id) => partOf(control, type, id, named, vpcs)));
      found.push(...parts.flat());
    }
  }
  return found;
}

async function partOf(
  control: CloudControl,
  type: ForeignPart['type'],
  id: string,
  named: string,
  vpcs: readonly string[],
): Promise<ForeignPart[]> {
  const properties = await unlessRefused(() => propertiesOf(control, { type, identifier: id }));
  if (properties === undefined || !vpcs.includes(scalarText(properties.VpcId) ?? '')) return [];
  const name = scalarText(properties[named]) ?? '';
  // It goes with its VPC.
  return type === 'AWS::EC2::SecurityGroup' && name === 'default' ? [] : [{ type, id, name }];
}

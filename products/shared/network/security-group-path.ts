import type { CfnResource } from 'aws-cdk-lib';
import { CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** A way from one security group to another, by id. */
export interface SecurityGroupPath {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly description: string;
}

/** Opens both halves of a path, out of one group and into the other; what uses the path waits for both. */
export function openPath(
  scope: Construct,
  id: string,
  { from, to, port, description }: SecurityGroupPath,
): readonly CfnResource[] {
  const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, description };
  return [
    new CfnSecurityGroupEgress(scope, `${id}Egress`, { groupId: from, destinationSecurityGroupId: to, ...rule }),
    new CfnSecurityGroupIngress(scope, `${id}Ingress`, { groupId: to, sourceSecurityGroupId: from, ...rule }),
  ];
}

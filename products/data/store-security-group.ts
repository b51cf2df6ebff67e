import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';

/** Network of a store's security group, and its description. */
export interface StoreAccessProps {
  readonly vpcId: string;
  /** Description for the console: what the group protects. */
  readonly description: string;
}

/**
 * Security group of a store. Nobody gets in by it: each consumer adds the ingress from its own group, in its own stack.
 * Nothing gets out either, since stores open no connections.
 */
export function storeSecurityGroup(scope: Construct, { vpcId, description }: StoreAccessProps): CfnSecurityGroup {
  return new CfnSecurityGroup(scope, 'SecurityGroup', {
    vpcId,
    groupDescription: description,
    // A rule that matches nothing is how a group gets no outbound rule:
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
    securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'No outbound connections' }],
  });
}

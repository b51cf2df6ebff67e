import { Aws, type CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupIngress, CfnVPCEndpoint } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { Optional } from '../../catalog/product';
import { type EndpointService, gatewayServices, interfaceServices } from './endpoint-services';
import type { Subnets } from './subnets';
import type { Vpc } from './vpc';
import type { Zones } from './zones';

/** Network that the endpoints stand in, and which of them there are. */
export interface EndpointsProps {
  /** Name of the environment, which the names in the console begin with. */
  readonly name: string;
  readonly vpc: Vpc;
  readonly zones: Zones;
  readonly subnets: Subnets;
  /** Condition that there are interface endpoints. */
  readonly interfaces: CfnCondition;
  /** Condition that interface endpoints stand in the third zone as well; implies that it exists. */
  readonly inThirdZone: CfnCondition;
}

/** Ways to AWS services that don't leave the VPC: gateway endpoints always, interface endpoints on condition. */
export class Endpoints extends Construct {
  /** Group of the interface endpoints; it exists without them too, so that others may always refer to it. */
  readonly securityGroupId: string;

  constructor(scope: Construct, id: string, { name, vpc, zones, subnets, interfaces, inThirdZone }: EndpointsProps) {
    super(scope, id);
    const serviceName = ({ service }: EndpointService) => `com.amazonaws.${Aws.REGION}.${service}`;
    const named = (what: string) => [{ key: 'Name', value: `${name}-${what}` }];
    const privateIds = zones.map(({ index }) => subnets.private[index].ref);

    const routeTableIds = [
      ...zones.list(subnets.privateRouteTableIds),
      subnets.publicRouteTableId,
      subnets.isolatedRouteTableId,
    ];
    const gateway = (service: EndpointService, ...more: object[]) =>
      new CfnVPCEndpoint(this, service.id, {
        vpcId: vpc.id,
        vpcEndpointType: 'Gateway',
        serviceName: serviceName(service),
        routeTableIds,
        policyDocument: policy(service, ...more),
        tags: named(service.service),
      });
    gateway(gatewayServices.s3, imageLayers());
    gateway(gatewayServices.dynamoDb);

    const group = new CfnSecurityGroup(this, 'SecurityGroup', {
      vpcId: vpc.id,
      groupDescription: 'Interface endpoints: HTTPS from the private subnets',
      tags: named('endpoints'),
      // Endpoints open no connections. A rule that matches nothing is how a group gets no outbound rule:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'No outbound connections' }],
    });
    this.securityGroupId = group.attrGroupId;
    zones.map(
      ({ scope: zone, index }) =>
        new CfnSecurityGroupIngress(zone, 'EndpointIngress', {
          groupId: group.attrGroupId,
          description: 'HTTPS from a private subnet',
          ipProtocol: 'tcp',
          fromPort: 443,
          toPort: 443,
          cidrIp: subnets.private[index].attrCidrBlock,
        }),
    );

    const optional = new Optional(this, 'Interface', { when: interfaces });
    for (const service of interfaceServices) {
      new CfnVPCEndpoint(optional, service.id, {
        vpcId: vpc.id,
        vpcEndpointType: 'Interface',
        serviceName: serviceName(service),
        privateDnsEnabled: true,
        subnetIds: zones.list(privateIds, inThirdZone),
        securityGroupIds: [group.attrGroupId],
        policyDocument: policy(service),
        tags: named(service.service),
      });
    }
  }
}

/**
 * An endpoint's policy is a boundary, it grants nothing: whoever passes needs the permission besides. So it names no
 * resources; it keeps out other accounts' principals, through whom data could be carried away.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
 */
function policy({ actions }: EndpointService, ...more: object[]) {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Sid: 'PrincipalsOfThisAccount',
        Effect: 'Allow',
        Principal: '*',
        Action: actions,
        Resource: '*',
        Condition: { StringEquals: { 'aws:PrincipalAccount': Aws.ACCOUNT_ID } },
      },
      ...more,
    ],
  };
}

/**
 * Layers of images in ECR come from AWS's own bucket, and not in the name of this account.
 *
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms
 */
function imageLayers() {
  return {
    Sid: 'LayersOfImages',
    Effect: 'Allow',
    Principal: '*',
    Action: 's3:GetObject',
    Resource: Fn.sub(`arn:\${AWS::Partition}:s3:::prod-\${AWS::Region}-starport-layer-bucket/*`),
  };
}

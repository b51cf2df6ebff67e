import { CfnCondition, CfnOutput, Fn } from 'aws-cdk-lib';
import { defineProduct } from '../../catalog/product';
import { publisher } from '../shared/publisher';
import { networkClaims } from './claims';
import { networkContract } from './contract';
import { Domain } from './domain';
import { Endpoints } from './endpoints';
import { networkExceptions } from './exceptions';
import { FlowLogs } from './flow-logs';
import { networkLaunchRole } from './launch-role';
import { NatGateways } from './nat';
import { NetworkAcls } from './network-acls';
import { networkParameters } from './parameters';
import { addRules } from './rules';
import { networkSizes } from './sizes';
import { Subnets } from './subnets';
import { Vpc } from './vpc';
import { Zones } from './zones';

/** Network tier: the VPC that every other tier attaches to. */
export const network = defineProduct({
  ...publisher,
  id: 'network',
  name: 'Bellyfed Network',
  description:
    'The network of an environment: a VPC with public, private and isolated subnets over two or three zones, NAT ' +
    'gateways, endpoints, network ACLs, flow logs, and the domain with its certificate. Launch it first.',
  contract: networkContract,
  parameters: networkParameters,
  sizes: networkSizes,
  launchRole: networkLaunchRole,
  claims: networkClaims,
  exceptions: networkExceptions,

  build(stack) {
    const { parameters, environmentName: name } = stack;
    addRules(stack);

    const zones = new Zones(stack, parameters.ZoneCount.valueAsString, [
      parameters.FirstZone.valueAsString,
      parameters.SecondZone.valueAsString,
      parameters.ThirdZone.valueAsString,
    ]);
    const vpc = new Vpc(stack, 'Vpc', { cidr: parameters.VpcCidr.valueAsString, name });
    const subnets = new Subnets(stack, 'Subnets', { vpc, zones, typedCidr: parameters.VpcCidr.valueAsString, name });
    new NetworkAcls(stack, 'NetworkAcl', { vpc, zones, subnets, name });

    const natPerZone = new CfnCondition(stack, 'NatPerZone', {
      expression: Fn.conditionEquals(stack.choice('NatGateways'), 'per-zone'),
    });
    const nat = new NatGateways(stack, 'Nat', { vpc, zones, subnets, perZone: natPerZone, name });

    const endpoints = new Endpoints(stack, 'Endpoint', {
      name,
      vpc,
      zones,
      subnets,
      interfaces: new CfnCondition(stack, 'HasInterfaceEndpoints', {
        expression: Fn.conditionEquals(stack.choice('InterfaceEndpoints'), 'yes'),
      }),
      inThirdZone: new CfnCondition(stack, 'HasEndpointsInThirdZone', {
        expression: Fn.conditionAnd(zones.hasThird, Fn.conditionEquals(stack.size('zones'), '3')),
      }),
    });
    new FlowLogs(stack, 'FlowLog', {
      vpcId: vpc.id,
      retentionInDays: stack.choice('FlowLogRetention'),
      keyArn: parameters.FlowLogKeyArn.valueAsString,
      name,
    });
    const domain = new Domain(stack, 'Domain', {
      domainName: parameters.DomainName.valueAsString,
      hostedZoneId: parameters.HostedZoneId.valueAsString,
      delegated: parameters.DomainDelegated.valueAsString,
    });

    // For people. They may change in the network's life, so they aren't part of the contract.
    new CfnOutput(stack, 'NatAddresses', {
      description: 'Public addresses that outbound connections come from, comma-joined.',
      value: nat.addresses,
    });
    new CfnOutput(stack, 'HostedZoneNameServers', {
      description: 'Name servers of the created hosted zone, for the registrar of the domain; none without one.',
      value: domain.nameServers,
    });

    return {
      VpcId: vpc.id,
      VpcCidr: vpc.cidr,
      ZoneCount: parameters.ZoneCount.valueAsString,
      AvailabilityZones: zones.join(zones.map(({ index }) => subnets.public[index].attrAvailabilityZone)),
      PublicSubnetIds: zones.join(zones.map(({ index }) => subnets.public[index].ref)),
      PrivateSubnetIds: zones.join(zones.map(({ index }) => subnets.private[index].ref)),
      IsolatedSubnetIds: zones.join(zones.map(({ index }) => subnets.isolated[index].ref)),
      PublicRouteTableId: subnets.publicRouteTableId,
      PrivateRouteTableIds: zones.join(subnets.privateRouteTableIds),
      IsolatedRouteTableId: subnets.isolatedRouteTableId,
      EndpointSecurityGroupId: endpoints.securityGroupId,
      DomainName: domain.name,
      HostedZoneId: domain.hostedZoneId,
      CertificateArn: domain.certificateArn,
    };
  },
});

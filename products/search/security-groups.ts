import type { CfnResource } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { openPath, type SecurityGroupPath } from '../shared/network/security-group-path';
import { apiPort, peeringPort } from './names/names';
import type { Upstream } from './upstream';

/**
 * One group for the nodes, one for the functions, and the paths: nodes among themselves, nodes to the file system,
 * functions and application tasks to the API. The groups of other tiers get their rules from here.
 */
export class SecurityGroups extends Construct {
  readonly nodesId: string;
  readonly functionsId: string;
  /** The rules of all paths, for what needs a path from its first moment. */
  readonly rules: readonly CfnResource[];

  constructor(scope: Construct, id: string, { network, data, app }: Upstream) {
    super(scope, id);
    const group = (name: string, groupDescription: string) =>
      new CfnSecurityGroup(this, name, {
        vpcId: network.vpcId,
        groupDescription,
        securityGroupEgress: [
          { ipProtocol: 'tcp', fromPort: 443, toPort: 443, cidrIp: '0.0.0.0/0', description: 'HTTPS: AWS services' },
        ],
      }).attrGroupId;
    this.nodesId = group('Nodes', 'Search nodes: consumers add their own ingress');
    this.functionsId = group('Functions', 'Functions of the search tier');

    const [nodes, functions] = [this.nodesId, this.functionsId];
    const paths: Readonly<Record<string, SecurityGroupPath>> = {
      NodesToNodes: { from: nodes, to: nodes, port: peeringPort, description: 'Search nodes to each other' },
      NodesToApi: { from: nodes, to: nodes, port: apiPort, description: 'Writes, passed on to the leader' },
      FunctionsToApi: { from: functions, to: nodes, port: apiPort, description: 'Functions to the API' },
      ApplicationToApi: {
        from: app.taskSecurityGroupId,
        to: nodes,
        port: apiPort,
        description: 'Application tasks to the search API',
      },
      NodesToFileSystem: {
        from: nodes,
        to: data.fileSystemSecurityGroupId,
        port: 2049,
        description: 'NFS from the search nodes',
      },
    };
    this.rules = Object.entries(paths).flatMap(([name, path]) => openPath(this, name, path));
  }
}

import type { CfnResource } from 'aws-cdk-lib';
import { CfnSecurityGroup, CfnSecurityGroupEgress, CfnSecurityGroupIngress } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { apiPort, peeringPort } from './names';
import type { Upstream } from './upstream';

/** A way from one security group to another. */
interface Path {
  readonly from: string;
  readonly to: string;
  readonly port: number;
  readonly description: string;
}

/**
 * One group for the nodes, one for the functions, and the paths: nodes among themselves, nodes to the file system,
 * functions and application tasks to the API. The groups of other tiers get their rules from here.
 */
export class SecurityGroups extends Construct {
  readonly nodesId: string;
  readonly functionsId: string;
  /** The rules of all paths, for what needs a path from its first moment. */
  readonly rules: CfnResource[] = [];

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
    this.open('NodesToNodes', { from: nodes, to: nodes, port: peeringPort, description: 'Search nodes to each other' });
    this.open('NodesToApi', { from: nodes, to: nodes, port: apiPort, description: 'Writes, passed on to the leader' });
    this.open('FunctionsToApi', { from: functions, to: nodes, port: apiPort, description: 'Functions to the API' });
    this.open('ApplicationToApi', {
      ...{ from: app.taskSecurityGroupId, to: nodes, port: apiPort },
      description: 'Application tasks to the search API',
    });
    this.open('NodesToFileSystem', {
      ...{ from: nodes, to: data.fileSystemSecurityGroupId, port: 2049 },
      description: 'NFS from the search nodes',
    });
  }

  /** Both halves of a path: out of one group and into the other. */
  private open(id: string, { from, to, port, description }: Path): void {
    const rule = { ipProtocol: 'tcp', fromPort: port, toPort: port, description };
    this.rules.push(
      new CfnSecurityGroupEgress(this, `${id}Egress`, { groupId: from, destinationSecurityGroupId: to, ...rule }),
      new CfnSecurityGroupIngress(this, `${id}Ingress`, { groupId: to, sourceSecurityGroupId: from, ...rule }),
    );
  }
}

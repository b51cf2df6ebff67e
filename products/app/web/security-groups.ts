import { type CfnResource, Token } from 'aws-cdk-lib';
import { CfnSecurityGroup } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { openPath } from '../../shared/network/security-group-path';
import type { Upstream } from '../upstream';

/** Network and stores that the groups lead to, and the port that the application listens on. */
export interface SecurityGroupsProps {
  readonly upstream: Upstream;
  /** Port that the application listens on. */
  readonly containerPort: number;
}

/**
 * One group for the load balancer, one for the tasks, and the paths between them and to the stores: database and file
 * system have groups of their own, which get their rules from here.
 */
export class SecurityGroups extends Construct {
  readonly loadBalancerId: string;
  readonly tasksId: string;
  /** The rules of all paths: what uses a path waits for them. */
  readonly rules: readonly CfnResource[];

  constructor(scope: Construct, id: string, { upstream, containerPort }: SecurityGroupsProps) {
    super(scope, id);
    const { network, data } = upstream;
    const anywhere = (port: number, description: string) => ({
      ipProtocol: 'tcp',
      fromPort: port,
      toPort: port,
      cidrIp: '0.0.0.0/0',
      description,
    });
    const loadBalancer = new CfnSecurityGroup(this, 'LoadBalancer', {
      vpcId: network.vpcId,
      groupDescription: 'Load balancer of the web application',
      securityGroupIngress: [
        anywhere(80, 'HTTP: redirected to HTTPS with a domain'),
        anywhere(443, 'HTTPS from the internet'),
      ],
      // A rule that matches nothing, else the group would let everything out beside the rule to the tasks:
      // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
      securityGroupEgress: [{ ipProtocol: '-1', cidrIp: '127.0.0.1/32', description: 'Nothing but the tasks' }],
    });
    const tasks = new CfnSecurityGroup(this, 'Tasks', {
      vpcId: network.vpcId,
      groupDescription: 'Tasks of the web application',
      securityGroupEgress: [anywhere(443, 'HTTPS: AWS services and other APIs')],
    });
    this.loadBalancerId = loadBalancer.attrGroupId;
    this.tasksId = tasks.attrGroupId;

    const toTasks = openPath(this, 'LoadBalancerToTasks', {
      from: this.loadBalancerId,
      to: this.tasksId,
      port: containerPort,
      description: 'Requests and health checks to the application',
    });
    const toDatabase = openPath(this, 'TasksToDatabase', {
      from: this.tasksId,
      to: data.databaseSecurityGroupId,
      port: Token.asNumber(data.databasePort),
      description: 'PostgreSQL from the application tasks',
    });
    const toFileSystem = openPath(this, 'TasksToFileSystem', {
      from: this.tasksId,
      to: data.fileSystemSecurityGroupId,
      port: 2049,
      description: 'NFS from the application tasks',
    });
    this.rules = [...toTasks, ...toDatabase, ...toFileSystem];
  }
}

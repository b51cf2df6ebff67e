import { type CfnCondition, Fn } from 'aws-cdk-lib';
import { CfnCluster } from 'aws-cdk-lib/aws-ecs';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import { workloadRole } from '../../shared/access/workload-role';
import { pullImages } from '../../shared/compute/image-pull';
import type { DataKey } from '../../shared/encryption/data-key';
import { type LogSettings, logGroup, writeLogs } from '../../shared/logs/log-groups';
import { ownArn } from '../../shared/own-arn';
import { type NodeNumber, nodeLabel, nodeNumbers, type SearchNames } from '../names/names';
import { Namespace } from '../names/namespace';
import { Secrets } from '../secrets';
import type { SecurityGroups } from '../security-groups';
import { Directories } from './directories';
import { Node, type NodeDefaults } from './node';

/** Nodes' image, size, number, names, secrets, security groups, key and logs, as their construct takes them. */
export interface NodesProps
  extends Pick<
    NodeDefaults,
    'cpu' | 'environment' | 'image' | 'logsSlowRequests' | 'memory' | 'slowRequests' | 'upstream'
  > {
  /** Condition that there are three nodes, not one. */
  readonly areThree: CfnCondition;
  readonly names: SearchNames;
  readonly secrets: Secrets;
  readonly securityGroups: SecurityGroups;
  readonly key: DataKey;
  readonly logs: LogSettings;
}

/** The search nodes, in a cluster of their own: one, or three that agree on every write. */
export class Nodes extends Construct {
  readonly clusterName: string;
  /** Names of three services, of which as many exist as there are nodes. */
  readonly serviceNames = nodeNumbers.map(nodeLabel);
  readonly logs: CfnLogGroup;
  private readonly areThree: CfnCondition;

  constructor(scope: Construct, id: string, props: NodesProps) {
    super(scope, id);
    const { areThree, environment, names, secrets, securityGroups, upstream } = props;
    this.areThree = areThree;
    this.logs = logGroup(this, 'LogGroup', props.logs);
    const cluster = new CfnCluster(this, 'Cluster', {
      clusterName: Fn.join('', ['bellyfed-', environment, '-search']),
      clusterSettings: [{ name: 'containerInsights', value: 'enabled' }],
    });
    this.clusterName = cluster.ref;
    const defaults: NodeDefaults = {
      ...{ environment, upstream, names, secrets, image: props.image, cpu: props.cpu, memory: props.memory },
      slowRequests: props.slowRequests,
      logsSlowRequests: props.logsSlowRequests,
      namespace: new Namespace(this, 'Namespace', { vpcId: upstream.network.vpcId, names }),
      clusterName: cluster.ref,
      executionRoleArn: this.executionRole(props),
      securityGroupId: securityGroups.nodesId,
      logGroupName: this.logs.ref,
    };
    const directories = new Directories(this, 'Directory', environment, upstream);
    const others = new Optional(this, 'Others', { when: areThree });
    const nodes = nodeNumbers.map(
      (number) =>
        new Node(number === 1 ? this : others, `Node${number}`, {
          ...defaults,
          number,
          nodeNames: number === 1 ? this.perNode(' ', names.node) : joined(' ', names.node),
          nodeCount: number === 1 ? Fn.conditionIf(areThree.logicalId, '3', '1').toString() : '3',
          accessPointId: directories.of(number),
        }),
    );
    for (const [index, { service }] of nodes.entries()) {
      // The paths, above all to the file system, before the first task.
      for (const rule of securityGroups.rules) service.addResourceDependency(rule);
      // One node after the other, so that an upgrade leaves two at work.
      const before = nodes[index - 1];
      if (before) service.addResourceDependency(before.service);
    }
  }

  /** One text for each node that there is, joined. */
  perNode(separator: string, text: (number: NodeNumber) => string): string {
    return Fn.conditionIf(this.areThree.logicalId, joined(separator, text), text(1)).toString();
  }

  private executionRole({ key, secrets }: NodesProps): string {
    return workloadRole(this, 'ExecutionRole', {
      description: 'Starts the search nodes: pulls their image, reads their secrets and opens their logs',
      service: 'ecs-tasks.amazonaws.com',
      sourceArn: ownArn('ecs', '*'),
      statements: [
        ...pullImages(),
        Secrets.readable(secrets.adminKey, secrets.identity),
        writeLogs(this.logs),
        key.usable('secretsmanager'),
      ],
    }).attrArn;
  }
}

/** One text for each node that there may be, joined. */
function joined(separator: string, text: (number: NodeNumber) => string): string {
  return Fn.join(separator, nodeNumbers.map(text));
}

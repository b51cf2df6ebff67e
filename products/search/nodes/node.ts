import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws, type CfnCondition, Fn, type IResolvable } from 'aws-cdk-lib';
import { CfnService, CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import { Construct } from 'constructs';
import { workloadRole } from '../../shared/access/workload-role';
import { logDriver } from '../../shared/logs/log-groups';
import { ownArn } from '../../shared/own-arn';
import { directoryVolume, useDirectory } from '../../shared/storage/task-directory';
import { apiPort, type NodeNumber, nodeLabel, peeringPort, type SearchNames } from '../names/names';
import type { Namespace } from '../names/namespace';
import type { Secrets } from '../secrets';
import type { Upstream } from '../upstream';

/** Settings that all nodes have in common. */
export interface NodeDefaults {
  /** Name of the environment. */
  readonly environment: string;
  readonly upstream: Upstream;
  readonly names: SearchNames;
  readonly namespace: Namespace;
  readonly secrets: Secrets;
  readonly clusterName: string;
  readonly executionRoleArn: string;
  readonly securityGroupId: string;
  readonly logGroupName: string;
  readonly image: string;
  /** Requests that take as long are logged: `off` or milliseconds. */
  readonly slowRequests: string;
  /** Condition that slow requests are logged. */
  readonly logsSlowRequests: CfnCondition;
  /** CPU units, and memory in MiB. */
  readonly cpu: string;
  readonly memory: string;
}

/** Node's number and directory, and the names and number of all nodes, beside what they have in common. */
export interface NodeProps extends NodeDefaults {
  readonly number: NodeNumber;
  /** DNS names of all nodes that there are, separated by blanks. */
  readonly nodeNames: string;
  /** Number of nodes that there are. */
  readonly nodeCount: string;
  /** Access point of the node's own directory. */
  readonly accessPointId: string;
}

/** Path at which a node finds its directory. */
const dataDirectory = '/data';

/** Directory of the snapshots, as the nodes see it. */
export const snapshotDirectory = `${dataDirectory}/snapshots`;

/** For what lives as long as the task: on its own encrypted disk, since the rest of the container can't be written. */
const runDirectory = '/run/typesense';

/** A shell script beside this file. */
const script = (name: string) => readFileSync(join(__dirname, name), 'utf8');

/**
 * One Typesense node: a service of its own with one task, in a zone of its own, on a directory of its own.
 *
 * Two processes never share a directory: a deployment stops the old task before it starts the new one, and the
 * service's name is fixed, so that CloudFormation can't replace the service by starting a second one first.
 */
export class Node extends Construct {
  readonly service: CfnService;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NodeProps,
  ) {
    super(scope, id);
    const { number, upstream } = props;
    const subnets = Fn.join(',', upstream.network.privateSubnetIds);
    this.service = new CfnService(this, 'Service', {
      serviceName: nodeLabel(number),
      cluster: props.clusterName,
      taskDefinition: this.taskDefinition().ref,
      desiredCount: 1,
      launchType: 'FARGATE',
      platformVersion: '1.4.0',
      deploymentConfiguration: {
        minimumHealthyPercent: 0,
        maximumPercent: 100,
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
      // It would start a task in another zone before it stops the old one.
      availabilityZoneRebalancing: 'DISABLED',
      networkConfiguration: {
        awsvpcConfiguration: {
          assignPublicIp: 'DISABLED',
          securityGroups: [props.securityGroupId],
          // Counted through twice, since there may be only two zones.
          subnets: [Fn.select(number - 1, Fn.split(',', Fn.join(',', [subnets, subnets])))],
        },
      },
      serviceRegistries: [{ registryArn: props.namespace.addNode(this, number).attrArn }],
      enableEcsManagedTags: true,
      propagateTags: 'SERVICE',
    });
  }

  private taskDefinition(): CfnTaskDefinition {
    const { accessPointId, upstream } = this.props;
    const directory = { fileSystemId: upstream.data.fileSystemId, accessPointId };
    const role = workloadRole(this, 'Role', {
      description: 'A search node: mounts its own directory',
      service: 'ecs-tasks.amazonaws.com',
      sourceArn: ownArn('ecs', '*'),
      statements: [useDirectory('OwnDirectory', directory)],
    });
    return new CfnTaskDefinition(this, 'Task', {
      family: Fn.join('', ['bellyfed-', this.props.environment, `-search-${this.props.number}`]),
      cpu: this.props.cpu,
      memory: this.props.memory,
      networkMode: 'awsvpc',
      requiresCompatibilities: ['FARGATE'],
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      executionRoleArn: this.props.executionRoleArn,
      taskRoleArn: role.attrArn,
      containerDefinitions: [this.container()],
      volumes: [directoryVolume('data', directory), { name: 'run' }, { name: 'tmp' }],
    });
  }

  /** https://typesense.org/docs/30.0/api/server-configuration.html */
  private slowRequests(): IResolvable {
    const { logsSlowRequests, slowRequests } = this.props;
    const variable = { Name: 'TYPESENSE_LOG_SLOW_REQUESTS_TIME_MS', Value: slowRequests };
    return Fn.conditionIf(logsSlowRequests.logicalId, variable, Aws.NO_VALUE);
  }

  private container(): CfnTaskDefinition.ContainerDefinitionProperty {
    const { names, number, secrets } = this.props;
    return {
      name: 'typesense',
      image: this.props.image,
      essential: true,
      entryPoint: ['/bin/sh', '-c', script('entrypoint.sh')],
      environment: [
        ...Object.entries({
          NODE_NAME: names.node(number),
          NODE_NAMES: this.props.nodeNames,
          API_NAME: names.api,
          RUN_DIRECTORY: runDirectory,
          DATA_DIRECTORY: dataDirectory,
          SNAPSHOTS_KEPT: '7',
          REFRESH_SECONDS: '10',
          SERVER: '/opt/typesense-server',
          // Nodes of another number are another cluster: what one of them has written, the others' log can't go on from.
          TYPESENSE_DATA_DIR: Fn.join('', [`${dataDirectory}/typesense-`, this.props.nodeCount]),
          TYPESENSE_API_PORT: String(apiPort),
          TYPESENSE_PEERING_PORT: String(peeringPort),
          TYPESENSE_NODES: `${runDirectory}/nodes`,
          // Only this spelling counts: a node whose peers all have new addresses finds them again.
          TYPESENSE_RESET_PEERS_ON_ERROR: 'TRUE',
          TYPESENSE_SSL_CERTIFICATE: `${runDirectory}/certificate.pem`,
          TYPESENSE_SSL_CERTIFICATE_KEY: `${runDirectory}/key.pem`,
        }).map(([name, value]) => ({ name, value })),
        this.slowRequests(),
      ],
      secrets: [
        { name: 'TYPESENSE_API_KEY', valueFrom: secrets.adminKey.ref },
        { name: 'TLS_SEED', valueFrom: secrets.identity.ref },
      ],
      portMappings: [{ containerPort: apiPort }, { containerPort: peeringPort }],
      mountPoints: [
        { sourceVolume: 'data', containerPath: dataDirectory },
        { sourceVolume: 'run', containerPath: runDirectory },
        { sourceVolume: 'tmp', containerPath: '/tmp' },
      ],
      readonlyRootFilesystem: true,
      // Longer than the twenty minutes of the script: 5 until failures count, and 20 until ten have.
      healthCheck: {
        command: ['CMD', '/bin/sh', '-c', script('health.sh')],
        interval: 120,
        timeout: 10,
        retries: 10,
        startPeriod: 300,
      },
      linuxParameters: { initProcessEnabled: true },
      ulimits: [{ name: 'nofile', softLimit: 65535, hardLimit: 65535 }],
      // Time to write what is in memory before it is killed.
      stopTimeout: 120,
      logConfiguration: logDriver(this.props.logGroupName, nodeLabel(number)),
    };
  }
}

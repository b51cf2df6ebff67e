import { Aws, CfnCondition, CfnMapping, Fn, Token } from 'aws-cdk-lib';
import { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { taskSizes } from '../../shared/compute/task-size';
import { logDriver } from '../../shared/logs/log-groups';
import { directoryVolume } from '../../shared/storage/task-directory';
import type { Upstream } from '../upstream';
import { collectorContainer } from './collector';
import { placeholderCommand, placeholderImage } from './placeholder';
import type { TaskRoles } from './task-roles';

/** Name of the application's container; the load balancer leads to it. */
export const applicationContainer = 'application';

/** Path at which the application finds the directory that all its tasks share. */
const sharedDirectory = '/mnt/shared';

/** Task's image, size, roles, variables and logs, as its definition takes them. */
export interface TaskDefinitionProps {
  readonly data: Upstream['data'];
  readonly roles: TaskRoles;
  readonly logs: CfnLogGroup;
  readonly image: string;
  readonly containerPort: number;
  /** Name of a size. */
  readonly size: string;
  /** Variables of the application. */
  readonly environment: Readonly<Record<string, string>>;
  /** Condition that operators may open a shell. */
  readonly executeCommand: CfnCondition;
}

/**
 * A variable that is there while operators may open a shell, so that another answer is another task definition: running
 * tasks can't be opened or closed, and the service's own setting starts no new ones.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
const openToOperators = { Name: 'OPEN_TO_OPERATORS', Value: 'yes' };

/** A task: the application's container, the collector of traces beside it, and the directory that tasks share. */
export class TaskDefinition extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { data, roles, size } = props;
    const sizes = new CfnMapping(this, 'Sizes', { mapping: { ...taskSizes } });
    const definition = new CfnTaskDefinition(this, 'Resource', {
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: 'LINUX' },
      cpu: sizes.findInMap(size, 'Cpu'),
      memory: sizes.findInMap(size, 'Memory'),
      executionRoleArn: roles.execution.attrArn,
      taskRoleArn: roles.task.attrArn,
      containerDefinitions: [this.application(props), collectorContainer(props.logs)],
      volumes: [
        directoryVolume('shared', { fileSystemId: data.fileSystemId, accessPointId: data.applicationAccessPointId }),
      ],
    });
    this.arn = definition.ref;
  }

  private application(props: TaskDefinitionProps): CfnTaskDefinition.ContainerDefinitionProperty {
    const { image, containerPort, environment, executeCommand } = props;
    const isPlaceholder = new CfnCondition(this, 'IsPlaceholder', {
      expression: Fn.conditionEquals(image, placeholderImage),
    });
    const variables = {
      ...environment,
      PORT: Token.asString(containerPort),
      // Next.js would listen on the loopback interface only.
      HOSTNAME: '0.0.0.0',
      SHARED_DIRECTORY: sharedDirectory,
    };
    return {
      name: applicationContainer,
      image,
      essential: true,
      command: Token.asList(Fn.conditionIf(isPlaceholder.logicalId, placeholderCommand, Fn.ref('AWS::NoValue'))),
      portMappings: [{ containerPort, protocol: 'tcp' }],
      environment: [
        ...Object.entries(variables).map(([name, value]) => ({ name, value })),
        Fn.conditionIf(executeCommand.logicalId, openToOperators, Aws.NO_VALUE),
      ],
      // Passes signals on, so that a task stops at once and not after half a minute.
      linuxParameters: { initProcessEnabled: true },
      mountPoints: [{ sourceVolume: 'shared', containerPath: sharedDirectory, readOnly: false }],
      logConfiguration: logDriver(props.logs.ref, applicationContainer),
    };
  }
}

import { collectorConfiguration } from '../../../../products/app/web/collector';
import { placeholderCommand, placeholderImage } from '../../../../products/app/web/placeholder';
import { launch } from '../launch';

interface Container {
  readonly Name: string;
  readonly Image: string;
  readonly Essential: boolean;
  readonly Command?: readonly string[];
  readonly PortMappings?: readonly object[];
  readonly Environment: readonly { readonly Name: string; readonly Value: unknown }[];
  readonly MountPoints?: readonly object[];
}

function containers(answers: Record<string, string> = {}): Container[] {
  return launch(answers).properties('Task').ContainerDefinitions as unknown as Container[];
}

const variables = (container: Container | undefined) =>
  Object.fromEntries((container?.Environment ?? []).map(({ Name, Value }) => [Name, Value]));

describe('the application’s container', () => {
  const image = 'public.ecr.aws/nginx/nginx:1.29';

  it('is a placeholder at first, which answers on the port that it is told', () => {
    const [application] = containers({ ContainerPort: '8080' });
    expect(application).toMatchObject({ Image: placeholderImage, Command: placeholderCommand, Essential: true });
    expect(application?.PortMappings).toEqual([{ ContainerPort: '8080', Protocol: 'tcp' }]);
    expect(variables(application).PORT).toBe('8080');
    expect(placeholderCommand.join(' ')).toContain('process.env.PORT');
  });

  it('runs what its image says once there is one', () => {
    const [application] = containers({ Image: image });
    expect(application?.Image).toBe(image);
    expect(application).not.toHaveProperty('Command');
  });

  it('is told where everything is, and no secret', () => {
    const told = variables(containers()[0]);
    expect(told).toMatchObject({
      APPLICATION_URL: 'http://LoadBalancer.DNSName',
      REST_API_URL: 'https://RestApi.execute-api.eu-central-1.amazonaws.com/live',
      DATABASE_HOST: 'bellyfed:one:data:DatabaseEndpoint',
      DATABASE_SECRET_ARN: 'bellyfed:one:data:DatabaseSecretArn',
      CONTENT_TABLE: 'bellyfed:one:data:ContentTableName',
      SESSIONS_TABLE: 'bellyfed:one:data:SessionsTableName',
      UPLOADS_BUCKET: 'bellyfed:one:data:UploadsBucketName',
      USER_POOL_ID: 'bellyfed:one:data:UserPoolId',
      EVENT_BUS: 'EventBus',
    });
    expect(Object.keys(told).filter((name) => /PASSWORD|TOKEN|KEY$/.test(name))).toEqual([]);
  });

  it('shares a directory with the other tasks, mounted with TLS and IAM through the access point', () => {
    expect(launch().properties('Task').Volumes).toEqual([
      {
        Name: 'shared',
        EFSVolumeConfiguration: {
          FilesystemId: 'bellyfed:one:data:FileSystemId',
          TransitEncryption: 'ENABLED',
          AuthorizationConfig: { AccessPointId: 'bellyfed:one:data:ApplicationAccessPointId', IAM: 'ENABLED' },
        },
      },
    ]);
    expect(containers()[0]?.MountPoints).toEqual([
      { SourceVolume: 'shared', ContainerPath: '/mnt/shared', ReadOnly: false },
    ]);
  });
});

describe('the collector beside it', () => {
  const [application, collector] = containers();

  it('may fail without the application', () => {
    expect(collector).toMatchObject({ Name: 'collector', Essential: false, ReadonlyRootFilesystem: true });
  });

  it('takes what the application sends, and sends it to X-Ray', () => {
    const configuration = JSON.parse(String(variables(collector).AOT_CONFIG_CONTENT));
    expect(configuration).toEqual(collectorConfiguration);
    const { endpoint } = configuration.receivers.otlp.protocols.http;
    expect(variables(application).OTEL_EXPORTER_OTLP_ENDPOINT).toBe(`http://${endpoint}`);
    expect(configuration.service.pipelines.traces.exporters).toEqual(['awsxray']);
  });

  it('only uses parts that are configured', () => {
    const { receivers, processors, exporters, extensions, service } = collectorConfiguration;
    const { traces } = service.pipelines;
    expect(Object.keys(receivers)).toEqual(traces.receivers);
    expect(Object.keys(processors)).toEqual(traces.processors);
    expect(Object.keys(exporters)).toEqual(traces.exporters);
    expect(Object.keys(extensions)).toEqual(service.extensions);
  });
});

describe('the service', () => {
  const service = launch().properties('Service');

  it('runs on Fargate 1.4.0, in private subnets, without public addresses', () => {
    expect(service).toMatchObject({
      LaunchType: 'FARGATE',
      PlatformVersion: '1.4.0',
      NetworkConfiguration: {
        AwsvpcConfiguration: {
          AssignPublicIp: 'DISABLED',
          Subnets: [1, 2, 3].map((zone) => `bellyfed:one:network:PrivateSubnetIds${zone}`),
          SecurityGroups: ['SecurityGroupTasks.GroupId'],
        },
      },
    });
  });

  it('waits for the paths to the stores, without which no task starts', () => {
    expect(launch().resources.Service?.dependsOn).toEqual(
      expect.arrayContaining(['SecurityGroupTasksToFileSystemEgress', 'SecurityGroupTasksToFileSystemIngress']),
    );
  });

  it('rolls back what won’t start, and never runs fewer tasks meanwhile', () => {
    expect(service.DeploymentConfiguration).toEqual({
      DeploymentCircuitBreaker: { Enable: true, Rollback: true },
      MinimumHealthyPercent: 100,
      MaximumPercent: 200,
    });
  });

  it('checks the health of every task on the path of the form', () => {
    expect(launch({ HealthCheckPath: '/api/health' }).properties('LoadBalancerTasksTargetGroup')).toMatchObject({
      TargetType: 'ip',
      HealthCheckPath: '/api/health',
      Matcher: { HttpCode: '200-399' },
    });
  });

  /** No task that runs is opened or closed: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html */
  it('starts new tasks when the form opens them to operators or closes them, and for no other reason', () => {
    const { ContainerDefinitions: closed, ...task } = launch().properties('Task');
    const { ContainerDefinitions: open, ...same } = launch({ ExecuteCommand: 'yes' }).properties('Task');
    expect(open).not.toEqual(closed);
    expect(same).toEqual(task);
    expect(launch({ ExecuteCommand: 'no' }).properties('Task').ContainerDefinitions).toEqual(closed);
  });

  it('lets nobody open a shell unless the form says so, and then logs it', () => {
    const policies = (answers: Record<string, string>) =>
      (launch(answers).properties('TaskRoleTask').Policies as unknown as { PolicyName: string }[]).map(
        ({ PolicyName }) => PolicyName,
      );
    expect(service.EnableExecuteCommand).toBe(false);
    expect(policies({})).toEqual(['Workload']);
    expect(launch({ ExecuteCommand: 'yes' }).properties('Service').EnableExecuteCommand).toBe(true);
    expect(policies({ ExecuteCommand: 'yes' })).toEqual(['Workload', 'ExecuteCommand']);
    expect(launch().properties('Cluster')).toMatchObject({
      ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }],
      Configuration: {
        ExecuteCommandConfiguration: {
          Logging: 'OVERRIDE',
          LogConfiguration: { CloudWatchLogGroupName: 'ClusterCommandLogGroup' },
        },
      },
    });
  });
});

describe('the security groups', () => {
  const app = launch({ ContainerPort: '8080' });
  const rules = (type: string) => app.ofType(type).map(({ properties }) => properties);
  const database = 'bellyfed:one:data:DatabaseSecurityGroupId';
  const fileSystem = 'bellyfed:one:data:FileSystemSecurityGroupId';
  const paths = [
    ['SecurityGroupLoadBalancer.GroupId', 'SecurityGroupTasks.GroupId', '8080'],
    ['SecurityGroupTasks.GroupId', database, 'bellyfed:one:data:DatabasePort'],
    ['SecurityGroupTasks.GroupId', fileSystem, 2049],
  ] as const;

  it.each(paths)('open the way from %s to %s on both sides', (from, to, port) => {
    const ports = { IpProtocol: 'tcp', FromPort: port, ToPort: port };
    expect(rules('AWS::EC2::SecurityGroupEgress')).toContainEqual(
      expect.objectContaining({ GroupId: from, DestinationSecurityGroupId: to, ...ports }),
    );
    expect(rules('AWS::EC2::SecurityGroupIngress')).toContainEqual(
      expect.objectContaining({ GroupId: to, SourceSecurityGroupId: from, ...ports }),
    );
  });

  it('open no other way between groups', () => {
    expect(rules('AWS::EC2::SecurityGroupEgress')).toHaveLength(paths.length);
    expect(rules('AWS::EC2::SecurityGroupIngress')).toHaveLength(paths.length);
  });

  it('let the internet in to the load balancer only, and out from the tasks on 443 only', () => {
    const { SecurityGroupIngress } = app.properties('SecurityGroupLoadBalancer');
    expect(SecurityGroupIngress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 80, ToPort: 80 }),
      expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }),
    ]);
    expect(app.properties('SecurityGroupLoadBalancer').SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '127.0.0.1/32' }),
    ]);
    const tasks = app.properties('SecurityGroupTasks');
    expect(tasks).not.toHaveProperty('SecurityGroupIngress');
    expect(tasks.SecurityGroupEgress).toEqual([
      expect.objectContaining({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 }),
    ]);
  });
});

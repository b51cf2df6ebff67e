import { type EnvironmentType, environmentTypeNames } from '../../../../catalog/product';
import { searchSizes } from '../../../../products/search/sizes';
import { launch, statementsOf } from '../launch';
import { tasksOf, variablesOf } from './tasks';

const nodesOf = (answers: Record<string, string>) =>
  launch(answers)
    .ofType('AWS::ECS::Service')
    .map(({ properties }) => properties);

const accessPointsOf = (answers: Record<string, string>) =>
  tasksOf(answers)
    .map(({ Volumes }) => Volumes[0]?.EFSVolumeConfiguration?.AuthorizationConfig.AccessPointId)
    .sort();

describe.each(environmentTypeNames)('in %s', (EnvironmentType: EnvironmentType) => {
  const typesenseNodes = searchSizes.typesenseNodes[EnvironmentType];
  const logRetentionDays = searchSizes.logRetentionDays[EnvironmentType];

  it('there are as many nodes as the type has, each a service of one task', () => {
    const nodes = nodesOf({ EnvironmentType });
    expect(nodes).toHaveLength(typesenseNodes);
    expect(nodes.map(({ DesiredCount }) => DesiredCount)).toEqual(Array(typesenseNodes).fill(1));
  });

  it('logs are kept as long as the type says', () => {
    const groups = launch({ EnvironmentType }).ofType('AWS::Logs::LogGroup');
    expect(groups).toHaveLength(4);
    expect(new Set(groups.map(({ properties }) => properties.RetentionInDays))).toEqual(new Set([logRetentionDays]));
  });

  it('functions and peers know the nodes that there are', () => {
    const template = launch({ EnvironmentType });
    const names = [1, 2, 3].slice(0, typesenseNodes).map((number) => `node-${number}.search.one.internal`);
    for (const { properties } of template.ofType('AWS::Lambda::Function')) {
      expect(properties.Environment).toMatchObject({ Variables: { NODES: names.join(','), API_PORT: '8108' } });
    }
    expect(tasksOf({ EnvironmentType }).map((task) => variablesOf(task).NODE_NAMES)).toEqual(
      names.map(() => names.join(' ')),
    );
  });
});

it('the form may choose another number of nodes', () => {
  expect(nodesOf({ SearchNodes: '3' })).toHaveLength(3);
  expect(nodesOf({ EnvironmentType: 'prod', SearchNodes: '1' })).toHaveLength(1);
});

describe('two processes never share a directory', () => {
  it('since a deployment stops the old task before it starts the new one', () => {
    for (const node of nodesOf({ SearchNodes: '3' })) {
      expect(node).toMatchObject({
        DeploymentConfiguration: { MinimumHealthyPercent: 0, MaximumPercent: 100 },
        AvailabilityZoneRebalancing: 'DISABLED',
      });
    }
  });

  it('since a service has a fixed name, and so can’t be replaced by a second one', () => {
    expect(
      nodesOf({ SearchNodes: '3' })
        .map(({ ServiceName }) => ServiceName)
        .sort(),
    ).toEqual(['node-1', 'node-2', 'node-3']);
  });

  it('since nodes of another number have directories of their own', () => {
    const directories = (SearchNodes: string) =>
      tasksOf({ SearchNodes }).map((task) => variablesOf(task).TYPESENSE_DATA_DIR);
    expect(directories('1')).toEqual(['/data/typesense-1']);
    expect(directories('3')).toEqual(Array(3).fill('/data/typesense-3'));
  });

  it('since each node has its own access point', () => {
    expect(accessPointsOf({ SearchNodes: '3' })).toEqual(
      [1, 2, 3].map((number) => `bellyfed:one:data:SearchAccessPointIds${number}`),
    );
  });

  it('since an environment with a base has directories of its own', () => {
    const based = launch({ SearchNodes: '3', BaseEnvironment: 'base' });
    expect(accessPointsOf({ SearchNodes: '3', BaseEnvironment: 'base' })).toEqual(
      [1, 2, 3].map((number) => `NodesDirectoryGuestAccessPoint${number}`),
    );
    expect(based.properties('NodesDirectoryGuestAccessPoint2')).toMatchObject({
      FileSystemId: 'bellyfed:base:data:FileSystemId',
      RootDirectory: { Path: '/search-one-2' },
    });
    expect(launch().ofType('AWS::EFS::AccessPoint')).toEqual([]);
  });

  it('since the role of a node mounts that directory only', () => {
    const [statement] = statementsOf(launch().properties('NodesNode1Role'));
    expect(statement).toMatchObject({
      Action: ['elasticfilesystem:ClientMount', 'elasticfilesystem:ClientWrite'],
      Condition: {
        StringEquals: {
          'elasticfilesystem:AccessPointArn':
            'arn:aws:elasticfilesystem:eu-central-1:111122223333:access-point/bellyfed:one:data:SearchAccessPointIds1',
        },
      },
    });
  });
});

describe('nodes', () => {
  it('stand in private subnets, each in another zone, without public addresses', () => {
    const places = nodesOf({ SearchNodes: '3' }).map(
      ({ NetworkConfiguration }) =>
        (NetworkConfiguration as { readonly AwsvpcConfiguration: Record<string, unknown> }).AwsvpcConfiguration,
    );
    expect(places.map(({ AssignPublicIp }) => AssignPublicIp)).toEqual(Array(3).fill('DISABLED'));
    expect(places.map(({ Subnets }) => Subnets).sort()).toEqual(
      [1, 2, 3].map((zone) => [`bellyfed:one:network:PrivateSubnetIds${zone}`]),
    );
  });

  it('start one after the other, and not before the way to their directory is open', () => {
    const { resources } = launch({ SearchNodes: '3' });
    expect(resources.NodesNode1Service?.dependsOn).toContain('SecurityGroupsNodesToFileSystemIngress');
    expect(resources.NodesOthersNode2Service?.dependsOn).toContain('NodesNode1Service');
    expect(resources.NodesOthersNode3Service?.dependsOn).toContain('NodesOthersNode2Service');
  });

  it('have names from their start, whatever their health', () => {
    const names = launch({ SearchNodes: '3' }).ofType('AWS::ServiceDiscovery::Service');
    expect(names.map(({ properties }) => properties.Name).sort()).toEqual(['api', 'node-1', 'node-2', 'node-3']);
    for (const { properties } of names) expect(Object.keys(properties).join()).not.toContain('HealthCheck');
  });

  it('are all found by the one name of the API', () => {
    const instances = launch({ SearchNodes: '3' }).ofType('AWS::ServiceDiscovery::Instance');
    expect(instances.map(({ properties }) => properties.InstanceAttributes)).toContainEqual({
      AWS_INSTANCE_CNAME: 'node-2.search.one.internal',
      AWS_INSTANCE_PORT: '8108',
    });
    expect(instances).toHaveLength(3);
  });

  it.each([
    ['dev', '256', '512'],
    ['test', '256', '512'],
    ['staging', '2048', '4096'],
    ['prod', '2048', '4096'],
  ])('of %s have %s CPU units and %s MiB, unless the form says another', (EnvironmentType, Cpu, Memory) => {
    expect(tasksOf({ EnvironmentType })[0]).toMatchObject({ Cpu, Memory });
  });

  it.each([
    ['0.5', '256', '512'],
    ['1', '512', '1024'],
    ['2', '1024', '2048'],
    ['4', '2048', '4096'],
    ['16', '2048', '16384'],
    ['30', '4096', '30720'],
    ['60', '8192', '61440'],
  ])('of %s GiB have %s CPU units', (NodeMemory, Cpu, Memory) => {
    expect(tasksOf({ NodeMemory })).toMatchObject([{ Cpu, Memory }]);
  });
});

describe('the container of a node', () => {
  const [task] = tasksOf();
  const container = task?.ContainerDefinitions[0];

  it('speaks TLS, listens to its nodes file, and finds its peers again in the one spelling that counts', () => {
    expect(variablesOf(task)).toMatchObject({
      TYPESENSE_SSL_CERTIFICATE: '/run/typesense/certificate.pem',
      TYPESENSE_SSL_CERTIFICATE_KEY: '/run/typesense/key.pem',
      TYPESENSE_NODES: '/run/typesense/nodes',
      TYPESENSE_RESET_PEERS_ON_ERROR: 'TRUE',
      TYPESENSE_API_PORT: '8108',
      TYPESENSE_PEERING_PORT: '8107',
    });
  });

  it('gets every variable that its scripts read', () => {
    const scripts = [container?.EntryPoint[2], container?.HealthCheck.Command[3]].join('\n');
    const read = new Set([...scripts.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map(([, name]) => name));
    const given = [...Object.keys(variablesOf(task)), ...(container?.Secrets ?? []).map(({ Name }) => Name)];
    expect([...read].filter((name) => !given.includes(name ?? ''))).toEqual([]);
    expect(read.size).toBeGreaterThan(8);
  });

  it('gets its keys from Secrets Manager', () => {
    expect(container?.Secrets).toEqual([
      { Name: 'TYPESENSE_API_KEY', ValueFrom: 'SecretsAdminKey' },
      { Name: 'TLS_SEED', ValueFrom: 'SecretsIdentity' },
    ]);
    expect(JSON.stringify(container?.Environment)).not.toContain('Secrets');
  });

  it('mounts its directory with TLS and IAM, and can write nothing of the image', () => {
    expect(task?.Volumes[0]?.EFSVolumeConfiguration).toMatchObject({
      TransitEncryption: 'ENABLED',
      AuthorizationConfig: { IAM: 'ENABLED' },
    });
    expect(container?.ReadonlyRootFilesystem).toBe(true);
  });
});

describe('slow requests', () => {
  const logged = (answers: Record<string, string>) =>
    tasksOf(answers).map((task) => variablesOf(task).TYPESENSE_LOG_SLOW_REQUESTS_TIME_MS);

  it('are logged by every node from the time on that was chosen', () => {
    expect(logged({ SearchNodes: '3', SlowRequests: '250' })).toEqual(['250', '250', '250']);
  });

  it('are not logged unless somebody asks, since what was searched for stands in them', () => {
    expect(logged({})).toEqual([undefined]);
  });
});

import { decide, type PolicyDocument, trusts } from '../../../catalog/permissions';
import { launch, statementsOf } from './launch';

const template = launch({ SearchNodes: '3' });
const roles = template.ofType('AWS::IAM::Role');

/** A role's own policy; its resources read as logical ids. */
const policyOf = (id: string): PolicyDocument[] => [
  { Version: '2012-10-17', Statement: JSON.parse(JSON.stringify(statementsOf(template.properties(id)))) },
];
const may = (id: string, action: string, resource: string, context?: Record<string, string>) =>
  decide(policyOf(id), { action, resource, context });

describe('paths into the nodes', () => {
  const ingress = template.ofType('AWS::EC2::SecurityGroupIngress').map(({ properties }) => properties);
  const into = (group: string) =>
    ingress
      .filter(({ GroupId }) => GroupId === group)
      .map(({ SourceSecurityGroupId, FromPort, ToPort }) => [SourceSecurityGroupId, FromPort, ToPort]);

  it('come from the nodes themselves, the functions and the application tasks, by one port each', () => {
    expect(into('SecurityGroupsNodes.GroupId').sort()).toEqual([
      ['SecurityGroupsFunctions.GroupId', 8108, 8108],
      ['SecurityGroupsNodes.GroupId', 8107, 8107],
      ['SecurityGroupsNodes.GroupId', 8108, 8108],
      ['bellyfed:one:app:TaskSecurityGroupId', 8108, 8108],
    ]);
  });

  it('come from groups only, never from addresses', () => {
    expect(ingress.filter((rule) => 'CidrIp' in rule || 'CidrIpv6' in rule)).toEqual([]);
    for (const { properties } of template.ofType('AWS::EC2::SecurityGroup')) {
      expect(properties).not.toHaveProperty('SecurityGroupIngress');
    }
  });

  it('have another half: what one group admits, the other lets out', () => {
    const halves = (type: string, from: string, to: string) =>
      template
        .ofType(type)
        .map(({ properties }) => [properties[from], properties[to], properties.FromPort].join(' '))
        .sort();
    expect(halves('AWS::EC2::SecurityGroupIngress', 'SourceSecurityGroupId', 'GroupId')).toEqual(
      halves('AWS::EC2::SecurityGroupEgress', 'GroupId', 'DestinationSecurityGroupId'),
    );
  });

  it('lead on to the file system, whose group belongs to the data tier', () => {
    expect(into('bellyfed:one:data:FileSystemSecurityGroupId')).toEqual([['SecurityGroupsNodes.GroupId', 2049, 2049]]);
  });
});

describe('out of the groups', () => {
  it('leads nothing but HTTPS, and the paths', () => {
    for (const { properties } of template.ofType('AWS::EC2::SecurityGroup')) {
      expect(properties.SecurityGroupEgress).toEqual([
        expect.objectContaining({ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }),
      ]);
    }
  });
});

describe('secrets', () => {
  const secrets = template.ofType('AWS::SecretsManager::Secret');

  it('are made up, stay, and belong to one stack by their name', () => {
    expect(secrets).toHaveLength(3);
    for (const { id, properties } of secrets) {
      expect(properties.GenerateSecretString).toEqual({ PasswordLength: 40, ExcludePunctuation: true });
      expect(properties.Name).toMatch(/^bellyfed-one-search-[a-z-]+-51af3dc0$/);
      expect(template.resources[id]).toMatchObject({ deletionPolicy: 'Retain', updateReplacePolicy: 'Retain' });
    }
  });

  it('refuse plain HTTP and a public policy', () => {
    const policies = template.ofType('AWS::SecretsManager::ResourcePolicy');
    expect(policies.map(({ properties }) => properties.SecretId).sort()).toEqual(secrets.map(({ id }) => id).sort());
    for (const { properties } of policies) {
      expect(properties.BlockPublicPolicy).toBe(true);
      expect(JSON.stringify(properties.ResourcePolicy)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it.each([
    ['NodesExecutionRole', ['SecretsAdminKey', 'SecretsIdentity']],
    ['NodesNode1Role', []],
    ['FunctionsIndexerRole', ['SecretsAdminKey', 'SecretsIdentity']],
    ['FunctionsMaintenanceRole', ['SecretsAdminKey', 'SecretsIdentity', 'SecretsSearchKey']],
    ['FunctionsSearchRole', ['SecretsIdentity', 'SecretsSearchKey']],
    ['SchedulesRole', []],
  ])('%s reads %j', (role, expected) => {
    const read = secrets.filter(({ id }) => may(role, 'secretsmanager:GetSecretValue', id) === 'allowed');
    expect(read.map(({ id }) => id).sort()).toEqual(expected);
  });
});

describe('roles', () => {
  it('name their actions, and every resource but where a service takes none', () => {
    const wide = roles.flatMap(({ properties }) =>
      statementsOf(properties)
        .filter(({ Effect, Resource }) => Effect === 'Allow' && [Resource].flat().includes('*'))
        .flatMap(({ Action }) => Action),
    );
    expect([...new Set(wide)].sort()).toEqual([
      'ec2:CreateNetworkInterface',
      'ec2:DeleteNetworkInterface',
      'ec2:DescribeNetworkInterfaces',
      'ecr:GetAuthorizationToken',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    const actions = roles.flatMap(({ properties }) => statementsOf(properties).flatMap(({ Action }) => Action));
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });

  it('let Lambda make network interfaces, but not the code of a function', () => {
    const action = 'ec2:CreateNetworkInterface';
    const inCode = {
      'lambda:SourceFunctionArn': 'arn:aws:lambda:eu-central-1:111122223333:function:bellyfed-one-search',
    };
    expect(may('FunctionsSearchRole', action, '*')).toBe('allowed');
    expect(may('FunctionsSearchRole', action, '*', inCode)).toBe('explicitDeny');
  });

  it('serve this account’s tasks and schedules only', () => {
    for (const [id, service] of [
      ['NodesNode1Role', 'ecs-tasks.amazonaws.com'],
      ['NodesExecutionRole', 'ecs-tasks.amazonaws.com'],
      ['SchedulesRole', 'scheduler.amazonaws.com'],
    ] as const) {
      const trust = JSON.parse(JSON.stringify(template.properties(id).AssumeRolePolicyDocument)) as PolicyDocument;
      const context = {
        'aws:SourceAccount': '111122223333',
        'aws:SourceArn': `arn:aws:${service.split(/[-.]/)[0]}:eu-central-1:111122223333:schedule-group/SchedulesGroup`,
      };
      expect(trusts(trust, { service, context })).toBe(true);
      expect(trusts(trust, { service, context: { ...context, 'aws:SourceAccount': '999999999999' } })).toBe(false);
    }
  });

  it.each([
    ['FunctionsIndexerRole', 'dynamodb:GetItem', 'bellyfed:one:data:ContentTableArn', 'allowed'],
    ['FunctionsIndexerRole', 'dynamodb:PutItem', 'bellyfed:one:data:ContentTableArn', 'implicitDeny'],
    ['FunctionsIndexerRole', 'dynamodb:GetItem', 'bellyfed:one:data:SessionsTableArn', 'implicitDeny'],
    ['FunctionsMaintenanceRole', 'dynamodb:Query', 'bellyfed:one:data:ContentTableArn/index/gsi1', 'allowed'],
    ['FunctionsSearchRole', 'dynamodb:GetItem', 'bellyfed:one:data:ContentTableArn', 'implicitDeny'],
  ])('%s: %s on %s is %s', (role, action, resource, decision) => {
    expect(may(role, action, resource)).toBe(decision);
  });
});

describe('with the customer key of the data tier', () => {
  const key = 'bellyfed:one:data:KeyArn';
  const encrypted = launch({ CustomerKey: 'yes' });

  it('secrets, queues and logs are encrypted with it', () => {
    const keyOf = (type: string, property: string) =>
      new Set(encrypted.ofType(type).map(({ properties }) => properties[property]));
    expect(keyOf('AWS::SecretsManager::Secret', 'KmsKeyId')).toEqual(new Set([key]));
    expect(keyOf('AWS::SQS::Queue', 'KmsMasterKeyId')).toEqual(new Set([key]));
    expect(keyOf('AWS::SQS::Queue', 'SqsManagedSseEnabled')).toEqual(new Set([false]));
    expect(keyOf('AWS::Logs::LogGroup', 'KmsKeyId')).toEqual(new Set([key]));
  });

  it('queues are encrypted with that of SQS otherwise', () => {
    for (const { properties } of template.ofType('AWS::SQS::Queue')) {
      expect(properties).toMatchObject({ SqsManagedSseEnabled: true });
      expect(properties).not.toHaveProperty('KmsMasterKeyId');
    }
  });

  it('roles may use it through the services that they need', () => {
    const [statement] = statementsOf(encrypted.properties('FunctionsSearchRole')).filter(
      ({ Sid }) => Sid === 'CustomerKey',
    );
    expect(statement).toMatchObject({
      Resource: key,
      Condition: { StringEquals: { 'kms:ViaService': ['secretsmanager.eu-central-1.amazonaws.com'] } },
    });
    expect(JSON.stringify(roles)).not.toContain('CustomerKey');
  });
});

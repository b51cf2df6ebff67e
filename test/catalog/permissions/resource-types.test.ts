import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { isCanonicalAction, resourceScopes } from '../../../catalog/permissions/actions';
import { OPERATIONS, type Operation, readRows } from '../../../catalog/permissions/resource-type-row';
import { describedTypes, requiredActions, resourceTypeRow } from '../../../catalog/permissions/resource-types';

const row = (type: string) => {
  const found = resourceTypeRow(type);
  if (found === undefined) throw new Error(`no row for ${type}`);
  return found;
};

/** Types that CloudFormation keeps to itself: nothing is called for them. */
const CALLS_NOTHING = new Set([
  'AWS::CDK::Metadata',
  'AWS::CloudFormation::WaitCondition',
  'AWS::CloudFormation::WaitConditionHandle',
]);

const database = loadAwsServiceSpecSync();

describe.each(describedTypes)('the row of %s', (type) => {
  const found = row(type);
  const { conditional = [], caller = [], unscoped = [], passRole = [], serviceLinkedRole = [], omitted = {} } = found;
  const lists: Readonly<Record<Operation, readonly string[]>> = found;
  const entries: readonly Partial<Record<Operation, readonly string[]>>[] = [lists, ...conditional, ...caller];
  const named = entries.flatMap((entry) => OPERATIONS.flatMap((operation) => entry[operation] ?? []));

  it('names only actions that IAM knows, spelled as AWS spells them', async () => {
    const known = await Promise.all(named.map(isCanonicalAction));
    expect(named.filter((_, index) => !known[index])).toEqual([]);
  });

  it('says what creating and deleting ask', () => {
    const says = (operation: 'create' | 'delete') => entries.some((entry) => (entry[operation] ?? []).length > 0);
    expect([says('create'), says('delete')]).toEqual(Array(2).fill(!CALLS_NOTHING.has(type)));
  });

  it('makes conditions of properties that the type has', () => {
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
    const conditions = [
      ...[...conditional, ...caller].flatMap(({ when = [] }) => when),
      ...passRole.map(({ property }) => property),
      ...serviceLinkedRole.flatMap(({ when = [] }) => when),
    ];
    const asked = conditions.map((condition) => condition.split(/[.=~]/, 1)[0] ?? '');
    expect(asked.filter((property) => resource?.properties[property] === undefined)).toEqual([]);
  });

  it('keeps conditional and omitted actions out of what is always asked', () => {
    for (const entry of conditional) {
      for (const operation of ['create', 'read', 'update', 'delete'] as const) {
        expect(lists[operation].filter((action) => entry[operation]?.includes(action))).toEqual([]);
      }
    }
    expect(named.filter((action) => action in omitted)).toEqual([]);
  });

  it('gives the schema’s actions no second source, and says of none that it must be unscoped that nothing asks for', () => {
    for (const operation of OPERATIONS) {
      const twice = caller.flatMap((entry) => entry[operation] ?? []).filter((it) => lists[operation].includes(it));
      expect(twice).toEqual([]);
    }
    expect(unscoped.flatMap(({ actions }) => actions).filter((action) => !named.includes(action))).toEqual([]);
  });

  it('leaves passing roles and making service-linked roles to their own fields', () => {
    expect(named).not.toContain('iam:PassRole');
    if (type !== 'AWS::IAM::ServiceLinkedRole') expect(named).not.toContain('iam:CreateServiceLinkedRole');
    for (const { service } of [...passRole, ...serviceLinkedRole])
      expect(service).toMatch(/^[a-z0-9.-]+\.amazonaws\.com$/);
  });
});

describe('required actions', () => {
  it('are unknown for a type without a row', () => {
    expect(requiredActions('AWS::GroundStation::Config')).toBeUndefined();
  });

  it('are what every resource of the type needs, when no properties are given', () => {
    expect(requiredActions('AWS::EC2::VPC')?.create).toEqual([
      'ec2:CreateTags',
      'ec2:CreateVpc',
      'ec2:DescribeVpcAttribute',
      'ec2:DescribeVpcs',
      'ec2:ModifyVpcAttribute',
    ]);
  });

  it('include the tagging actions, since Service Catalog tags every stack', () => {
    expect(requiredActions('AWS::EC2::VPC')?.all).toEqual(expect.arrayContaining(['ec2:CreateTags', 'ec2:DeleteTags']));
  });

  it('grow with the properties that a resource uses', () => {
    const plain = requiredActions('AWS::Logs::LogGroup', {});
    const kept = requiredActions('AWS::Logs::LogGroup', { RetentionInDays: 7 });
    expect(plain?.all).not.toContain('logs:PutRetentionPolicy');
    expect(kept?.create).toContain('logs:PutRetentionPolicy');
    expect(kept?.update).toContain('logs:DeleteRetentionPolicy');
  });

  it('hold iam:PassRole exactly where a property passes a role', () => {
    const passed = requiredActions('AWS::EC2::FlowLog', {
      DeliverLogsPermissionArn: { 'Fn::GetAtt': ['Role', 'Arn'] },
    });
    expect(passed?.create).toContain('iam:PassRole');
    expect(passed?.passRole).toEqual([
      { property: 'DeliverLogsPermissionArn', service: 'vpc-flow-logs.amazonaws.com' },
    ]);
    expect(requiredActions('AWS::EC2::FlowLog', { LogDestinationType: 's3' })?.all).not.toContain('iam:PassRole');
  });

  it('hold iam:CreateServiceLinkedRole where a service makes its own role', () => {
    const sends = (LogDestinationType: string) => requiredActions('AWS::EC2::FlowLog', { LogDestinationType })?.create;
    expect(sends('kinesis-data-firehose')).toContain('iam:CreateServiceLinkedRole');
    expect(sends('cloud-watch-logs')).not.toContain('iam:CreateServiceLinkedRole');
  });

  // https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-permissions.html
  it('hold what the service asks of its caller, though no schema names it', () => {
    const balancer = requiredActions('AWS::ElasticLoadBalancingV2::LoadBalancer', { SecurityGroups: ['sg-1'] });
    expect(balancer?.create).toEqual(
      expect.arrayContaining([
        'ec2:DescribeAccountAttributes',
        'ec2:DescribeAddresses',
        'ec2:DescribeInternetGateways',
        'ec2:DescribeSecurityGroups',
        'ec2:DescribeSubnets',
        'ec2:DescribeVpcs',
        'ec2:GetSecurityGroupsForVpc',
      ]),
    );
  });

  // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_UpdateSecret.html
  it('hold the use of a key only where one is named', () => {
    const secret = (properties: object) => requiredActions('AWS::SecretsManager::Secret', { ...properties })?.update;
    expect(secret({ KmsKeyId: 'key' })).toEqual(expect.arrayContaining(['kms:Decrypt', 'kms:Encrypt']));
    expect(secret({})).not.toContain('kms:Encrypt');
  });

  // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
  it('say which must be allowed on *, by type', () => {
    expect(requiredActions('AWS::CloudWatch::CompositeAlarm')?.unscoped).toEqual([
      'cloudwatch:DescribeAlarms',
      'cloudwatch:PutCompositeAlarm',
    ]);
    expect(requiredActions('AWS::CloudWatch::Alarm')?.unscoped).toEqual([]);
    expect(requiredActions('AWS::ApplicationAutoScaling::ScalingPolicy')?.unscoped).toEqual([]);
  });

  it('are sorted and named once', () => {
    for (const type of describedTypes) {
      const all = requiredActions(type)?.all ?? [];
      expect(all).toEqual([...new Set(all)].sort());
    }
  });
});

describe('the rows of the later tiers', () => {
  const all = (type: string, properties = {}) => requiredActions(type, properties)?.all ?? [];

  it('ask for the work on replicas only where a global table has more than one', () => {
    const replicas = (...regions: string[]) => ({ Replicas: regions.map((Region) => ({ Region })) });
    expect(all('AWS::DynamoDB::GlobalTable', replicas('eu-west-1'))).not.toContain('dynamodb:CreateTableReplica');
    expect(all('AWS::DynamoDB::GlobalTable', replicas('eu-west-1', 'eu-north-1'))).toEqual(
      expect.arrayContaining(['dynamodb:CreateTableReplica', 'dynamodb:BatchWriteItem', 'iam:CreateServiceLinkedRole']),
    );
  });

  it('ask for passing both roles of a task', () => {
    const passed = requiredActions('AWS::ECS::TaskDefinition', { TaskRoleArn: 'a', ExecutionRoleArn: 'b' })?.passRole;
    expect(passed?.map(({ property }) => property)).toEqual(['ExecutionRoleArn', 'TaskRoleArn']);
  });

  it('tell by the ARN what a web ACL is associated with', () => {
    const associated = (ResourceArn: unknown) => all('AWS::WAFv2::WebACLAssociation', { ResourceArn });
    expect(associated({ Ref: 'LoadBalancer' })).toContain('elasticloadbalancing:SetWebAcl');
    expect(associated({ Ref: 'LoadBalancer' })).not.toContain('apigateway:SetWebACL');
    const stage = { 'Fn::Sub': 'arn:${AWS::Partition}:apigateway:${AWS::Region}::/restapis/${Api}/stages/live' };
    expect(associated(stage)).toContain('apigateway:SetWebACL');
    expect(associated(stage)).not.toContain('elasticloadbalancing:SetWebAcl');
  });

  it('ask for the secret of a cluster whose password RDS manages', () => {
    expect(all('AWS::RDS::DBCluster', { ManageMasterUserPassword: true })).toContain('secretsmanager:CreateSecret');
    expect(all('AWS::RDS::DBCluster', { ManageMasterUserPassword: false })).not.toContain(
      'secretsmanager:CreateSecret',
    );
  });
});

describe('the data file', () => {
  const good = {
    source: 'https://docs.aws.amazon.com/page.html',
    create: ['ec2:CreateVpc'],
    read: [],
    update: [],
    delete: [],
    tag: [],
  };

  const THREAD = 'https://github.com/aws/containers-roadmap/issues/929';

  it('is read as it stands', () => {
    expect(readRows({ 'AWS::A::B': good }).get('AWS::A::B')?.create).toEqual(['ec2:CreateVpc']);
  });

  it.each([
    ['a list at the top', []],
    ['a row that is no object', { T: 'x' }],
    ['a missing list', { T: { ...good, read: undefined } }],
    ['an unknown key', { T: { ...good, list: [] } }],
    ['a source that is not a page of AWS', { T: { ...good, source: 'https://example.com/' } }],
    ['a wildcard action', { T: { ...good, read: ['ec2:Describe*'] } }],
    ['an action in capitals', { T: { ...good, read: ['EC2:DescribeVpcs'] } }],
    ['actions out of order', { T: { ...good, read: ['ec2:DescribeVpcs', 'ec2:DescribeTags'] } }],
    ['an action twice', { T: { ...good, read: ['ec2:DescribeVpcs', 'ec2:DescribeVpcs'] } }],
    ['a condition that is no list', { T: { ...good, conditional: [{ when: 'A' }] } }],
    ['a second source without a page', { T: { ...good, caller: [{ create: ['ec2:DescribeSubnets'] }] } }],
    ['a thread in place of AWS’s page', { T: { ...good, unscoped: [{ actions: [], source: THREAD }] } }],
    ['a thread that is none', { T: { ...good, unscoped: [{ actions: [], source: good.source, seen: 'here' }] } }],
    ['a passed role without a service', { T: { ...good, passRole: [{ property: 'A' }] } }],
  ])('is refused with %s', (_, data) => {
    expect(() => readRows(data)).toThrow(/resource-types\.json: .* got .*; correct the file/);
  });
});

describe('what an action may be limited to', () => {
  it('is nothing, for an action that takes only "*"', async () => {
    expect(await resourceScopes('ec2:DescribeVpcs')).toEqual({ kind: 'wildcardOnly' });
  });

  it('is the kinds of resources that it takes, with their ARNs', async () => {
    expect(await resourceScopes('s3:CreateBucket')).toEqual({
      kind: 'resources',
      types: [{ name: 'bucket', arn: 'arn:${Partition}:s3:::${BucketName}' }],
    });
  });

  it('is found in any case of the action', async () => {
    expect(await resourceScopes('S3:createbucket')).toEqual(await resourceScopes('s3:CreateBucket'));
    expect(await isCanonicalAction('S3:createbucket')).toBe(false);
  });

  it.each(['s3', 's3:', 's3:NoSuchAction', 'nosuch:Action', 's3:a:b', 's3:*'])(
    'is unknown for "%s"',
    async (action) => {
      expect(await resourceScopes(action)).toBeUndefined();
      expect(await isCanonicalAction(action)).toBe(false);
    },
  );
});

import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { DeleteRoleCommand, DeleteRolePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DescribeProvisionedProductCommand,
  DescribeRecordCommand,
  GetProvisionedProductOutputsCommand,
  ListLaunchPathsCommand,
  ProvisionProductCommand,
  type ProvisionProductInput,
  UpdateProvisioningArtifactCommand,
} from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, refusal, TestCatalog, text } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let artifactId: string;
let portfolioId: string;
let count = 0;
let name: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
});
beforeEach(async () => {
  count += 1;
  name = `launch-${count}`;
  ({ productId, artifactId } = await catalog.product(`Queue ${count}`));
  portfolioId = await catalog.portfolio('Developers', productId);
  await catalog.admit(portfolioId);
});
afterEach(() => launches.faults({}));
afterAll(() => sandbox.stop());

const input = (): ProvisionProductInput => ({
  ProductId: productId,
  ProvisioningArtifactId: artifactId,
  ProvisionedProductName: name,
});
const provision = (more: Partial<ProvisionProductInput> = {}) =>
  catalog.client.send(new ProvisionProductCommand({ ...input(), ...more }));
const launch = (more: Partial<ProvisionProductInput> = {}) => launches.provision({ ...input(), ...more, name });

test('a launch makes a stack, its record and its outputs', async () => {
  const { RecordDetail: created } = await provision({
    ProvisioningParameters: [{ Key: 'Name', Value: 'orders' }],
    Tags: [{ Key: 'team', Value: 'a' }],
  });
  expect(created).toMatchObject({ Status: 'CREATED', RecordType: 'PROVISION_PRODUCT', ProvisionedProductName: name });
  const { RecordDetail: record, RecordOutputs: outputs } = await launches.ended(text(created?.RecordId));
  expect(record?.Status).toBe('SUCCEEDED');
  const detail = await launches.detail(name);
  expect(detail).toMatchObject({
    Status: 'AVAILABLE',
    Type: 'CFN_STACK',
    Arn: `arn:aws:servicecatalog:us-east-1:000000000000:stack/${name}/${detail.Id}`,
    LastRecordId: record?.RecordId,
    LastSuccessfulProvisioningRecordId: record?.RecordId,
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
  });
  const stack = await launches.stack(detail.Id);
  expect(outputs).toEqual([
    {
      OutputKey: 'CloudformationStackARN',
      OutputValue: stack.StackId,
      Description: 'The ARN of the launched Cloudformation Stack',
    },
    { OutputKey: 'QueueName', OutputValue: 'orders', Description: 'Its name' },
  ]);
  expect(Object.fromEntries(stack.Tags?.map(({ Key, Value }) => [Key, Value]) ?? [])).toEqual({
    team: 'a',
    'aws:servicecatalog:portfolioArn': `arn:aws:catalog:us-east-1:000000000000:portfolio/${portfolioId}`,
    'aws:servicecatalog:productArn': `arn:aws:catalog:us-east-1:000000000000:product/${productId}`,
    'aws:servicecatalog:provisioningPrincipalArn':
      'arn:aws:sts::000000000000:assumed-role/BellyfedPlatformEngineer/sandbox',
    'aws:servicecatalog:provisionedProductArn': detail.Arn,
    'aws:servicecatalog:provisioningArtifactIdentifier': artifactId,
  });
  const one = await catalog.client.send(
    new GetProvisionedProductOutputsCommand({ ProvisionedProductName: name, OutputKeys: ['QueueName'] }),
  );
  expect(one.Outputs?.map(({ OutputValue }) => OutputValue)).toEqual(['orders']);
});

test('a launch names product, version and path by name', async () => {
  const { RecordDetail: record } = await launches.provision({
    name,
    ProductName: `Queue ${count}`,
    ProvisioningArtifactName: '1.0.0',
    PathName: 'Developers',
  });
  expect(record?.Status).toBe('SUCCEEDED');
});

test('the same token answers the same record, and with other parameters is refused', async () => {
  const first = await provision({ ProvisionToken: name });
  const again = await provision({ ProvisionToken: name });
  expect(again.RecordDetail?.RecordId).toBe(first.RecordDetail?.RecordId);
  const other = provision({ ProvisionToken: name, ProvisioningParameters: [{ Key: 'Size', Value: 'large' }] });
  expect(await refusal(other)).toMatch(/^InvalidParametersException: The token .* was already used/);
});

test('refuses a name that is taken', async () => {
  await provision();
  expect(await refusal(provision())).toBe(`InvalidParametersException: A stack named ${name} already exists.`);
});

test('asks for a path where there are several, and refuses one that is none', async () => {
  const second = await catalog.portfolio('Production', productId);
  await catalog.admit(second);
  expect(await refusal(provision())).toBe(
    'InvalidParametersException: More than one launch path ids exist. Please specify the launch path id',
  );
  expect(await refusal(provision({ PathId: 'lpv3-nowhere' }))).toBe(
    'InvalidParametersException: Invalid PathId: lpv3-nowhere',
  );
  const { LaunchPathSummaries: paths = [] } = await catalog.client.send(
    new ListLaunchPathsCommand({ ProductId: productId }),
  );
  const PathId = paths.find(({ Name }) => Name === 'Production')?.Id;
  expect((await launch({ PathId })).RecordDetail).toMatchObject({ Status: 'SUCCEEDED', PathId });
});

test('refuses a caller without access', async () => {
  const { productId: hidden, artifactId: version } = await catalog.product('Hidden');
  await catalog.portfolio('Nobody', hidden);
  expect(await refusal(provision({ ProductId: hidden, ProvisioningArtifactId: version }))).toBe(
    `ResourceNotFoundException: No launch paths found for resource: ${hidden}`,
  );
  expect(await refusal(provision({ ProductId: undefined, ProductName: 'Hidden' }))).toBe(
    'ResourceNotFoundException: Product with name Hidden does not exist or access was denied.',
  );
});

test('refuses a version that is not of the product, not active or deprecated', async () => {
  const { artifactId: other } = await catalog.product('Other');
  expect(await refusal(provision({ ProvisioningArtifactId: other }))).toBe(
    `ResourceNotFoundException: Provisioning Artifact ${other} not found.`,
  );
  const change = (fields: { Active?: boolean; Guidance?: 'DEPRECATED' }) =>
    catalog.client.send(
      new UpdateProvisioningArtifactCommand({ ProductId: productId, ProvisioningArtifactId: artifactId, ...fields }),
    );
  await change({ Guidance: 'DEPRECATED' });
  expect(await refusal(provision())).toMatch(/^InvalidParametersException: Provisioning Artifact .* is deprecated/);
  await change({ Active: false });
  expect(await refusal(provision())).toBe(`ResourceNotFoundException: Provisioning Artifact ${artifactId} not found.`);
});

test('refuses preferences, which only stack sets have', async () => {
  const answer = provision({ ProvisioningPreferences: { StackSetRegions: ['us-east-1'] } });
  expect(await refusal(answer)).toMatch(/^InvalidParametersException: ProvisioningPreferences/);
});

test.each([
  [[{ Key: 'Size', Value: 'huge' }], /Parameter 'Size' must be one of AllowedValues|Size/],
  [[{ Key: 'Name', Value: 'BIG' }], /small letters/],
  [[{ Key: 'Unknown', Value: 'x' }], /Parameters: \[Unknown\] do not exist in the template/],
])('the parameters %j leave a provisioned product in ERROR', async (ProvisioningParameters, why) => {
  const { RecordDetail: record } = await launch({ ProvisioningParameters });
  expect(record?.Status).toBe('FAILED');
  const [error] = record?.RecordErrors ?? [];
  expect(error?.Code).toBe('AmazonCloudFormationException');
  expect(error?.Description).toMatch(why);
  expect(error?.Description).toMatch(/Error Code: ValidationError/);
  const detail = await launches.detail(name);
  expect(detail.Status).toBe('ERROR');
  expect(detail.StatusMessage).toMatch(why);
  expect((await launches.terminate({ ProvisionedProductName: name })).RecordDetail?.Status).toBe('SUCCEEDED');
  expect(await refusal(launches.detail(name))).toMatch(/^ResourceNotFoundException/);
});

test('a template constraint fails a launch that breaks it', async () => {
  await catalog.constrain(portfolioId, productId, 'TEMPLATE', {
    Rules: {
      Small: {
        Assertions: [
          { Assert: { 'Fn::Contains': [['small'], { Ref: 'Size' }] }, AssertDescription: 'Only small ones here' },
        ],
      },
    },
  });
  const { RecordDetail: record } = await launch({ ProvisioningParameters: [{ Key: 'Size', Value: 'large' }] });
  expect(record?.RecordErrors?.[0]?.Description).toMatch(/Only small ones here/);
  name = `${name}-small`;
  expect((await launch()).RecordDetail?.Status).toBe('SUCCEEDED');
});

test('notification constraints reach the stack', async () => {
  const topic = 'arn:aws:sns:us-east-1:000000000000:stacks';
  await catalog.constrain(portfolioId, productId, 'NOTIFICATION', { NotificationArns: [topic] });
  await launch({ NotificationArns: [`${topic}-mine`] });
  const stack = await launches.stack((await launches.detail(name)).Id);
  expect(stack.NotificationARNs).toEqual([topic, `${topic}-mine`]);
});

describe('a topic that a stack has made', () => {
  const OWNER = '999999999999';

  /** Makes a topic in an account, with a policy of one statement where one is given, and answers its ARN. */
  async function topic(account: string, statement?: object): Promise<string> {
    const stacks = new CloudFormation(sandbox.client(account));
    const StackName = `topic-${count}`;
    const TopicName = `events-${count}`;
    const arn = `arn:aws:sns:us-east-1:${account}:${TopicName}`;
    const Statement = { Action: 'sns:Publish', Resource: arn, ...statement };
    const policy = {
      Type: 'AWS::SNS::TopicPolicy',
      Properties: { Topics: [{ Ref: 'Topic' }], PolicyDocument: { Version: '2012-10-17', Statement } },
    };
    const Topic = { Type: 'AWS::SNS::Topic', Properties: { TopicName } };
    const TemplateBody = JSON.stringify({ Resources: { Topic, ...(statement && { Policy: policy }) } });
    await stacks.createStack({ StackName, TemplateBody });
    await waitUntilStackCreateComplete({ client: stacks, maxWaitTime: 20, minDelay: 1 }, { StackName });
    return arn;
  }

  /** Launches with a launch role and a topic, and answers what came of it. */
  async function launchWith(arn: string, actions: readonly string[] = ['sns:Publish']) {
    await catalog.role(`Launch${count}`, ['cloudformation:*', 's3:GetObject', 'sqs:*', ...actions]);
    await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Launch${count}` });
    await catalog.constrain(portfolioId, productId, 'NOTIFICATION', { NotificationArns: [arn] });
    return (await launch()).RecordDetail;
  }

  const user = () => `arn:aws:sts::000000000000:assumed-role/Launch${count}/servicecatalog`;
  const allowing = (account: string) => ({ Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` } });
  const anybody = { Effect: 'Allow', Principal: { AWS: '*' } };

  // https://github.com/awslabs/aws-service-catalog-puppet/issues/19
  test.each([
    ['no policy of its own', undefined],
    ['a policy for another account', allowing('888888888888')],
    [
      'a policy for an organization',
      { ...anybody, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abcdefghij' } } },
    ],
    ['a policy that denies it', { ...anybody, Effect: 'Deny' }],
  ])('in another account, with %s, is refused before anything is made', async (_, statement) => {
    const arn = await topic(OWNER, statement);
    const record = await launchWith(arn);
    expect(record).toMatchObject({ Status: 'FAILED' });
    const [error] = record?.RecordErrors ?? [];
    expect(error?.Code).toBe('AmazonCloudFormationException');
    expect(error?.Description).toContain(
      `User: ${user()} is not authorized to perform: SNS:Publish on resource: ${arn}`,
    );
    expect(error?.Description).toContain('(Service: AmazonSNS; Status Code: 403; Error Code: AuthorizationError');
    expect(error?.Description).toContain('Error Code: ValidationError');
  });

  test.each([
    ['its account', allowing('000000000000')],
    ['everybody', anybody],
  ])('in another account, with a policy for %s, hears of the launch', async (_, statement) => {
    expect(await launchWith(await topic(OWNER, statement))).toMatchObject({ Status: 'SUCCEEDED' });
  });

  test('is refused where the launch role may not publish, whatever the topic says', async () => {
    const arn = await topic(OWNER, allowing('000000000000'));
    const record = await launchWith(arn, []);
    expect(record?.RecordErrors?.[0]?.Description).toContain('because no identity-based policy allows the SNS:Publish');
  });

  test('in the same account needs no policy of its own', async () => {
    expect(await launchWith(await topic('000000000000'))).toMatchObject({ Status: 'SUCCEEDED' });
  });
});

test('a launch role is assumed, and its permissions are what counts', async () => {
  const actions = ['cloudformation:*', 's3:GetObject', 'sqs:*'];
  const arn = await catalog.role(`Launch${count}`, actions);
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Launch${count}` });
  expect((await launch()).RecordDetail).toMatchObject({ Status: 'SUCCEEDED', LaunchRoleArn: arn });
  expect((await launches.detail(name)).LaunchRoleArn).toBe(arn);
});

test('a launch role that may not make the resources fails the stack, which rolls back', async () => {
  await catalog.role(`Launch${count}`, ['cloudformation:*', 's3:GetObject']);
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Launch${count}` });
  const { RecordDetail: record } = await launch();
  expect(record?.Status).toBe('FAILED');
  const { Id, Status } = await launches.detail(name);
  expect(Status).toBe('ERROR');
  expect((await launches.stack(Id)).StackStatus).toBe('ROLLBACK_COMPLETE');
  const denial = `assumed-role/Launch${count}/servicecatalog is not authorized to perform: sqs:`;
  expect((await launches.failures(Id)).join('\n')).toContain(denial);
});

test.each([
  [['s3:GetObject', 'sqs:*'], /not authorized to perform: cloudformation:GetTemplateSummary/],
  [['cloudformation:*', 'sqs:*'], /S3 error: Access Denied/],
])('a launch role with only %j cannot make a stack', async (actions, why) => {
  await catalog.role(`Launch${count}`, actions);
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: `Launch${count}` });
  const { RecordDetail: record } = await launch();
  expect(record?.RecordErrors?.[0]?.Description).toMatch(why);
});

test('a launch role that does not trust Service Catalog, or is gone, cannot be assumed', async () => {
  const iam = new IAMClient(sandbox.client());
  const RoleName = `Launch${count}`;
  await catalog.role(RoleName, ['*'], 'ec2.amazonaws.com');
  await catalog.constrain(portfolioId, productId, 'LAUNCH', { LocalRoleName: RoleName });
  const { RecordDetail: record } = await launch();
  expect(record?.RecordErrors?.[0]).toMatchObject({ Code: 'AWSSecurityTokenServiceException' });
  expect(record?.RecordErrors?.[0]?.Description).toMatch(/sts:AssumeRole on resource: .*role\/Launch/);
  await iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName: 'launch' }));
  await iam.send(new DeleteRoleCommand({ RoleName }));
  name = `${name}-gone`;
  expect((await launch()).RecordDetail?.RecordErrors?.[0]?.Description).toMatch(/sts:AssumeRole/);
});

test('a resource that fails leaves ERROR, and a record in error while it rolls back', async () => {
  await launches.faults({ failResources: { Queue: 'no queues today' }, stackStepMs: 150 });
  const { RecordDetail: created } = await provision();
  const statuses = new Set<string>();
  while (!statuses.has('FAILED')) {
    const { RecordDetail: record } = await catalog.client.send(new DescribeRecordCommand({ Id: created?.RecordId }));
    statuses.add(text(record?.Status));
    await new Promise((done) => setTimeout(done, 20));
  }
  expect([...statuses]).toEqual(['IN_PROGRESS', 'IN_PROGRESS_IN_ERROR', 'FAILED']);
  const { Id, Status, LastSuccessfulProvisioningRecordId: success } = await launches.detail(name);
  expect(Status).toBe('ERROR');
  expect(success).toBeUndefined();
  expect(await launches.failures(Id)).toContain('no queues today');
  const outputs = catalog.client.send(new GetProvisionedProductOutputsCommand({ ProvisionedProductId: Id }));
  expect(await refusal(outputs)).toBe("InvalidParametersException: Last Successful Provisioning Record doesn't exist.");
});

test('a template taken without validation fails at launch in CloudFormation’s words', async () => {
  const broken = { ...QUEUE_TEMPLATE, Outputs: { Broken: { Value: { Ref: 'Nothing' } } } };
  const { productId: ProductId, artifactId: ProvisioningArtifactId } = await catalog.product(
    `Broken ${count}`,
    broken,
    {
      DisableTemplateValidation: true,
    },
  );
  await catalog.admit(await catalog.portfolio('Broken', ProductId));
  const { RecordDetail: record } = await launch({ ProductId, ProvisioningArtifactId });
  expect(record?.RecordErrors?.[0]?.Description).toMatch(/Unresolved resource dependencies \[Nothing\]/);
});

test('an unknown provisioned product and an unknown output are refused', async () => {
  const unknown = catalog.client.send(new DescribeProvisionedProductCommand({ Id: 'pp-unknown' }));
  expect(await refusal(unknown)).toBe('ResourceNotFoundException: Provisioned product pp-unknown not found.');
  await launch();
  const output = catalog.client.send(
    new GetProvisionedProductOutputsCommand({ ProvisionedProductName: name, OutputKeys: ['Nothing'] }),
  );
  expect(await refusal(output)).toBe('InvalidParametersException: Invalid output key: Nothing');
});

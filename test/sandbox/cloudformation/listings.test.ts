import {
  DescribeStackEventsCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  GetTemplateSummaryCommand,
  ListStackResourcesCommand,
  ListStacksCommand,
  paginateListStackResources,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

const many = Object.fromEntries(Array.from({ length: 120 }, (_, index) => [`Topic${index}`, TOPIC]));

test('pages resources and events, newest event first, each once', async () => {
  await cloud.create('large', { Resources: many });
  const ids: (string | undefined)[] = [];
  let pages = 0;
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client: cloud.client },
    { StackName: 'large' },
  )) {
    pages += 1;
    ids.push(...StackResourceSummaries.map(({ LogicalResourceId }) => LogicalResourceId));
  }
  expect(pages).toBe(2);
  expect(ids.sort()).toEqual(Object.keys(many).sort());
  const events = await cloud.events('large');
  expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(2 + 3 * 120);
  const times = events.map(({ Timestamp }) => Timestamp?.getTime() ?? 0);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const first = await cloud.client.send(new DescribeStackEventsCommand({ StackName: 'large' }));
  expect(first.StackEvents?.[0]).toMatchObject({ LogicalResourceId: 'large', ResourceStatus: 'CREATE_COMPLETE' });
});

test('pages stacks, newest first', async () => {
  const names = Array.from({ length: 103 }, (_, index) => `many-${index}`);
  await Promise.all(names.map((name) => cloud.create(name, { Resources: { A: TOPIC } })));
  const found: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await cloud.client.send(new DescribeStacksCommand({ NextToken }));
    found.push(...(answer.Stacks ?? []).map(({ StackName }) => StackName));
    NextToken = answer.NextToken;
  } while (NextToken);
  expect(found).toEqual(expect.arrayContaining(names));
  expect(new Set(found).size).toBe(found.length);
});

test('refuses a token that no page gave, and one of another listing', async () => {
  const bad = cloud.client.send(new ListStacksCommand({ NextToken: 'bm9uc2Vuc2U=' }));
  expect(await refusal(bad)).toBe('ValidationError: Invalid token provided');
  const { NextToken } = await cloud.client.send(new ListStackResourcesCommand({ StackName: 'large' }));
  expect(await refusal(cloud.client.send(new ListStacksCommand({ NextToken })))).toBe(
    'ValidationError: Invalid token provided',
  );
});

test('finds the stack of a physical id', async () => {
  const { StackResources = [] } = await cloud.client.send(new DescribeStackResourcesCommand({ StackName: 'many-7' }));
  const { PhysicalResourceId } = StackResources[0] ?? {};
  const found = await cloud.client.send(new DescribeStackResourcesCommand({ PhysicalResourceId }));
  expect(found.StackResources?.[0]?.StackName).toBe('many-7');
});

test('another account and another region see nothing of it', async () => {
  for (const settings of [cloud.sandbox.client('111111111111'), cloud.sandbox.client(undefined, 'eu-west-1')]) {
    const client = new (
      cloud.client.constructor as typeof import('@aws-sdk/client-cloudformation').CloudFormationClient
    )(settings);
    expect((await client.send(new DescribeStacksCommand({}))).Stacks).toEqual([]);
  }
});

test.each([
  ['DescribeStacks', () => new DescribeStacksCommand({ StackName: 'none' }), 'Stack with id none does not exist'],
  ['DescribeStackEvents', () => new DescribeStackEventsCommand({ StackName: 'none' }), 'Stack [none] does not exist'],
  ['GetTemplate', () => new GetTemplateCommand({ StackName: 'none' }), 'Stack with id none does not exist'],
] as const)('%s refuses a stack that is not there', async (_, command, message) => {
  expect(await refusal(cloud.client.send(command() as DescribeStacksCommand))).toBe(`ValidationError: ${message}`);
});

const SUMMED = {
  Description: 'a role and a topic',
  Parameters: { P: { Type: 'String', Default: 'x', AllowedValues: ['x', 'y'], NoEcho: true } },
  Resources: {
    R: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [] } } },
    T: TOPIC,
  },
};

test('sums a template up', async () => {
  const TemplateBody = JSON.stringify(SUMMED);
  expect(await cloud.client.send(new GetTemplateSummaryCommand({ TemplateBody }))).toMatchObject({
    Description: 'a role and a topic',
    Parameters: [
      {
        ParameterKey: 'P',
        ParameterType: 'String',
        DefaultValue: 'x',
        NoEcho: true,
        ParameterConstraints: { AllowedValues: ['x', 'y'] },
      },
    ],
    Capabilities: ['CAPABILITY_IAM'],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
    ResourceTypes: ['AWS::IAM::Role', 'AWS::SNS::Topic'],
  });
  expect(await cloud.client.send(new ValidateTemplateCommand({ TemplateBody }))).toMatchObject({
    Parameters: [{ ParameterKey: 'P', DefaultValue: 'x', NoEcho: true }],
    Capabilities: ['CAPABILITY_IAM'],
  });
});

test('gives a template back as it was given', async () => {
  const body = 'Resources:\n  # a comment\n  A: { Type: "AWS::SNS::Topic" }\n';
  await cloud.create('verbatim', body);
  const { TemplateBody } = await cloud.client.send(new GetTemplateCommand({ StackName: 'verbatim' }));
  expect(TemplateBody).toBe(body);
});

import {
  AddTagsToResourceCommand,
  DeleteParametersCommand,
  DescribeParametersCommand,
  GetParameterCommand,
  GetParameterHistoryCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  LabelParameterVersionCommand,
  ListTagsForResourceCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { BOOTSTRAP_VERSION } from '../../../sandbox/bootstrap';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let ssm: SSMClient;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  ssm = new SSMClient(sandbox.client());
});
afterAll(() => sandbox.stop());

function put(Name: string, Value: string, more: object = {}) {
  return ssm.send(new PutParameterCommand({ Name, Value, Type: 'String', ...more }));
}

test('every account and region begins bootstrapped for CDK', async () => {
  const Name = '/cdk-bootstrap/hnb659fds/version';
  for (const [account, region] of [
    ['111111111111', 'us-east-1'],
    ['222222222222', 'eu-west-1'],
  ]) {
    const client = new SSMClient(sandbox.client(account, region));
    const { Parameter } = await client.send(new GetParameterCommand({ Name }));
    expect(Parameter?.Value).toBe(BOOTSTRAP_VERSION);
    expect(Parameter?.ARN).toBe(`arn:aws:ssm:${region}:${account}:parameter${Name}`);
  }
});

test('a parameter is of one region', async () => {
  await put('regional', 'here');
  const elsewhere = new SSMClient(sandbox.client('000000000000', 'eu-west-1'));
  await expect(elsewhere.send(new GetParameterCommand({ Name: 'regional' }))).rejects.toMatchObject({
    name: 'ParameterNotFound',
  });
});

test('refuses to write over a parameter unless asked to, and counts its versions', async () => {
  expect((await put('counted', 'one')).Version).toBe(1);
  await expect(put('counted', 'two')).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect((await put('counted', 'two', { Overwrite: true })).Version).toBe(2);
  const older = await ssm.send(new GetParameterCommand({ Name: 'counted:1' }));
  expect(older.Parameter).toMatchObject({ Value: 'one', Version: 1, Selector: ':1' });
  await expect(ssm.send(new GetParameterCommand({ Name: 'counted:9' }))).rejects.toMatchObject({
    name: 'ParameterVersionNotFound',
  });
  const { Parameters } = await ssm.send(new GetParameterHistoryCommand({ Name: 'counted' }));
  expect(Parameters?.map(({ Value }) => Value)).toEqual(['one', 'two']);
});

test('a label finds its version, and moves', async () => {
  await put('labelled', 'one');
  await put('labelled', 'two', { Overwrite: true });
  const label = (ParameterVersion: number) =>
    ssm.send(new LabelParameterVersionCommand({ Name: 'labelled', ParameterVersion, Labels: ['live', '1bad'] }));
  expect((await label(1)).InvalidLabels).toEqual(['1bad']);
  await label(2);
  expect((await ssm.send(new GetParameterCommand({ Name: 'labelled:live' }))).Parameter?.Value).toBe('two');
});

test.each([
  ['aws/x', /can't be prefixed with "aws"/],
  ['/SSM-x', /can't be prefixed with "ssm"/],
  ['with space', /Invalid parameter name/],
  ['/ends/', /Invalid parameter name/],
  ['no/slash/first', /fully qualified/],
])('refuses the name %s', async (name, message) => {
  await expect(put(name, 'x')).rejects.toMatchObject({
    name: 'ValidationException',
    message: expect.stringMatching(message),
  });
});

test('refuses more than fifteen levels', async () => {
  await expect(put('/a'.repeat(16), 'x')).rejects.toMatchObject({ name: 'HierarchyLevelLimitExceededException' });
});

test('refuses a value that the pattern of the parameter does not allow', async () => {
  await expect(put('patterned', 'abc', { AllowedPattern: '[0-9]+' })).rejects.toMatchObject({
    name: 'ParameterPatternMismatchException',
  });
});

test('refuses a value over 4 KB in the standard tier, and over 8 KB in the advanced one', async () => {
  await expect(put('large', 'x'.repeat(4097))).rejects.toThrow('Standard tier parameters support a maximum');
  await put('large', 'x'.repeat(4097), { Tier: 'Advanced' });
  await expect(put('larger', 'x'.repeat(8193), { Tier: 'Advanced' })).rejects.toThrow('Advanced tier');
});

test('refuses another type for a parameter that exists, and a new one without a type', async () => {
  await put('typed', 'x');
  const input = { Name: 'typed', Value: 'x', Type: 'SecureString' as const, Overwrite: true };
  await expect(ssm.send(new PutParameterCommand(input))).rejects.toMatchObject({
    name: 'HierarchyTypeMismatchException',
  });
  await expect(ssm.send(new PutParameterCommand({ Name: 'untyped', Value: 'x' }))).rejects.toThrow(
    'A parameter type is required when you create a parameter.',
  );
});

test('a secure string shows its value only when it is asked to decrypt', async () => {
  await put('secret', 'hush', { Type: 'SecureString' });
  const closed = await ssm.send(new GetParameterCommand({ Name: 'secret' }));
  expect(closed.Parameter?.Value).not.toContain('hush');
  const open = await ssm.send(new GetParameterCommand({ Name: 'secret', WithDecryption: true }));
  expect(open.Parameter?.Value).toBe('hush');
});

test('several parameters at once, and the names of those that are missing', async () => {
  await put('one-of-two', '1');
  const answer = await ssm.send(new GetParametersCommand({ Names: ['one-of-two', 'absent'] }));
  expect(answer.Parameters?.map(({ Name }) => Name)).toEqual(['one-of-two']);
  expect(answer.InvalidParameters).toEqual(['absent']);
});

test('a path lists what is right below it, or all of it, a page at a time', async () => {
  for (const name of ['/tree/a', '/tree/b', '/tree/c', '/tree/deep/d', '/treehouse']) await put(name, 'x');
  const list = async (Recursive: boolean) => {
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await ssm.send(
        new GetParametersByPathCommand({ Path: '/tree', Recursive, MaxResults: 2, NextToken }),
      );
      names.push(...(page.Parameters ?? []).map(({ Name }) => Name));
      NextToken = page.NextToken;
    } while (NextToken);
    return names;
  };
  expect(await list(false)).toEqual(['/tree/a', '/tree/b', '/tree/c']);
  expect(await list(true)).toEqual(['/tree/a', '/tree/b', '/tree/c', '/tree/deep/d']);
});

test('refuses a token that no page gave', async () => {
  const answer = ssm.send(new GetParametersByPathCommand({ Path: '/', NextToken: 'made-up' }));
  await expect(answer).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

test('describes what the filters choose', async () => {
  await put('/filter/one', 'x');
  await put('/filter/two', 'x', { Type: 'StringList' });
  const describe = async (Key: string, Option: string, Values: string[]) => {
    const input = {
      ParameterFilters: [
        { Key: 'Path', Values: ['/filter'] },
        { Key, Option, Values },
      ],
    };
    return (await ssm.send(new DescribeParametersCommand(input))).Parameters?.map(({ Name }) => Name);
  };
  expect(await describe('Type', 'Equals', ['StringList'])).toEqual(['/filter/two']);
  expect(await describe('Name', 'Contains', ['one'])).toEqual(['/filter/one']);
  await expect(describe('Type', 'Contains', ['x'])).rejects.toMatchObject({ name: 'InvalidFilterOption' });
});

test('tags are kept with the parameter', async () => {
  await put('tagged', 'x', { Tags: [{ Key: 'a', Value: '1' }] });
  const resource = { ResourceType: 'Parameter' as const, ResourceId: 'tagged' };
  await ssm.send(new AddTagsToResourceCommand({ ...resource, Tags: [{ Key: 'b', Value: '2' }] }));
  const { TagList } = await ssm.send(new ListTagsForResourceCommand(resource));
  expect(TagList).toEqual([
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ]);
});

test('says which parameters it deleted and which were not there', async () => {
  await put('doomed', 'x');
  const answer = await ssm.send(new DeleteParametersCommand({ Names: ['doomed', 'absent'] }));
  expect(answer).toMatchObject({ DeletedParameters: ['doomed'], InvalidParameters: ['absent'] });
});

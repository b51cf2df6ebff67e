import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormation, type CreateChangeSetCommandInput } from '@aws-sdk/client-cloudformation';
import { compareStack } from '../../operations/project/compare-stack';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { runCatalog, spawnCatalog } from './run-catalog';

let sandbox: TestSandbox;
let cloudFormation: CloudFormation;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'compare-stack-'));
  sandbox = await startTestSandbox();
  cloudFormation = new CloudFormation(sandbox.client());
  const input = { StackName: 'orders', TemplateBody: JSON.stringify(table({ Ref: 'Key' })) };
  const answers = { Key: 'chosen', Password: 'secret' };
  await cloudFormation.createStack({ ...input, Parameters: parametersOf(answers) });
  await settled('orders', 'CREATE_COMPLETE');
});
afterAll(async () => {
  await sandbox.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A template whose table's key is a parameter with another default than the stack's answer. */
const table = (key: unknown, more: object = {}) => ({
  Parameters: {
    Key: { Type: 'String', Default: 'preset' },
    Password: { Type: 'String', NoEcho: true, Default: 'none' },
  },
  Resources: {
    Orders: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
        KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        Tags: [{ Key: 'password', Value: { Ref: 'Password' } }],
        ...more,
      },
    },
  },
});

const parametersOf = (values: Readonly<Record<string, string>>) =>
  Object.entries(values).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));

async function settled(StackName: string, status: string): Promise<void> {
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName });
    if (stack?.StackStatus === status) return;
    if (!stack?.StackStatus?.endsWith('_IN_PROGRESS')) throw new Error(`${StackName} is ${stack?.StackStatus}`);
  }
}

async function changeSet(ChangeSetName: string, input: Partial<CreateChangeSetCommandInput>) {
  const { Id = '' } = await cloudFormation.createChangeSet({ StackName: 'orders', ChangeSetName, ...input });
  for (;;) {
    const { Status } = await cloudFormation.describeChangeSet({ ChangeSetName: Id });
    if (Status === 'CREATE_COMPLETE' || Status === 'FAILED') return Id;
  }
}

function file(name: string, template: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(template));
  return path;
}

const compare = (...args: string[]) => runCatalog(['compare', '--endpoint-url', sandbox.url, ...args]);

async function compared(...args: string[]) {
  const { code, stdout, stderr } = await compare(...args, '--format', 'json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout);
}

describe('compare --from-stack', () => {
  it('compares a file with what runs, by the answers that the stack was launched with', async () => {
    const same = file('chosen.json', table('chosen'));
    expect(await compared('--from-stack', 'orders', '--files', same)).toMatchObject({
      bump: 'patch',
      losesData: false,
    });
    const preset = file('preset.json', table('preset'));
    expect(await compared('--from-stack', 'orders', '--files', preset)).toMatchObject({
      bump: 'major',
      losesData: true,
      changes: expect.arrayContaining([
        expect.objectContaining({
          logicalId: 'Orders',
          property: 'KeySchema',
          before: [{ AttributeName: 'chosen', KeyType: 'HASH' }],
        }),
      ]),
    });
  });

  it('takes the stack by its ARN too, and the file as an operand', async () => {
    const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName: 'orders' });
    const same = file('same.json', table({ Ref: 'Key' }));
    const { stdout } = await compare('--from-stack', stack?.StackId ?? '', same);
    expect(stdout).toBe(`stack orders → ${same}: the same once parsed; there is nothing to release.\n`);
  });

  it('knows the stack’s account, region and name', async () => {
    const path = '/${AWS::AccountId}/${AWS::Region}/${AWS::StackName}';
    const input = { StackName: 'named', TemplateBody: JSON.stringify(group({ 'Fn::Sub': path })) };
    await cloudFormation.createStack(input);
    await settled('named', 'CREATE_COMPLETE');
    const written = file('named.json', group('/000000000000/us-east-1/named'));
    const { changes } = await compared('--from-stack', 'named', written);
    expect(changes).toMatchObject([{ bump: 'patch', effect: 'none' }]);
  });

  const group = (LogGroupName: unknown) => ({
    Resources: { Logs: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName } } },
  });

  it('fails on loss where it is told to', async () => {
    const preset = file('preset.json', table('preset'));
    expect(await compare('--from-stack', 'orders', preset, '--fail-on', 'data-loss')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(/^stack orders → .*loses data/),
    });
  });

  it('compares a stack that a macro has made with a plain file, as the macro left it', async () => {
    const client = new CloudFormation(sandbox.client());
    // The sandbox has no macros: in the place of AWS, which keeps both what was written and what came of it.
    const serverless = {
      Transform: 'AWS::Serverless-2016-10-31',
      Resources: { F: { Type: 'AWS::Serverless::Function' } },
    };
    let written: unknown = serverless;
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        if ('TemplateStage' in args.input && args.input.TemplateStage === 'Original') {
          Object.assign(result.output, { TemplateBody: JSON.stringify(written) });
        }
        return result;
      },
      { step: 'initialize' },
    );
    const plain = file('plain.json', table({ Ref: 'Key' }));
    expect((await compareStack(client, 'orders', { file: plain })).comparison.bump).toBe('none');
    // A macro may be given what is no template yet.
    written = { Transform: 'Mine', Tables: ['Orders'] };
    expect((await compareStack(client, 'orders', { file: plain })).comparison.bump).toBe('none');
    const changed = await changeSet('of-macro', {
      UsePreviousTemplate: true,
      Parameters: parametersOf({ Key: 'other' }),
    });
    expect((await compareStack(client, undefined, { changeSet: changed })).comparison.losesData).toBe(true);
    const macro = file('macro.json', serverless);
    await expect(compareStack(client, 'orders', { file: macro })).rejects.toMatchObject({ code: 'unknown-transform' });
  });
});

describe('compare --change-set', () => {
  it('compares what runs with the change set’s template and answers, those that stay too', async () => {
    await changeSet('other-key', {
      UsePreviousTemplate: true,
      Parameters: [...parametersOf({ Key: 'other' }), { ParameterKey: 'Password', UsePreviousValue: true }],
    });
    expect(await compared('--from-stack', 'orders', '--change-set', 'other-key')).toMatchObject({
      bump: 'major',
      losesData: true,
    });
    await changeSet('protected', {
      TemplateBody: JSON.stringify(table({ Ref: 'Key' }, { DeletionProtectionEnabled: true })),
      Parameters: ['Key', 'Password'].map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true })),
    });
    const { changes } = await compared('--from-stack', 'orders', '--change-set', 'protected');
    expect(changes).toMatchObject([{ property: 'DeletionProtectionEnabled', after: 'true', bump: 'patch' }]);
  });

  it('takes a change set by its ARN, which says the stack', async () => {
    const id = await changeSet('by-arn', { UsePreviousTemplate: true, Parameters: parametersOf({ Key: 'third' }) });
    const { code, stdout } = await compare('--change-set', id);
    expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringMatching(/^stack orders → change set by-arn: /) });
  });

  it('compares what becomes of loops', async () => {
    const looped = (...names: string[]) => ({
      Transform: 'AWS::LanguageExtensions',
      Resources: { 'Fn::ForEach::Topics': ['Name', names, { 'Topic${Name}': { Type: 'AWS::SNS::Topic' } }] },
    });
    const CAPABILITY = { Capabilities: ['CAPABILITY_AUTO_EXPAND'] as const };
    await cloudFormation.createStack({
      StackName: 'loops',
      TemplateBody: JSON.stringify(looped('A', 'B')),
      Capabilities: [...CAPABILITY.Capabilities],
    });
    await settled('loops', 'CREATE_COMPLETE');
    const id = await changeSet('fewer', {
      StackName: 'loops',
      TemplateBody: JSON.stringify(looped('A')),
      Capabilities: [...CAPABILITY.Capabilities],
    });
    const { changes } = await compared('--change-set', id);
    expect(changes).toMatchObject([{ logicalId: 'TopicB', effect: 'removal' }]);
  });
});

it('loads nothing of the AWS SDK where neither is named', async () => {
  const loaded = `process.on('exit', () => {
    const sdk = Object.keys(require.cache).filter((name) => name.includes('@aws-sdk'));
    process.stderr.write('SDK ' + (sdk.length > 0));
  });`;
  const hook = join(folder, 'loaded.cjs');
  writeFileSync(hook, loaded);
  const env = { NODE_OPTIONS: `-r ${hook}` };
  const files = [file('old.json', table('id')), file('new.json', table('other'))];
  expect(await spawnCatalog(['compare', '--files', ...files], env)).toMatchObject({ code: 0, stderr: 'SDK false' });
  const running = ['--from-stack', 'orders', files[0] ?? '', '--endpoint-url', sandbox.url];
  expect(await spawnCatalog(['compare', ...running], env)).toMatchObject({ code: 0, stderr: 'SDK true' });
});

describe('a comparison that AWS has to say a side of is refused in one line', () => {
  const oneLine = async (args: readonly string[]) => {
    const { code, stdout, stderr } = await compare(...args);
    expect({ code, stdout, lines: stderr.split('\n').length }).toEqual({ code: 1, stdout: '', lines: 2 });
    return stderr;
  };

  it.each([
    ['a stack that is not there', ['--from-stack', 'nowhere', 'x.json'], /^There is no stack nowhere .* us-east-1\.$/m],
    [
      'a change set that is not there',
      ['--from-stack', 'orders', '--change-set', 'nothing'],
      /^There is no change set nothing of the stack orders in us-east-1\.$/m,
    ],
    ['a stack and nothing', ['--from-stack', 'orders'], /with one template, or with a change set.*: neither\.$/m],
    ['a stack and two files', ['--from-stack', 'orders', '--files', 'a', 'b'], /given: a, b\.$/m],
    ['a file and a change set', ['--from-stack', 'o', '--change-set', 'c', 'a'], /given: a, the change set c\.$/m],
    [
      'a change set of nobody',
      ['--change-set', 'c'],
      /^Say whose change set c is with --from-stack, or give its ARN\.$/m,
    ],
    ['a file that is not there', ['--from-stack', 'orders', 'nowhere.json'], /^There is no file nowhere\.json\.$/m],
  ])('%s', async (_, args, words) => {
    expect(await oneLine(args)).toMatch(words);
  });

  it('a change set that failed, with AWS’s reason', async () => {
    const Parameters = ['Key', 'Password'].map((ParameterKey) => ({ ParameterKey, UsePreviousValue: true }));
    await changeSet('empty', { UsePreviousTemplate: true, Parameters });
    expect(await oneLine(['--from-stack', 'orders', '--change-set', 'empty'])).toMatch(
      /^The change set empty failed, so there is no update: .*didn't contain changes/,
    );
  });

  it('a change set that makes its stack, and one that is carried out', async () => {
    const input = { StackName: 'coming', TemplateBody: JSON.stringify(table('id')), ChangeSetType: 'CREATE' } as const;
    const id = await changeSet('first', input);
    expect(await oneLine(['--change-set', id])).toMatch(/runs nothing to compare with: it is REVIEW_IN_PROGRESS\.$/m);
    await cloudFormation.executeChangeSet({ ChangeSetName: id });
    await settled('coming', 'CREATE_COMPLETE');
    expect(await oneLine(['--change-set', id])).toMatch(/can't be carried out: it is EXECUTE_COMPLETE\.$/m);
  });

  it('credentials that are not there', async () => {
    const env = { AWS_REGION: 'us-east-1', AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    const run = await spawnCatalog(['compare', '--from-stack', 'orders', file('x.json', table('id'))], env);
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/^No AWS credentials that work: .* Sign in: aws login\n$/);
  });

  it('a region that nobody says', async () => {
    const env = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };
    const run = await spawnCatalog(['compare', '--from-stack', 'orders', 'x.json'], env);
    expect(run.stderr).toMatch(/^No AWS region: .*; say one: --region …\n$/);
  });
});

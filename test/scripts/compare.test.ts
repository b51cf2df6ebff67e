import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCatalog } from './run-catalog';

describe('compare', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'compare-'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, content: unknown): string {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  }

  const template = (cidr: string, key: string) => ({
    Parameters: { EnvironmentType: { Type: 'String', AllowedValues: ['dev', 'prod'] } },
    Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] } },
    Resources: {
      Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: cidr } },
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'x|y', VpcId: { Ref: 'Net' } } },
      Orders: {
        Type: 'AWS::DynamoDB::Table',
        Condition: 'IsProd',
        Properties: {
          AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        },
      },
    },
  });

  const compare = (...args: string[]) => runCatalog(['compare', ...args]);
  const files = () => [file('old.json', template('10.0.0.0/16', 'id')), file('new.json', template('10.1.0.0/16', 'b'))];

  it('prints one JSON object for any two templates', async () => {
    const { code, stdout, stderr } = await compare('--files', ...files(), '--format', 'json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const comparison = JSON.parse(stdout);
    expect(comparison.bump).toBe('major');
    expect(comparison.changes).toContainEqual({
      logicalId: 'Orders',
      type: 'AWS::DynamoDB::Table',
      property: 'KeySchema',
      before: [{ AttributeName: 'id', KeyType: 'HASH' }],
      after: [{ AttributeName: 'b', KeyType: 'HASH' }],
      effect: 'replacement',
      bump: 'major',
      why: expect.stringContaining('AWS replaces the resource'),
      losesData: true,
      environmentTypes: ['prod'],
    });
  });

  it('says only what bites in one environment type', async () => {
    const { stdout } = await compare('--files', ...files(), '--type', 'dev', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ bump: 'minor', losesData: false });
    const unknown = await compare('--files', ...files(), '--type', 'demo');
    expect(unknown).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('it knows: dev, prod'.slice(3)),
    });
  });

  it('groups the changes by gravity for people', async () => {
    const { stdout } = await compare('--files', ...files());
    expect(stdout).toMatch(
      /at least .*major.*loses data[\s\S]*MAJOR[\s\S]*Orders\.KeySchema[\s\S]*MINOR[\s\S]*Net\.CidrBlock/,
    );
    expect(stdout).toContain('10.0.0.0/16 → 10.1.0.0/16');
  });

  it('draws what changes for a pull request', async () => {
    const { stdout } = await compare('--files', ...files(), '--format', 'markdown');
    expect(stdout).toContain('```mermaid');
    expect(stdout).toMatch(/^ {2}n\d+\["Net<br\/>AWS::EC2::VPC<br\/>/m);
    const node = (id: string) => new RegExp(`^ {2}(n\\d+)\\["${id}<br/>`, 'm').exec(stdout)?.[1];
    expect(stdout).toContain(`  ${node('Net')} --> ${node('Group')}\n`);
    expect(stdout).toMatch(/^\| major \| Orders\.KeySchema \(AWS::DynamoDB::Table\) \|.*\| prod \|/m);
  });

  it('reads YAML, and finds the same template the same', async () => {
    const [old = ''] = files();
    const yaml = file(
      'old.yaml',
      'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties: { DisplayName: !Sub "${AWS::Region}" }\n',
    );
    expect((await compare('--files', yaml, yaml, '--format', 'json')).stdout).toBe(
      `${JSON.stringify({ bump: 'none', losesData: false, changes: [] }, undefined, 2)}\n`,
    );
    expect((await compare('--files', old, yaml, '--format', 'json')).code).toBe(0);
  });

  it('answers a template with parameters that nothing answers', async () => {
    const open = (type: string) => ({
      Parameters: {
        Vpc: { Type: 'AWS::EC2::VPC::Id' },
        Zones: { Type: 'List<AWS::EC2::AvailabilityZone::Name>' },
        Key: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/key' },
      },
      Conditions: { HasKey: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Key' }, ''] }] } },
      Resources: {
        Host: {
          Type: 'AWS::EC2::Instance',
          Properties: {
            InstanceType: type,
            AvailabilityZone: { 'Fn::Select': [0, { Ref: 'Zones' }] },
            KeyName: { 'Fn::If': ['HasKey', { Ref: 'Key' }, { Ref: 'AWS::NoValue' }] },
            UserData: { 'Fn::Base64': { 'Fn::Sub': 'vpc=${Vpc} ${AWS::StackName}' } },
          },
        },
      },
    });
    const { stdout } = await compare(
      '--files',
      file('a.json', open('t3.micro')),
      file('b.json', open('t3.small')),
      '--format',
      'json',
    );
    expect(JSON.parse(stdout)).toMatchObject({
      bump: 'minor',
      changes: [{ property: 'InstanceType', effect: 'interruption' }],
    });
  });

  it.each([
    ['a file that is not there', ['--files', 'nowhere.json', 'nowhere.json'], 'There is no file nowhere.json'],
    ['one file', ['--files', 'a.json'], 'Two files are compared'],
    ['nothing', [], 'Say a product and a release'],
    ['a release that is not there', ['network', '0.9.0'], 'network has no release 0.9.0'],
    ['a product that is not there', ['netwrok', '1.0.0'], 'network'],
  ])('refuses %s', async (_, args, words) => {
    expect(await compare(...args)).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining(words) });
  });

  it('refuses what is no template, and what a macro would make one', async () => {
    const [old = ''] = files();
    const text = await compare('--files', old, file('no.json', 'Hello'));
    expect(text).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('is no template that CloudFormation takes'),
    });
    const macro = { Transform: 'AWS::Serverless-2016-10-31', Resources: { F: { Type: 'AWS::Serverless::Function' } } };
    const sam = await compare('--files', old, file('sam.json', macro));
    expect(sam).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("AWS::Serverless-2016-10-31 can't be compared"),
    });
  });

  it('compares a release with the working tree', async () => {
    const { code, stdout } = await compare('delivery', '1.0.0', '--format', 'json');
    expect(code).toBe(0);
    expect(['none', 'patch', 'minor', 'major']).toContain(JSON.parse(stdout).bump);
  });

  it.each([
    [['delivery'], 'Say a release to compare with'],
    [['delivery', 'working-tree'], 'The working tree is compared with a release'],
  ])('asks for a release where none is said, with a command that compares: %s', async (args, words) => {
    const refused = await compare(...args);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(words);
    const [, command = ''] = /npm run catalog -- compare (.*)$/m.exec(refused.stderr) ?? [];
    expect((await compare(...command.split(' '))).code).toBe(0);
  });
});

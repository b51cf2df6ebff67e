import {
  CreateStackCommand,
  type CreateStackCommandInput,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import { Cloud, type PlainTemplate, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

function refused(template: PlainTemplate | string, input: Partial<CreateStackCommandInput> = {}): Promise<string> {
  const TemplateBody = typeof template === 'string' ? template : JSON.stringify(template);
  return refusal(cloud.client.send(new CreateStackCommand({ StackName: 'refused', TemplateBody, ...input })));
}

const parameter = (declaration: object) => ({ Parameters: { P: declaration }, Resources: { A: TOPIC } });
const given = (value: string) => ({ Parameters: [{ ParameterKey: 'P', ParameterValue: value }] });

test('refuses a resource type that AWS does not have', async () => {
  expect(await refused({ Resources: { A: { Type: 'AWS::Nowhere::Thing' } } })).toBe(
    'ValidationError: Template format error: Unrecognized resource types: [AWS::Nowhere::Thing]',
  );
});

test('refuses an attribute that a type does not have', async () => {
  const outputs = { O: { Value: { 'Fn::GetAtt': ['A', 'Colour'] } } };
  expect(await refused({ Resources: { A: TOPIC }, Outputs: outputs })).toMatch(
    /^ValidationError: Template error: resource A does not support attribute type Colour in Fn::GetAtt/,
  );
});

test('refuses text that is neither JSON nor YAML', async () => {
  expect(await refused('{"Resources": {')).toMatch(/^ValidationError: Template format error: JSON not well-formed/);
});

test('refuses a template without resources', async () => {
  expect(await refused({ Resources: {} })).toBe(
    'ValidationError: Template format error: At least one Resources member must be defined.',
  );
});

test('refuses a reference to nothing', async () => {
  const properties = { TopicName: { Ref: 'Missing' } };
  expect(await refused({ Resources: { A: { ...TOPIC, Properties: properties } } })).toBe(
    'ValidationError: Template format error: Unresolved resource dependencies [Missing] in the Resources block of the template',
  );
});

test('refuses resources that need each other', async () => {
  const resources = { A: { ...TOPIC, DependsOn: 'B' }, B: { ...TOPIC, DependsOn: 'A' } };
  expect(await refused({ Resources: resources })).toBe(
    'ValidationError: Circular dependency between resources: [A, B]',
  );
});

test('refuses a value outside the allowed ones', async () => {
  expect(await refused(parameter({ Type: 'String', AllowedValues: ['dev', 'prod'] }), given('moon'))).toBe(
    "ValidationError: Parameter 'P' must be one of AllowedValues",
  );
});

test('refuses a value that does not match the pattern', async () => {
  expect(await refused(parameter({ Type: 'String', AllowedPattern: '[a-z]+' }), given('ABC'))).toMatch(
    /^ValidationError: .*Parameter '?P'? .*\[a-z\]\+/,
  );
});

test('refuses a value that is too long', async () => {
  expect(await refused(parameter({ Type: 'String', MaxLength: 3 }), given('four'))).toMatch(/^ValidationError: .*P.*3/);
});

test('refuses a number out of range', async () => {
  expect(await refused(parameter({ Type: 'Number', MaxValue: 10 }), given('11'))).toMatch(/^ValidationError: .*P.*10/);
});

test('refuses a parameter without a value', async () => {
  expect(await refused(parameter({ Type: 'String' }))).toBe('ValidationError: Parameters: [P] must have values');
});

test('refuses a parameter that the template does not have', async () => {
  expect(await refused({ Resources: { A: TOPIC } }, given('x'))).toBe(
    'ValidationError: Parameters: [P] do not exist in the template',
  );
});

test('refuses a rule that does not hold, in the rule’s words', async () => {
  const rules = {
    R: {
      Assertions: [{ Assert: { 'Fn::Equals': [{ Ref: 'P' }, 'yes'] }, AssertDescription: 'P must be yes' }],
    },
  };
  expect(await refused({ ...parameter({ Type: 'String' }), Rules: rules }, given('no'))).toMatch(
    /^ValidationError: .*P must be yes/,
  );
});

test('refuses IAM resources that nobody acknowledged', async () => {
  const policy = { Version: '2012-10-17', Statement: [] };
  const role = { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: policy } };
  const named = { ...role, Properties: { ...role.Properties, RoleName: 'chosen' } };
  expect(await refused({ Resources: { A: role } })).toBe(
    'InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_IAM]',
  );
  expect(await refused({ Resources: { A: named } }, { Capabilities: ['CAPABILITY_IAM'] })).toBe(
    'InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_NAMED_IAM]',
  );
});

test('refuses a transform that nobody acknowledged, and one that the sandbox does not have', async () => {
  const template = { Transform: 'AWS::LanguageExtensions', Resources: { A: TOPIC } };
  expect(await refused(template)).toBe(
    'InsufficientCapabilitiesException: Requires capabilities : [CAPABILITY_AUTO_EXPAND]',
  );
  const other = { ...template, Transform: 'My::Macro' };
  expect(await refused(other, { Capabilities: ['CAPABILITY_AUTO_EXPAND'] })).toBe(
    'ValidationError: No transform named My::Macro found.',
  );
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-aws-serverless.html
test('says of a transform that AWS hosts that the sandbox does not expand it, and finds its template well-formed', async () => {
  const template = {
    Transform: 'AWS::Serverless-2016-10-31',
    Globals: { Function: { Timeout: 3 } },
    Resources: { Table: { Type: 'AWS::Serverless::SimpleTable' } },
  };
  const TemplateBody = JSON.stringify(template);
  expect(await cloud.client.send(new ValidateTemplateCommand({ TemplateBody }))).toMatchObject({
    DeclaredTransforms: ['AWS::Serverless-2016-10-31'],
  });
  expect(await refused(template, { Capabilities: ['CAPABILITY_AUTO_EXPAND'] })).toMatch(
    /^ValidationError: The transform AWS::Serverless-2016-10-31 is hosted by AWS, and the sandbox doesn't expand it/,
  );
});

test('refuses a stack name that is none', async () => {
  expect(await refused({ Resources: { A: TOPIC } }, { StackName: 'under_score' })).toBe(
    "ValidationError: 1 validation error detected: Value 'under_score' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*",
  );
});

test('refuses a name that is in use', async () => {
  await cloud.create('taken', { Resources: { A: TOPIC } });
  expect(await refused({ Resources: { A: TOPIC } }, { StackName: 'taken' })).toBe(
    'AlreadyExistsException: Stack [taken] already exists',
  );
});

test('answers the same stack for the same creation token', async () => {
  const input = {
    StackName: 'token',
    TemplateBody: JSON.stringify({ Resources: { A: TOPIC } }),
    ClientRequestToken: 't1',
  };
  const first = await cloud.client.send(new CreateStackCommand(input));
  const second = await cloud.client.send(new CreateStackCommand(input));
  expect(second.StackId).toBe(first.StackId);
});

test('refuses tags that only AWS may set', async () => {
  expect(await refused({ Resources: { A: TOPIC } }, { Tags: [{ Key: 'aws:mine', Value: 'x' }] })).toBe(
    'ValidationError: aws: prefixed tag key names are not allowed for external use.',
  );
});

test('refuses a request without a template, and one with a template that is too large', async () => {
  expect(await refusal(cloud.client.send(new CreateStackCommand({ StackName: 'refused' })))).toBe(
    'ValidationError: Either Template URL or Template Body must be specified.',
  );
  const large = JSON.stringify({
    Description: 'x'.repeat(1000),
    Resources: { A: TOPIC },
    Metadata: { m: 'x'.repeat(51_200) },
  });
  expect(await refused(large)).toMatch(
    /at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200$/,
  );
});

test('refuses a template URL that names no object', async () => {
  const refusedUrl = (TemplateURL: string) => refusal(cloud.client.send(new ValidateTemplateCommand({ TemplateURL })));
  expect(await refusedUrl('https://example.com/template.json')).toBe(
    'ValidationError: TemplateURL must be a supported URL.',
  );
  expect(await refusedUrl('https://s3.us-east-1.amazonaws.com/nowhere/template.json')).toBe(
    'ValidationError: S3 error: The specified bucket does not exist',
  );
});

test('a refused creation leaves no stack behind', async () => {
  await refused({ Resources: { A: { Type: 'AWS::Nowhere::Thing' } } });
  expect(await refusal(cloud.settled('refused'))).toBe('ValidationError: Stack with id refused does not exist');
});

import type { Random } from './random';

const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
const deepObject = `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`;

/** Texts that have broken servers before, and some that services take seriously. */
export const TEXTS = [
  '',
  ' ',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../etc/passwd',
  'a'.repeat(70_000),
  'ä'.repeat(1_500),
  '\u0000',
  '\ud800',
  '\u{10FFFF}',
  '%',
  '%zz',
  '<a>&amp;]]>',
  '-1',
  '1e999',
  'NaN',
  '{}',
  '[]',
  '"',
  deep,
  deepObject,
  `{"Resources":{"A":{"Type":"AWS::S3::Bucket","Properties":${deepObject}}}}`,
  '{"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}',
  '{"Resources":{"__proto__":{"Type":"AWS::SNS::Topic","Properties":{"constructor":1}}}}',
  '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":{"Ref":"A"}}}}}',
  '{"Resources":{"A":{"Type":"AWS::SNS::Topic","Properties":{"TopicName":{"Fn::Sub":["${!}${",{}]}}}}}',
  '{"Parameters":{"P":{"Type":"String","AllowedPattern":"(a+)+$"}},"Resources":{"A":{"Type":"AWS::SNS::Topic"}}}',
  'Resources: {A: {Type: "AWS::SNS::Topic"}}\nOutputs: !Sub',
  'a: &a [*a]',
  '&a [&b [*a, *b], *b]',
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}]}',
  `{"Version":"2012-10-17","Statement":${deep}}`,
  'arn:aws:iam::111111111111:role/BellyfedPlatformEngineer',
  'arn:aws:iam:::role/*',
  'arn:aws:cloudformation:us-east-1:111111111111:stack/a/b',
  'https://s3.us-east-1.amazonaws.com/fuzz-bucket/key',
  'prod-abcdefghijklm',
  'port-abcdefghijklm',
  'pa-abcdefghijklm',
  'pp-abcdefghijklm',
  'BellyfedPlatformEngineer',
  'fuzz-stack',
  'fuzz-name',
];

const TEMPLATES = TEXTS.filter((each) => each.includes('Resources'));
const POLICIES = TEXTS.filter((each) => each.includes('2012-10-17'));

/** Values that get a request past the first checks, by the name of the member. */
const PLAUSIBLE: Readonly<Record<string, readonly string[]>> = {
  TemplateBody: TEMPLATES,
  TemplateURL: ['https://s3.us-east-1.amazonaws.com/fuzz-bucket/a'],
  StackName: ['fuzz-stack', 'fuzz-stack-2'],
  ChangeSetName: ['fuzz-change'],
  ChangeSetType: ['CREATE', 'UPDATE', 'IMPORT'],
  LogicalResourceId: ['A'],
  StackPolicyBody: POLICIES,
  PolicyDocument: POLICIES,
  AssumeRolePolicyDocument: POLICIES,
  RoleName: ['fuzz-role', 'BellyfedPlatformEngineer'],
  PolicyName: ['fuzz-policy'],
  PolicyArn: ['arn:aws:iam::aws:policy/AdministratorAccess', 'arn:aws:iam::111111111111:policy/fuzz-policy'],
  RoleArn: ['arn:aws:iam::111111111111:role/fuzz-role'],
  RoleSessionName: ['fuzz'],
  Name: ['fuzz-name', '/fuzz/name'],
  Path: ['/', '/fuzz'],
  Value: ['x', '222222222222', 'ou-abcd-12345678'],
  Type: ['String', 'CLOUD_FORMATION_TEMPLATE', 'LAUNCH', 'TEMPLATE'],
  ProductType: ['CLOUD_FORMATION_TEMPLATE'],
  Owner: ['fuzz'],
  ProviderName: ['fuzz'],
  DisplayName: ['fuzz'],
  IdempotencyToken: ['fuzz-token-1', 'fuzz-token-2'],
  ProvisionToken: ['fuzz-token-3'],
  PrincipalType: ['IAM', 'IAM_PATTERN'],
  PrincipalARN: ['arn:aws:iam:::role/*', 'arn:aws:iam::111111111111:role/BellyfedPlatformEngineer'],
  AccountId: ['111111111111', '222222222222'],
  StackSetName: ['fuzz-set', 'fuzz-set-2'],
  PermissionModel: ['SERVICE_MANAGED'],
  ServicePrincipal: ['servicecatalog.amazonaws.com', 'member.org.stacksets.cloudformation.amazonaws.com'],
  Email: ['fuzz@example.com', 'account-222222222222@example.com'],
  Regions: ['us-east-1', 'eu-west-1'],
  OrganizationalUnitIds: ['ou-abcd-12345678'],
  ActionNames: ['s3:GetObject', 'iam:PassRole'],
  PolicySourceArn: ['arn:aws:iam::111111111111:role/BellyfedPlatformEngineer'],
  PolicyInputList: POLICIES,
  AcceptLanguage: ['en'],
  LoadTemplateFromURL: ['https://s3.us-east-1.amazonaws.com/fuzz-bucket/a'],
  Capabilities: ['CAPABILITY_IAM'],
  Key: ['fuzz'],
};

/** Ids that earlier answers gave: what follows on them gets further than what is made up. */
export const seenIds: string[] = [];

/** Value that a member of that name may well have; undefined where nothing is known. */
export function plausible(name: string, random: Random): string | undefined {
  if (/(Id|Identifier|Name)$/.test(name) && seenIds.length > 0 && random.chance(name.endsWith('Name') ? 15 : 85)) {
    return random.pick(seenIds);
  }
  const known = PLAUSIBLE[name];
  return known && random.pick(known);
}

/** Text from those above, or bytes read as text. */
export function text(random: Random): string {
  if (random.chance(60)) return random.pick(TEXTS);
  if (random.chance(50)) return `fuzz-${random.number(20)}`;
  return random.buffer(60).toString(random.pick(['latin1', 'utf8', 'base64', 'hex']));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../catalog/template';
import { permissionsDocument } from '../../portfolios/permissions/permissions-document';
import { rolesInTemplate } from '../../portfolios/permissions/roles-in-template';
import { products } from '../../products';

const text = permissionsDocument(products);

test('docs/permissions.md says what the source says', () => {
  expect(readFileSync(join(__dirname, '..', '..', 'docs', 'permissions.md'), 'utf8')).toBe(text);
});

test('every statement of every launch role has its line', () => {
  for (const { id, launchRole } of products) {
    const section = text.split(`## BellyfedLaunch-${id}\n`)[1]?.split('\n## ')[0] ?? '';
    const lines = [...section.matchAll(/^\| (\w+) \| [a-z0-9-]+: /gm)].map(([, sid]) => sid);
    expect(lines).toEqual(launchRole.map(({ Sid }) => Sid));
  }
});

test('a wide statement has its reason, and the types that ask for it', () => {
  expect(text).toMatch(
    /^\| CompositeAlarms \| cloudwatch: DescribeAlarms, PutCompositeAlarm \| `\*` \| {2}\| CloudWatch makes .* For CloudWatch::Alarm, CloudWatch::CompositeAlarm\. \|$/m,
  );
});

test('the guard and the roles that publish are in it', () => {
  expect(text).toMatch(
    /^\| .*SetStackPolicy, UpdateTerminationProtection \| `cloudformation:<region>:<account>:stack\/\*\/\*`/m,
  );
  expect(text).toMatch(/^Publishes the service catalog of .* Assumed by `codebuild\.amazonaws\.com`\.$/m);
});

test('a role is read with all its policies, wherever they stand, and with the conditions that they hang on', () => {
  const statement = (Sid: string) => ({ Sid, Effect: 'Allow', Action: ['s3:GetObject'], Resource: { Ref: 'Bucket' } });
  const policy = (Sid: string) => ({ PolicyDocument: { Statement: [statement(Sid)] } });
  const template: Template = {
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'lambda.amazonaws.com' } }] },
          Policies: [policy('Inline'), { 'Fn::If': ['HasMore', policy('More'), { Ref: 'AWS::NoValue' }] }],
          ManagedPolicyArns: [{ Ref: 'Managed' }, 'arn:aws:iam::aws:policy/ReadOnlyAccess'],
        },
      },
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: policy('Managed') },
      Attached: { Type: 'AWS::IAM::Policy', Properties: { ...policy('Attached'), Roles: [{ Ref: 'Role' }] } },
      Stranger: { Type: 'AWS::IAM::Policy', Properties: { ...policy('Stranger'), Roles: [{ Ref: 'Other' }] } },
    },
  };
  const [role] = rolesInTemplate(template);
  expect(role?.statements.map(({ sid, conditions }) => [sid, ...conditions])).toEqual([
    ['Inline'],
    ['More', 'if HasMore'],
    ['Managed'],
    ['Attached'],
  ]);
  expect(role).toMatchObject({
    trusted: ['lambda.amazonaws.com'],
    managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  });
  expect(role?.statements[0]?.resources).toEqual(['${Bucket}']);
});

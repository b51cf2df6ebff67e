import { GetStackPolicyCommand, SetStackPolicyCommand } from '@aws-sdk/client-cloudformation';
import { policyProblem } from '../../../sandbox/services/cloudformation/stack-policy';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

const allow = { Effect: 'Allow', Action: 'Update:*', Principal: '*', Resource: '*' };
const guard = JSON.stringify({
  Statement: [
    {
      Effect: 'Deny',
      Action: ['Update:Replace', 'Update:Delete'],
      Principal: '*',
      Resource: '*',
      Condition: { StringEquals: { ResourceType: ['AWS::SNS::Topic'] } },
    },
    allow,
  ],
});
const named = (TopicName: string) => ({ Resources: { A: { ...TOPIC, Properties: { TopicName } }, B: TOPIC } });

test('a denied replacement takes the update back, unless this one update lifts the policy', async () => {
  await cloud.create('guarded', named('g1'), { StackPolicyBody: guard });
  const denied = await cloud.update('guarded', named('g2'));
  expect(denied.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await cloud.story('guarded')).toContain(
    'A UPDATE_FAILED: Action denied by stack policy: Statement [#1] does not allow [Update:Replace] for resource [LogicalResourceId/A]',
  );
  const lifted = await cloud.update('guarded', named('g2'), {
    StackPolicyDuringUpdateBody: JSON.stringify({ Statement: [allow] }),
  });
  expect(lifted.StackStatus).toBe('UPDATE_COMPLETE');
  const kept = await cloud.client.send(new GetStackPolicyCommand({ StackName: 'guarded' }));
  expect(kept.StackPolicyBody).toBe(guard);
});

test('a denied removal takes the update back', async () => {
  await cloud.create('guarded-removal', { Resources: { A: TOPIC, B: TOPIC } });
  await cloud.client.send(new SetStackPolicyCommand({ StackName: 'guarded-removal', StackPolicyBody: guard }));
  const stack = await cloud.update('guarded-removal', { Resources: { A: TOPIC } });
  expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(await cloud.story('guarded-removal')).toContain(
    'B UPDATE_FAILED: Action denied by stack policy: Statement [#1] does not allow [Update:Delete] for resource [LogicalResourceId/B]',
  );
});

test('a denial of some actions leaves the others allowed', () => {
  expect(policyProblem(guard, 'Update:Modify', { logicalId: 'A', type: 'AWS::SNS::Topic' })).toBeUndefined();
});

test('what no statement allows is denied', () => {
  const policy = JSON.stringify({ Statement: [{ ...allow, Resource: 'LogicalResourceId/A*' }] });
  expect(policyProblem(policy, 'Update:Modify', { logicalId: 'Abc', type: 'X' })).toBeUndefined();
  expect(policyProblem(policy, 'Update:Modify', { logicalId: 'B', type: 'X' })).toMatch(
    /^Action denied by stack policy/,
  );
});

test('NotAction and NotResource apply to everything else', () => {
  const policy = JSON.stringify({
    Statement: [
      allow,
      { Effect: 'Deny', NotAction: 'Update:Modify', Principal: '*', NotResource: 'LogicalResourceId/Free' },
    ],
  });
  expect(policyProblem(policy, 'Update:Modify', { logicalId: 'Held', type: 'X' })).toBeUndefined();
  expect(policyProblem(policy, 'Update:Delete', { logicalId: 'Free', type: 'X' })).toBeUndefined();
  expect(policyProblem(policy, 'Update:Delete', { logicalId: 'Held', type: 'X' })).toContain('Statement [#2]');
});

test('a type is compared as it is, and by wildcards with StringLike only; all conditions must hold', () => {
  const denying = (Condition: object) =>
    JSON.stringify({ Statement: [allow, { ...allow, Effect: 'Deny', Condition }] });
  const denied = (Condition: object, type: string) =>
    policyProblem(denying(Condition), 'Update:Delete', { logicalId: 'A', type }) !== undefined;
  const rds = { StringLike: { ResourceType: 'AWS::RDS::*' } };
  expect(denied(rds, 'AWS::RDS::DBCluster')).toBe(true);
  expect(denied(rds, 'AWS::S3::Bucket')).toBe(false);
  expect(denied({ StringEquals: { ResourceType: 'AWS::RDS::*' } }, 'AWS::RDS::DBCluster')).toBe(false);
  const both = { ...rds, StringEquals: { ResourceType: ['AWS::RDS::DBCluster', 'AWS::S3::Bucket'] } };
  expect(denied(both, 'AWS::RDS::DBCluster')).toBe(true);
  expect(denied(both, 'AWS::S3::Bucket')).toBe(false);
});

test.each([
  ['no JSON', '{', 'Error validating stack policy: Invalid JSON'],
  ['no statement', '{}', 'Error validating stack policy: Missing Statement'],
  [
    'another principal',
    JSON.stringify({ Statement: { ...allow, Principal: 'me' } }),
    'Error validating stack policy: Invalid Principal',
  ],
  [
    'another action',
    JSON.stringify({ Statement: { ...allow, Action: 's3:*' } }),
    'Error validating stack policy: Invalid action s3:*',
  ],
  [
    'another resource',
    JSON.stringify({ Statement: { ...allow, Resource: 'A' } }),
    'Error validating stack policy: Invalid resource A',
  ],
])('refuses a policy with %s', async (_, StackPolicyBody, message) => {
  await cloud.create('any', { Resources: { A: TOPIC } }).catch(() => {});
  const answer = cloud.client.send(new SetStackPolicyCommand({ StackName: 'any', StackPolicyBody }));
  expect(await refusal(answer)).toBe(`ValidationError: ${message}`);
});

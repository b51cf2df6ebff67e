import { CfnResource, type Stack } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import {
  type ArnPattern,
  type LaunchRoleStatement,
  launchArn,
  type Product,
  synthesizeProduct,
} from '../../catalog/product';
import { launchRole, policyOf } from '../../operations/contracts/launch-role';
import { missingIn, tooNarrowIn } from '../../operations/contracts/launch-role-gaps';
import { overlap } from '../../operations/contracts/statement-reach';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(launchRole);

const missing = (product: Product) => missingIn(synthesizeProduct(product).template, policyOf(product));
const tooNarrow = (product: Product) => tooNarrowIn(synthesizeProduct(product).template, policyOf(product));

it('a type that the table lacks is named, with what to do', async () => {
  const build = (stack: Stack) => void new CfnResource(stack, 'Config', { type: 'AWS::GroundStation::Config' });
  expect(await findingsOf(launchRole, smallProduct({ build }))).toEqual([
    "What AWS::GroundStation::Config asks of the launch role isn't known: add a row to " +
      'catalog/permissions/resource-types.json, as CONTRIBUTING.md says under "Add a resource type".',
  ]);
});

it('a launch role that lacks an action is found out', () => {
  const build = (stack: Stack) => void new CfnEIP(stack, 'Address');
  const all = missing(smallProduct({ build }));
  expect(all).toContain('Address: ec2:AllocateAddress');
  const Action = all.slice(1).map((each) => each.replace('Address: ', '') as `${string}:${string}`);
  const launchRole = [
    { Sid: 'Addresses', Effect: 'Allow', Action, Resource: [launchArn('ec2', 'elastic-ip/*')] },
  ] as const;
  expect(missing(smallProduct({ build, launchRole }))).toEqual(all.slice(0, 1));
});

it('a launch role that is narrower than AWS takes is found out', () => {
  const build = (stack: Stack) => {
    new CfnCompositeAlarm(stack, 'EnvironmentAlarm', { alarmRule: 'FALSE' });
  };
  const launchRole = (Resource: readonly ArnPattern[]): LaunchRoleStatement[] => [
    { Sid: 'Alarms', Effect: 'Allow', Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:PutCompositeAlarm'], Resource },
  ];
  expect(tooNarrow(smallProduct({ build, launchRole: launchRole([launchArn('cloudwatch', 'alarm:*')]) }))).toEqual([
    'EnvironmentAlarm: cloudwatch:DescribeAlarms must be allowed on *',
    'EnvironmentAlarm: cloudwatch:PutCompositeAlarm must be allowed on *',
  ]);
});

describe('a launch role that', () => {
  type Grant = Pick<LaunchRoleStatement, 'Action'> & Partial<Pick<LaunchRoleStatement, 'Resource'>>;

  // On every resource and with a reason, where nothing else is said.
  it.each<[string, Grant, string, string | RegExp]>([
    ['does what nothing asks for', { Action: ['s3:CreateBucket'] }, 'may do nothing', 'One: s3:CreateBucket'],
    ['misspells an action', { Action: ['sns:CreateTopics'] }, 'names actions', 'One: sns:CreateTopics'],
    [
      'names resources of another type',
      { Action: ['sns:CreateTopic'], Resource: [launchArn('sqs', '*')] },
      'gives every action resources',
      /^One: sns:CreateTopic takes none of arn:/,
    ],
    [
      'passes roles to any service',
      { Action: ['iam:PassRole'] },
      'passes roles',
      'it passes roles to ec2.amazonaws.com, which none needs',
    ],
    ['locks any key', { Action: ['kms:PutKeyPolicy'] }, 'locks and deletes no key', 'kms:PutKeyPolicy on any key'],
    ['deletes any role', { Action: ['iam:DeleteRole'] }, 'can’t touch roles', 'One: iam:DeleteRole'],
  ])('%s is found', async (_, grant, title, finding) => {
    const statement = { Sid: 'One', Effect: 'Allow', reason: 'It is how the tests say it.', Resource: '*', ...grant };
    const rules = launchRole.rules.filter((rule) => rule.title.startsWith(title));
    expect(rules).toHaveLength(1);
    const product = smallProduct({ launchRole: [statement as LaunchRoleStatement] });
    expect(await findingsOf({ ...launchRole, rules }, product)).toContainEqual(
      typeof finding === 'string' ? finding : expect.stringMatching(finding),
    );
  });

  it('says no reason for every resource is found', async () => {
    const statement = {
      Sid: 'One',
      Effect: 'Allow',
      Action: ['sns:ListTopics'],
      Resource: '*',
      reason: 'So.',
    } as const;
    expect(await findingsOf(launchRole, smallProduct({ launchRole: [statement] }))).toContain(
      'One: is allowed on * without a reason',
    );
  });
});

it.each([
  ['arn:aws:s3:::bellyfed-*', 'arn:aws:s3:::*', true],
  ['arn:aws:logs:*:1:log-group:/aws/rds/*', 'arn:aws:logs:*:1:log-group:*', true],
  ['arn:aws:s3:::bellyfed-*', 'arn:aws:sqs:*:1:*', false],
  ['table/bellyfed-*', 'table/*/index/*', true],
  ['table/bellyfed', 'table/*/index/*', false],
])('%s and %s have something in common: %s', (one, other, expected) => {
  expect(overlap(one, other)).toBe(expected);
});

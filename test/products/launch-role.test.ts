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

it.each([
  ['arn:aws:s3:::bellyfed-*', 'arn:aws:s3:::*', true],
  ['arn:aws:logs:*:1:log-group:/aws/rds/*', 'arn:aws:logs:*:1:log-group:*', true],
  ['arn:aws:s3:::bellyfed-*', 'arn:aws:sqs:*:1:*', false],
  ['table/bellyfed-*', 'table/*/index/*', true],
  ['table/bellyfed', 'table/*/index/*', false],
])('%s and %s have something in common: %s', (one, other, expected) => {
  expect(overlap(one, other)).toBe(expected);
});

/** Resources, and snapshots of them, that outlive their stack. */
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { RDS } from '@aws-sdk/client-rds';
import { type AwsTarget, awsTarget } from '../../../operations/aws/aws-target';
import { stackLeftovers } from '../../../operations/running/retained-resources';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';

let sandbox: TestSandbox;
let target: AwsTarget;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  target = await awsTarget({ endpointUrl: sandbox.url, region: 'us-east-1' }, { env: {} });
});
afterAll(() => sandbox?.stop());

it('are told as they come about: a database without a deletion policy leaves a snapshot', async () => {
  const cloudFormation = new CloudFormation(sandbox.client());
  const cluster = { Type: 'AWS::RDS::DBCluster', Properties: { Engine: 'aurora-postgresql' } };
  const member = {
    Type: 'AWS::RDS::DBInstance',
    Properties: {
      Engine: 'aurora-postgresql',
      DBInstanceClass: 'db.r6g.large',
      DBClusterIdentifier: { Ref: 'Cluster' },
    },
  };
  await cloudFormation.createStack({
    StackName: 'store',
    TemplateBody: JSON.stringify({
      Resources: { Cluster: cluster, Member: member, Topic: { Type: 'AWS::SNS::Topic' } },
    }),
  });
  const waiting = { client: cloudFormation, maxWaitTime: 30, minDelay: 0.1, maxDelay: 1 };
  await waitUntilStackCreateComplete(waiting, { StackName: 'store' });

  const leftovers = await stackLeftovers(target, 'store');
  expect(leftovers?.retained).toMatchObject([
    { logicalId: 'Cluster', type: 'AWS::RDS::DBCluster', policy: 'Snapshot' },
  ]);

  const { Stacks: [stack] = [] } = await cloudFormation.describeStacks({ StackName: 'store' });
  await cloudFormation.deleteStack({ StackName: 'store' });
  await waitUntilStackDeleteComplete(waiting, { StackName: stack?.StackId ?? '' });
  const { DBClusterSnapshots: snapshots } = await new RDS(sandbox.client()).describeDBClusterSnapshots({});
  expect(snapshots).toHaveLength(1);
});

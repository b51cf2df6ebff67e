/** Clusters of stacks: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html */
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackUpdateComplete,
} from '@aws-sdk/client-cloudformation';
import { RDS } from '@aws-sdk/client-rds';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

let sandbox: TestSandbox;
let stacks: CloudFormation;
let rds: RDS;

/** A cluster with instances, each with its promotion tier. */
function cluster(tiers: readonly (number | undefined)[]): string {
  const engine = { Engine: 'aurora-postgresql' };
  const instances = tiers.map((PromotionTier, index) => [
    `Instance${index + 1}`,
    {
      Type: 'AWS::RDS::DBInstance',
      Properties: {
        ...{ ...engine, DBInstanceClass: 'db.serverless', DBClusterIdentifier: { Ref: 'Cluster' } },
        ...{ DBInstanceIdentifier: `main-${index + 1}`, PromotionTier },
      },
    },
  ]);
  const Cluster = { Type: 'AWS::RDS::DBCluster', Properties: { ...engine, DBClusterIdentifier: 'main' } };
  return JSON.stringify({ Resources: { Cluster, ...Object.fromEntries(instances) } });
}

const waiting = () => ({ client: stacks, maxWaitTime: 30, minDelay: 1, maxDelay: 1 });
const members = async () => {
  const { DBClusters: [found] = [] } = await rds.describeDBClusters({ DBClusterIdentifier: 'main' });
  return (found?.DBClusterMembers ?? []).map(
    ({ DBInstanceIdentifier: id, IsClusterWriter }) => `${id} ${IsClusterWriter ? 'writes' : 'reads'}`,
  );
};

beforeAll(async () => {
  sandbox = await startTestSandbox();
  stacks = new CloudFormation(sandbox.client());
  rds = new RDS(sandbox.client());
  await stacks.createStack({ StackName: 'main', TemplateBody: cluster([1, 0, undefined]) });
  await waitUntilStackCreateComplete(waiting(), { StackName: 'main' });
});
afterAll(() => sandbox?.stop());

it('are written by the instance of the lowest tier, until one is told to', async () => {
  expect(await members()).toEqual(['main-2 writes', 'main-1 reads', 'main-3 reads']);
  await rds.failoverDBCluster({ DBClusterIdentifier: 'main', TargetDBInstanceIdentifier: 'main-3' });
  expect(await members()).toEqual(['main-2 reads', 'main-1 reads', 'main-3 writes']);
  await rds.failoverDBCluster({ DBClusterIdentifier: 'MAIN' });
  expect(await members()).toContain('main-2 writes');
});

it('are found by name and by ARN, and in the list', async () => {
  const { DBClusters: [one] = [] } = await rds.describeDBClusters({});
  expect(one).toMatchObject({ DBClusterIdentifier: 'main', Engine: 'aurora-postgresql', Status: 'available' });
  expect((await rds.describeDBClusters({ DBClusterIdentifier: one?.DBClusterArn })).DBClusters).toEqual([one]);
});

it('that aren’t there, can’t fail over or are asked for by a filter are refused', async () => {
  await expect(rds.describeDBClusters({ DBClusterIdentifier: 'none' })).rejects.toMatchObject({
    name: 'DBClusterNotFoundFault',
  });
  await expect(rds.describeDBClusters({ Filters: [{ Name: 'engine', Values: ['x'] }] })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  });
  await expect(
    rds.failoverDBCluster({ DBClusterIdentifier: 'main', TargetDBInstanceIdentifier: 'main-9' }),
  ).rejects.toMatchObject({ name: 'InvalidDBClusterStateFault' });
});

it('get another writer when a stack takes theirs away', async () => {
  await rds.failoverDBCluster({ DBClusterIdentifier: 'main', TargetDBInstanceIdentifier: 'main-3' });
  await stacks.updateStack({ StackName: 'main', TemplateBody: cluster([1, 0]) });
  await waitUntilStackUpdateComplete(waiting(), { StackName: 'main' });
  expect(await members()).toEqual(['main-2 writes', 'main-1 reads']);
});

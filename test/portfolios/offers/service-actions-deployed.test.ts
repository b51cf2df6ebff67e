/** The hub with service actions and a budget, deployed: every version of a product has its actions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormation, waitUntilStackCreateComplete } from '@aws-sdk/client-cloudformation';
import { IAM } from '@aws-sdk/client-iam';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { readSettings } from '../../../portfolios/context';
import { launchRoleName } from '../../../portfolios/launch-role/launch-role';
import { loadOffers } from '../../../portfolios/offers/offers';
import { HubStack } from '../../../portfolios/stacks/hub-stack';
import { data } from '../../../products/data/product';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { templateOf } from '../fixture';

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox?.stop());

it('makes them in the sandbox as it does on AWS', async () => {
  const settings = readSettings({ serviceActions: ['snapshot-database'], developers: { monthlyBudget: 100 } });
  const offers = loadOffers(join(__dirname, '../../../products'), [data]);
  const template = templateOf((app) => new HubStack(app, 'Hub', { settings, offers }));
  const s3 = new S3(sandbox.client());
  const Bucket = 'cdk-hnb659fds-assets-000000000000-us-east-1';
  const keys = [...JSON.stringify(template.toJSON()).matchAll(/([0-9a-f]{64}\.json)/g)].map(([, key]) => key);
  const releases = offers.flatMap((offer) => offer.releases);
  expect(keys).toHaveLength(releases.length);
  for (const [index, { file }] of releases.entries()) {
    await s3.putObject({ Bucket, Key: keys[index], Body: readFileSync(file) });
  }
  const trust = { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' };
  await new IAM(sandbox.client()).createRole({
    RoleName: launchRoleName('data'),
    AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
  });
  await s3.putObject({ Bucket, Key: 'hub.json', Body: JSON.stringify(template.toJSON()) });
  const client = new CloudFormation(sandbox.client());
  await client.createStack({
    StackName: 'Hub',
    TemplateURL: `https://s3.us-east-1.amazonaws.com/${Bucket}/hub.json`,
    Capabilities: ['CAPABILITY_IAM'],
  });
  await waitUntilStackCreateComplete({ client, maxWaitTime: 30, minDelay: 1 }, { StackName: 'Hub' });
  const { StackResources = [] } = await client.describeStackResources({ StackName: 'Hub' });
  const physicalIds = (type: string) =>
    StackResources.filter(({ ResourceType }) => ResourceType === type).map((each) => each.PhysicalResourceId);
  const serviceCatalog = new ServiceCatalog(sandbox.client());
  const [ProductId] = physicalIds('AWS::ServiceCatalog::CloudFormationProduct');
  const { ProvisioningArtifactDetails = [] } = await serviceCatalog.listProvisioningArtifacts({ ProductId });
  const versions = ProvisioningArtifactDetails.map(({ Id }) => Id);
  expect(versions.length).toBeGreaterThan(0);

  for (const ProvisioningArtifactId of versions) {
    const version = { ProductId, ProvisioningArtifactId };
    const { ServiceActionSummaries } = await serviceCatalog.listServiceActionsForProvisioningArtifact(version);
    expect(ServiceActionSummaries).toMatchObject([{ Name: 'Bellyfed-SnapshotDatabase' }]);
  }
  expect(physicalIds('AWS::Budgets::Budget')).toHaveLength(1);
  expect(physicalIds('AWS::SSM::Document')).toHaveLength(1);
}, 60_000);

import {
  Capability,
  CloudFormationClient,
  CreateStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Product, renderProduct } from '../../../catalog/product';
import { app } from '../../../products/app/product';
import { data } from '../../../products/data/product';
import { network } from '../../../products/network/product';
import { TestCatalog } from '../../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';

const own = { EnvironmentName: 'dev', EnvironmentType: 'dev' };
const domain = { DomainName: 'dev.example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ' };
const bucket = 'templates';

let sandbox: TestSandbox;
let cloudFormation: CloudFormationClient;

interface Answers {
  readonly EnvironmentName: string;
  readonly [name: string]: string;
}

const request = (product: Product, answers: Answers) => ({
  StackName: `${product.id}-${answers.EnvironmentName}`,
  TemplateURL: `${sandbox.url}/${bucket}/${product.id}.json`,
  Capabilities: [Capability.CAPABILITY_IAM],
  Parameters: Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue })),
});

async function create(product: Product, answers: Answers) {
  const { StackId } = await cloudFormation.send(new CreateStackCommand(request(product, answers)));
  return ended(StackId);
}

async function update(product: Product, answers: Answers) {
  const { StackId } = await cloudFormation.send(new UpdateStackCommand(request(product, answers)));
  return ended(StackId);
}

/** Waits for the end of an operation on a stack, and tells the reasons of what failed on the way. */
async function ended(StackName: string | undefined) {
  for (;;) {
    const { Stacks: [stack] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName }));
    if (stack?.StackStatus !== undefined && !stack.StackStatus.endsWith('IN_PROGRESS')) {
      const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName }));
      return {
        status: stack.StackStatus,
        reasons: StackEvents.map(({ ResourceStatusReason = '' }) => ResourceStatusReason).join('\n'),
        url: stack.Outputs?.find(({ OutputKey }) => OutputKey === 'ApplicationUrl')?.OutputValue,
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  sandbox = await startTestSandbox();
  await new TestCatalog(sandbox).boundaries();
  cloudFormation = new CloudFormationClient(sandbox.client());
  const s3 = new S3Client(sandbox.client());
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  for (const product of [network, data, app]) {
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${product.id}.json`, Body: renderProduct(product) }));
  }
  expect(await create(network, own)).toMatchObject({ status: 'CREATE_COMPLETE' });
  expect(await create(data, own)).toMatchObject({ status: 'CREATE_COMPLETE' });
}, 120_000);

afterAll(() => sandbox.stop());

// One story: each step builds on those before it.
describe('the app tier on its network and data', () => {
  it('comes up with a name and a type alone, under the name of its load balancer', async () => {
    const { status, url } = await create(app, own);
    expect(status).toBe('CREATE_COMPLETE');
    expect(url).toMatch(/^http:\/\/bellyfed-[0-9a-f]{8}-/);
  }, 60_000);

  it('leaves the network free to get a domain', async () => {
    expect(await update(network, { ...own, ...domain })).toMatchObject({ status: 'UPDATE_COMPLETE' });
  }, 60_000);

  it('takes the domain into use, which the network can’t change any more', async () => {
    expect(await update(app, { ...own, UseDomain: 'yes', Subdomain: 'www' })).toMatchObject({
      status: 'UPDATE_COMPLETE',
      url: 'https://www.dev.example.com',
    });
    const { status, reasons } = await update(network, own);
    expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(reasons).toMatch(/in use by app-dev/);
  }, 60_000);

  it('goes from one routing policy to another by way of none', async () => {
    for (const RoutingPolicy of ['none', 'latency', 'none', 'failover']) {
      const { status } = await update(app, { ...own, UseDomain: 'yes', RoutingPolicy });
      expect(status).toBe('UPDATE_COMPLETE');
    }
  }, 60_000);

  it('carries an application of another environment of the same type, and of no other', async () => {
    const based = { BaseEnvironment: 'dev', EnvironmentName: 'alice' };
    expect(await create(app, { ...based, EnvironmentType: 'dev' })).toMatchObject({ status: 'CREATE_COMPLETE' });
    const { status, reasons } = await create(app, { ...based, EnvironmentName: 'bob', EnvironmentType: 'test' });
    expect(status).toBe('ROLLBACK_COMPLETE');
    expect(reasons).toContain('bellyfed:dev:network:Is-test');
  }, 60_000);
});

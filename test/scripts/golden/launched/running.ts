/** Recordings of the verbs that look at what runs, take it in, and take it down. */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { S3 } from '@aws-sdk/client-s3';
import { golden, onAws, type Place, remote, today } from '../golden';
import { data, network, UpgradeCatalog } from '../run';

let offered: UpgradeCatalog;
let formation: CloudFormation;

const place = (): Place => ({
  root: offered.root,
  env: { AWS_ENDPOINT_URL: offered.sandbox.url },
  known: { [offered.root]: 'root', ...today() },
});
const typing = (line: string) => ({ env: remote(offered.sandbox.url), lines: [line] });

async function launch(environment: string): Promise<void> {
  await offered.launch(environment, 'network', '1.0.0');
  await offered.launch(environment, 'data', '1.0.0', { Owner: 'somebody' });
}

async function stackEnded(name: string): Promise<void> {
  for (;;) {
    const { StackSummaries = [] } = await formation.listStacks({});
    const found = StackSummaries.find(({ StackName }) => StackName === name)?.StackStatus ?? '';
    if (!found.endsWith('_IN_PROGRESS')) return;
    await new Promise((done) => setTimeout(done, 20));
  }
}

async function createStack(StackName: string, template: object, answers: Readonly<Record<string, string>> = {}) {
  const Parameters = Object.entries(answers).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  }));
  await formation.createStack({ StackName, TemplateBody: JSON.stringify(template), Parameters });
  await stackEnded(StackName);
}

async function deleteStack(StackName: string): Promise<void> {
  await formation.deleteStack({ StackName });
  await stackEnded(StackName);
}

/** A stack with one bucket that stays when it is deleted. */
function bucketStack(BucketName: string, tags: Readonly<Record<string, string>>) {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return {
    Resources: { Bucket: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain', Properties: { BucketName, Tags } } },
  };
}

/** Golden tests of the verbs that look at what runs, take it in, and take it down. */
export function running(): void {
  beforeEach(async () => {
    offered = await UpgradeCatalog.start();
    formation = new CloudFormation(offered.sandbox.client());
    await offered.offer('network', '1.0.0', network());
    await offered.offer('data', '1.0.0', data());
  });
  afterEach(() => offered.stop());

  golden('status', place, async (type) => {
    await type(['status']);
    await type(['status', '--json']);
    await type(['status', 'nobody']);
    await launch('one');
    await type(['status']);
    await type(['status', '--json']);
    await type(['status', 'one-data']);
    await type(['status', 'one-data', '--json']);
    await type(['status', 'one-dta']);
    await offered.sandbox.setFaults({ failResources: { NetworkQueue: 'No queues today.' } });
    await offered.launch('two', 'network', '1.0.0').catch(() => undefined);
    await offered.sandbox.setFaults({});
    await type(['status', 'two-network']);
    await type(['status', 'two-network', '--json']);
    await type(['status'], { env: { AWS_ENDPOINT_URL: 'nowhere' } });
    await type(['status', '--profile', 'nobody']);
    await type(['status'], { env: onAws });
  });

  golden('cost-of-what-runs', place, async (type) => {
    await launch('one');
    await type(['cost', 'one']);
    await type(['cost', 'one-data', '--json']);
    await type(['cost', 'one-dta']);
    await type(['cost', 'one-data', '--region', 'eu-west-1']);
  });

  golden('outputs', place, async (type) => {
    await launch('one');
    await type(['outputs', 'one-data']);
    await type(['outputs', 'one-data', '--json']);
    await type(['outputs', 'one-dta']);
  });

  golden('outdated', place, async (type) => {
    await type(['outdated']);
    await type(['outdated', '--json']);
    await launch('one');
    await type(['outdated']);
    await offered.offer('data', '1.1.0', data({ delay: 1 }));
    await offered.change('network', '1.0.0', { Guidance: 'DEPRECATED' });
    await type(['outdated']);
    await type(['outdated', '--json']);
    await offered.change('data', '1.1.0', { Active: false });
    await type(['outdated']);
  });

  golden('unprotect', place, async (type) => {
    await launch('one');
    await type(['unprotect', 'one-data']);
    await type(['unprotect', 'one-data', '--json']);
    const { Id } = await offered.launches.detail('one-data');
    const StackName = `SC-000000000000-${Id}`;
    const protect = () => formation.updateTerminationProtection({ StackName, EnableTerminationProtection: true });
    await protect();
    await type(['terminate', 'one-data']);
    await type(['unprotect', 'one-data'], typing('no'));
    await type(['unprotect', 'one-data']);
    await protect();
    await type(['unprotect', 'one-data', '--json']);
    await type(['unprotect', 'one-dta']);
    await type(['unprotect', 'one-data'], { env: onAws });
  });

  golden('terminate', place, async (type) => {
    await launch('one');
    await launch('two');
    await type(['terminate', 'one-network']);
    await type(['terminate', 'one-data'], typing('no'));
    await type(['terminate', 'one-data'], { env: onAws });
    await offered.sandbox.setFaults({ failDeletions: { DataQueue: 'Not today.' } });
    await type(['terminate', 'one-data']);
    await offered.sandbox.setFaults({ stackStepMs: 800 });
    await type(['terminate', 'one-data'], { isSlow: true });
    await offered.sandbox.setFaults({});
    await type(['terminate', 'two-data', '--json']);
    await type(['terminate', 'two-network', '--no-wait', '--json']);
    await type(['terminate', 'one-network', '--no-wait']);
    await type(['terminate', 'nobody']);
  });

  golden('retire', place, async (type) => {
    await offered.offer('data', '1.1.0', data({ delay: 1 }));
    await launch('one');
    await type(['retire', 'data', '1.0.0']);
    await type(['deprecate', 'data', '1.0.0']);
    await type(['retire', 'data', '1.0.0']);
    await type(['retire', 'data', '1.0.0', '--profile', 'nobody']);
    await type(['deprecate', 'data', '1.1.0']);
    await type(['retire', 'data', '1.1.0']);
    await type(['retire', 'network', '1.0.0', '--security', 'It lets people in.', '--json']);
    await type(['retire', 'data', '1.0.0', '--force', '--json']);
    await type(['retire', 'data', '1.0.0', '--force']);
    await type(['retire', 'data', '9.0.0']);
    await type(['retire', 'dta', '1.0.0']);
  });

  golden('import', place, async (type) => {
    const importStack = (stack: string, ...more: string[]) => ['import', stack, '--product', 'network', ...more];
    const released = ['--version', '1.0.0'];
    await createStack('shop-network', network(), { EnvironmentName: 'shop' });
    await createStack('live-network', network(), { EnvironmentName: 'live' });
    await createStack('other-network', network({ delay: 1 }), { EnvironmentName: 'other' });
    await offered.sandbox.setFaults({ failResources: { NetworkQueue: 'No queues today.' } });
    await createStack('failed-network', network(), { EnvironmentName: 'failed' });
    await offered.sandbox.setFaults({});
    await type(importStack('shop-network', ...released, '--plan'));
    await type(importStack('shop-network', ...released, '--plan', '--json'));
    await type(importStack('shop-network', ...released), typing('no'));
    await type(importStack('shop-network', ...released), { env: onAws });
    await type(importStack('shop-network', ...released, '--name', 'shop'));
    await type(importStack('live-network', ...released, '--json'));
    await type(importStack('shop-network', ...released, '--name', 'again'));
    await type(importStack('other-network', ...released, '--plan'));
    await type(importStack('other-network', ...released));
    await type(importStack('failed-network', ...released));
    await type(importStack('nothing', ...released));
    await type(importStack('shop-network', '--version', '9.9.9'));
    await type(['import', 'shop-network', '--product', 'netwrok', '--version', '1.0.0']);
  });

  golden('purge', place, async (type) => {
    const own = { Environment: 'dev', EnvironmentType: 'dev', Product: 'data' };
    const withBucket = { ...data(), Resources: { ...data().Resources, ...bucketStack('kept', own).Resources } };
    await offered.offer('data', '1.1.0', withBucket);
    await launch('dev');
    await type(['purge', 'dev']);
    await offered.run('terminate', 'dev-data');
    await offered.run('terminate', 'dev-network');
    for (const [name, tags] of [
      ['first', own],
      ['second', own],
      ['half-tagged', { Environment: 'dev' }],
      ['foreign', { ...own, Product: 'other' }],
      ['live', { ...own, Environment: 'live', EnvironmentType: 'prod' }],
    ] as const) {
      await createStack(name, bucketStack(`${name}-bucket`, tags));
      await deleteStack(name);
    }
    await new S3(offered.sandbox.client()).putObject({ Bucket: 'first-bucket', Key: 'kept', Body: 'one' });
    await type(['purge', 'dev', '--plan']);
    await type(['purge', 'dev', '--plan', '--json']);
    const guest = {
      Parameters: { BaseEnvironment: { Type: 'String' } },
      Resources: { T: { Type: 'AWS::SNS::Topic' } },
    };
    await createStack('guest', guest, { BaseEnvironment: 'dev' });
    await type(['purge', 'dev']);
    await deleteStack('guest');
    await type(['purge', 'dev'], typing('yes'));
    await type(['purge', 'dev'], { env: onAws });
    await offered.sandbox.setFaults({ failDeletions: { Bucket: 'Not today.' } });
    await type(['purge', 'dev', '--json']);
    await type(['purge', 'dev']);
    await offered.sandbox.setFaults({});
    await type(['purge', 'dev']);
    await type(['purge', 'dev']);
    await type(['purge', 'dev', '--json']);
    await type(['purge', 'live']);
  });
}

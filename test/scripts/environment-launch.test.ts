import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { loadReleases } from '../../catalog/release';
import { tierIds } from '../../products/environment/tiers';
import { startPublishedSandbox } from '../published-catalog/published-sandbox';
import type { TestSandbox } from '../sandbox/with-sandbox';
import { holdingData } from './environment-life';
import { copyProject, type ProjectCopy } from './project-copy';
import { type Run, runCatalog } from './run-catalog';

/** Whether all the resources were counted, of each tier whose end is told. */
function endsOf(told: string, end: 'launched' | 'terminated'): boolean[] {
  return [...told.matchAll(new RegExp(`: \\w+ ${end}, (\\d+) of (\\d+)$`, 'gm'))].map(([, done, of]) => done === of);
}

const prodAnswers = {
  DomainName: 'example.com',
  HostedZoneId: 'Z0123456789ABCDEFGHIJ',
  AlarmEmail: 'on-call@example.com',
};

describe('in a fresh sandbox with the catalog published', () => {
  let copy: ProjectCopy;
  let sandbox: TestSandbox;

  const run = (...args: string[]): Promise<Run> =>
    runCatalog(args, { root: copy.root, env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url } });

  const launch = (name: string, type: string, answers: Readonly<Record<string, string>> = {}) =>
    run(
      ...['launch', 'environment', '--environment', name, '--type', type, '--json'],
      ...Object.entries(answers).flatMap(([key, value]) => ['-p', `${key}=${value}`]),
    );

  /** Statuses of what is launched, by name. */
  const statuses = async (): Promise<Record<string, string>> => {
    const all: { name: string; status: string }[] = JSON.parse((await run('status', '--json')).stdout);
    return Object.fromEntries(all.map(({ name, status }) => [name, status]));
  };

  beforeAll(async () => {
    copy = copyProject();
    sandbox = await startPublishedSandbox();
  }, 240_000);

  afterAll(async () => {
    await sandbox?.stop();
    copy?.remove();
  });

  it('launches a whole environment for dev with nothing but a name, and terminates it but for its data', async () => {
    const { code, stdout, stderr } = await launch('dev', 'dev');
    expect(code).toBe(0);
    expect(endsOf(stderr, 'launched')).toEqual(tierIds.map(() => true));
    expect(JSON.parse(stdout)).toMatchObject({
      name: 'dev-environment',
      portfolio: 'Bellyfed Developers',
      status: 'AVAILABLE',
      outputs: { ApplicationUrl: expect.stringMatching(/^http:/), SearchUrl: expect.stringMatching(/^https:/) },
    });
    const names = ['dev-environment', ...tierIds.map((tier) => `dev-${tier}`)];
    expect(await statuses()).toEqual(Object.fromEntries(names.map((name) => [name, 'AVAILABLE'])));

    const terminated = await run('terminate', 'dev-environment', '--json');
    expect(terminated.code).toBe(0);
    expect(endsOf(terminated.stderr, 'terminated')).toEqual(tierIds.map(() => true));
    const { retained } = JSON.parse(terminated.stdout);
    expect(retained).toContainEqual(expect.objectContaining({ logicalId: 'Data.UserPool', policy: 'Retain' }));
    expect(retained).toContainEqual(expect.objectContaining({ logicalId: 'Data.DatabaseCluster', policy: 'Snapshot' }));
    expect(await statuses()).toEqual({});
  }, 120_000);

  it('takes a first launch of prod away that failed, by the commands that it names', async () => {
    await sandbox.setFaults({ failResources: { Service: 'service did not stabilize' } });
    const failed = await launch('prod', 'prod', prodAnswers);
    await sandbox.setFaults({});
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toContain('service did not stabilize');
    expect(failed.stderr).toContain(
      'npm run catalog -- unprotect prod-environment && npm run catalog -- terminate prod-environment',
    );
    // What protects itself is still there, and nothing that the guard has set stands beside it.
    expect(await statuses()).toMatchObject({ 'prod-environment': 'ERROR' });
    const lifted = JSON.parse((await run('unprotect', 'prod-environment', '--json')).stdout);
    expect(lifted.unprotected).toEqual([]);
    expect(lifted.resources.map(({ logicalId }: { logicalId: string }) => logicalId)).toContain('Data.DatabaseCluster');
    expect(await run('terminate', 'prod-environment')).toMatchObject({ code: 0 });
    expect(await statuses()).toEqual({});
  }, 120_000);

  it('says what prod needs, and launches it with that', async () => {
    const refused = await launch('prod', 'prod');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('type DomainName, and as HostedZoneId a zone that answers for it.');
    expect(refused.stderr).toContain('Somebody must hear of an alarm in prod');

    const { code, stdout } = await launch('prod', 'prod', prodAnswers);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      portfolio: 'Bellyfed Production',
      outputs: { ApplicationUrl: 'https://example.com' },
    });
  }, 120_000);

  it('terminates prod only once its protection is lifted, of the environment and of every tier', async () => {
    const stacks = new CloudFormation(sandbox.client());
    const ofProd = async () => {
      const { Stacks = [] } = await stacks.describeStacks({});
      return Stacks.filter(({ Parameters }) => Parameters?.some(({ ParameterValue }) => ParameterValue === 'prod'));
    };
    const guarded = async () => (await ofProd()).every((stack) => stack.EnableTerminationProtection);
    while (!(await guarded())) await new Promise((done) => setTimeout(done, 100));

    const refused = await run('terminate', 'prod-environment');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('App.LoadBalancer, Data.DatabaseCluster');
    expect(refused.stderr).toContain('lift that first: npm run catalog -- unprotect prod-environment');
    expect(await statuses()).toMatchObject({ 'prod-environment': 'AVAILABLE', 'prod-data': 'AVAILABLE' });

    const lifted = await run('unprotect', 'prod-environment', '--json');
    const { unprotected, resources } = JSON.parse(lifted.stdout);
    expect(unprotected).toHaveLength((await ofProd()).length);
    expect(resources.map(({ logicalId }: { logicalId: string }) => logicalId)).toEqual([
      'App.LoadBalancer',
      'Data.DatabaseCluster',
    ]);
    expect((await run('unprotect', 'prod-environment')).stdout).toContain('is not protected');
    expect((await run('terminate', 'prod-environment')).code).toBe(0);
    expect(await ofProd()).toEqual([]);
  }, 120_000);

  it('upgrades release by release without touching what holds data, undoes what fails, and takes a step back', async () => {
    const versions = async (): Promise<Record<string, string>> => {
      const all: { name: string; version: string; status: string }[] = JSON.parse(
        (await run('status', '--json')).stdout,
      );
      const own = all.filter(({ name }) => name.startsWith('life-'));
      return Object.fromEntries(own.map(({ name, version, status }) => [name, `${version} ${status}`]));
    };
    const name = 'life-environment';
    const [first, ...later] = loadReleases(`${copy.root}/products/environment`).map(({ version }) => version);
    const before = later.at(-2);
    const newest = later.at(-1);

    const launched = await run(
      ...['launch', 'environment', '--environment', 'life', '--type', 'staging', '--version', `${first}`],
      ...['-p', 'DomainName=example.com', '-p', 'HostedZoneId=Z0123456789ABCDEFGHIJ'],
    );
    expect(launched).toMatchObject({ code: 0 });
    const data = await holdingData(sandbox, 'life');
    expect(data.length).toBeGreaterThan(10);
    for (const version of later.slice(0, -1)) {
      expect(await run('upgrade', name, '--to', version)).toMatchObject({ code: 0 });
      expect((await versions())[name]).toBe(`${version} AVAILABLE`);
      expect(await holdingData(sandbox, 'life')).toEqual(data);
    }

    const as = await versions();
    // The newest release by itself may move no tier.
    const answer = ['-p', 'TaskSize=medium'];
    await sandbox.setFaults({ failResources: { Task: 'not today' } });
    const failed = await run('upgrade', name, ...answer);
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('not today');
    await sandbox.setFaults({});
    expect(await versions()).toEqual({ ...as, [name]: `${before} TAINTED` });
    expect(await holdingData(sandbox, 'life')).toEqual(data);

    expect(await run('upgrade', name, ...answer)).toMatchObject({ code: 0 });
    expect((await versions())[name]).toBe(`${newest} AVAILABLE`);
    expect(await holdingData(sandbox, 'life')).toEqual(data);
    expect((await run('outdated', '--json')).stdout).not.toContain('life-');

    expect(await run('rollback', name)).toMatchObject({ code: 0 });
    expect(await versions()).toEqual(as);
    expect(await holdingData(sandbox, 'life')).toEqual(data);
  }, 240_000);

  it('lets a person at the console switch an optional tier off, with the guard at work', async () => {
    const serviceCatalog = new ServiceCatalog(sandbox.client());
    const stacks = new CloudFormation(sandbox.client());
    const { ProvisionedProductDetail: detail } = await serviceCatalog.describeProvisionedProduct({
      Name: 'life-environment',
    });
    const StackName = `SC-000000000000-${detail?.Id}`;
    while (!(await stacks.getStackPolicy({ StackName })).StackPolicyBody) {
      await new Promise((done) => setTimeout(done, 100));
    }
    const { Stacks: [stack] = [] } = await stacks.describeStacks({ StackName });
    const { RecordDetail: begun } = await serviceCatalog.updateProvisionedProduct({
      ProvisionedProductName: 'life-environment',
      ProductId: detail?.ProductId,
      ProvisioningArtifactId: detail?.ProvisioningArtifactId,
      PathName: 'Bellyfed Production',
      ProvisioningParameters: (stack?.Parameters ?? []).map(({ ParameterKey: Key }) =>
        Key === 'SearchTier' ? { Key, Value: 'no' } : { Key, UsePreviousValue: true },
      ),
    });
    const record = async () => (await serviceCatalog.describeRecord({ Id: begun?.RecordId })).RecordDetail;
    while ((await record())?.Status === 'IN_PROGRESS') await new Promise((done) => setTimeout(done, 100));
    expect(await record()).toMatchObject({ Status: 'SUCCEEDED', RecordErrors: [] });
    expect(Object.keys(await statuses())).not.toContain('life-search');
    expect((await run('terminate', 'life-environment')).code).toBe(0);
  }, 240_000);

  it('launches two environments side by side, and a third on the network and data of one of them', async () => {
    expect(await launch('one', 'test')).toMatchObject({ code: 0 });
    expect(await launch('two', 'test')).toMatchObject({ code: 0 });
    expect(await launch('three', 'test', { BaseEnvironment: 'one' })).toMatchObject({ code: 0 });
    const launched = Object.keys(await statuses());
    expect(launched).toEqual(expect.arrayContaining(['one-data', 'two-data', 'three-app', 'three-search']));
    expect(launched).not.toContain('three-data');

    const refused = await run('terminate', 'one-environment');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /one-environment exports what others import: three-app \(bellyfed:one:\w+:\w+ and \d+ more\), three-\w+ \(/,
    );
    expect((await run('terminate', 'two-data')).stderr).toContain('two-data exports what others import: two-app (');
    // Nothing was begun: the tiers above the one that is used are still there too.
    const left = await statuses();
    for (const tier of tierIds) expect(left).toMatchObject({ [`one-${tier}`]: 'AVAILABLE' });
    expect((await run('terminate', 'three-environment')).code).toBe(0);
    expect((await run('terminate', 'one-environment')).code).toBe(0);
  }, 180_000);

  it('refuses a base that isn’t there before anything is launched', async () => {
    const refused = await launch('orphan', 'dev', { BaseEnvironment: 'nowhere' });
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain('nowhere has no network yet');
  });
});

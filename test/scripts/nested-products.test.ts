import { CloudFormationClient, UpdateTerminationProtectionCommand } from '@aws-sdk/client-cloudformation';
import { EnvironmentCatalog } from '../products/environment/environment-catalog';
import { standIn, standInResource } from '../products/environment/stand-in';
import { text } from '../sandbox/service-catalog/with-catalog';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { type Run, runCatalog } from './run-catalog';

describe('an environment, whose tiers are products of their own', () => {
  let sandbox: TestSandbox;
  let offered: EnvironmentCatalog;

  const run = (...args: string[]): Promise<Run> => runCatalog(args, { env: { AWS_ENDPOINT_URL: sandbox.url } });

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    offered = await EnvironmentCatalog.publish(sandbox, (tier) => {
      const template = standIn(tier);
      const queue = template.Resources[standInResource(tier)];
      if (tier === 'data' && queue) queue.DeletionPolicy = 'Retain';
      return { template, actions: ['*'] };
    });
  });
  afterAll(() => sandbox.stop());
  afterEach(() => sandbox.setFaults({}));

  it('names the resource that failed a launch, though its tier is taken back', async () => {
    await sandbox.setFaults({ failResources: { [standInResource('search')]: 'No capacity today.' } });
    await offered.launch('failed');
    expect((await run('status', 'failed')).stdout).toContain(
      'Search: SearchQueue (AWS::SQS::Queue): No capacity today.',
    );
    await offered.terminate('failed');
  });

  it('names the resource that failed an update, and not one of an earlier operation', async () => {
    await offered.launch('updated');
    for (const tier of ['app', 'observability'] as const) {
      await sandbox.setFaults({ failResources: { [standInResource(tier)]: `No ${tier} today.` } });
      await offered.update('updated', { AlarmEmail: `${tier}@example.com`, Image: `${tier}:1` });
      const { stdout } = await run('status', 'updated');
      expect(stdout).toContain(`No ${tier} today.`);
    }
    await offered.terminate('updated');
  });

  it('says what of all its tiers stays when it is terminated', async () => {
    await offered.launch('gone');
    const { code, stdout } = await run('terminate', 'gone', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'TERMINATED',
      retained: [{ logicalId: 'Data.DataQueue', type: 'AWS::SQS::Queue', policy: 'Retain' }],
    });
  });

  it('is not begun to be terminated while one of its tiers is protected', async () => {
    await offered.launch('kept');
    const StackName = text((await offered.launched())['kept-network']?.PhysicalId);
    const protect = (EnableTerminationProtection: boolean) =>
      new CloudFormationClient(sandbox.client()).send(
        new UpdateTerminationProtectionCommand({ StackName, EnableTerminationProtection }),
      );
    await protect(true);
    const refused = await run('terminate', 'kept');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /kept is protected from termination \(SC-000000000000-pp-.*npm run catalog -- unprotect kept/,
    );
    expect((await offered.launched())['kept-observability']?.Status).toBe('AVAILABLE');
    await protect(false);
    expect((await run('terminate', 'kept')).code).toBe(0);
  });
});

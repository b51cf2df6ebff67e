import { spawn } from 'node:child_process';
import { S3 } from '@aws-sdk/client-s3';
import type { FindingJson } from '../../../scripts/texts/doctor-text';
import { type SmallProject, smallProject } from '../../operations/publish/small-project';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { programOf } from '../../tools/left-out';
import { needing } from '../../tools/needing';
import { newerAwsCli } from '../../tools/tools';
import { runCatalog } from '../run-catalog';

const HUB = '111111111111';
const SPOKE = '222222222222';

let sandbox: TestSandbox;
let project: SmallProject;

beforeAll(async () => {
  project = smallProject();
  project.release({ '1.0.0': 'active' });
  sandbox = await startTestSandbox();
});
afterAll(async () => {
  await sandbox?.stop();
  project?.remove();
});

/** Findings of the doctor in an account, asked by its administrator. */
async function findings(account: string, ...args: string[]): Promise<FindingJson[]> {
  const env = { ...process.env, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none' };
  jest.replaceProperty(process, 'env', env);
  const all = { ...env, AWS_ENDPOINT_URL: sandbox.url };
  const asked = ['doctor', '--product', 'network', '--json', ...args];
  return JSON.parse((await runCatalog(asked, { root: project.root, env: all })).stdout);
}

/** Types a remedy, its gaps filled in. */
function type({ remedy = '', account = '' }: FindingJson): Promise<void> {
  const command = remedy
    .replace('&& aws ', `&& '${programOf(newerAwsCli)}' --endpoint-url ${sandbox.url} `)
    .replace('<a bucket of that account>', `spoke-${account}`)
    .replace('<account of the hub>', HUB);
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, AWS_ENDPOINT_URL: sandbox.url, AWS_ACCESS_KEY_ID: account, AWS_SECRET_ACCESS_KEY: 'none' };
  const child = spawn('sh', ['-c', command], { cwd: project.root, env: { ...env, CI: '1' }, stdio: 'ignore' });
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (code) => (code === 0 ? done() : fail(new Error(command))));
  });
}

needing(newerAwsCli).it(
  'the doctor asks which an account is to be that has neither hub nor spoke, and each way that it names helps',
  async () => {
    for (const account of [HUB, SPOKE]) {
      const asked = await findings(account);
      expect(asked.map(({ check, ok }) => [check, ok])).toEqual([
        ['account', false],
        ['account', false],
      ]);
      expect(asked[0]?.problem).toMatch(/neither the hub nor a spoke. Which is it to be\?/);
    }
    const [publish] = await findings(HUB);
    if (publish) await type(publish);
    const hub = await findings(HUB);
    expect(hub.find(({ check }) => check === 'portfolio')).toMatchObject({ ok: true });
    expect(hub.filter(({ check }) => check === 'account')).toEqual([]);
    const [, receive] = await findings(SPOKE);
    await new S3(sandbox.client(SPOKE)).createBucket({ Bucket: `spoke-${SPOKE}` });
    if (receive) await type(receive);
    const spoke = await findings(SPOKE);
    expect(spoke.filter(({ check }) => check === 'account')).toEqual([]);
    // The copy knows one product and this process all, so the permissions differ: but the spoke is there.
    expect(JSON.stringify(spoke.find(({ check }) => check === 'spoke'))).toContain('BellyfedCatalogSpoke');
    expect(spoke.flatMap(({ remedy }) => remedy ?? []).join()).not.toContain('publish');
  },
  240_000,
);

it('the doctor takes the word of who says which account publishes', async () => {
  const checks = (await findings('333333333333', '--hub', HUB)).map(({ check }) => check);
  expect(checks).toContain('share');
  expect(checks).not.toContain('account');
});

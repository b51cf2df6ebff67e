/** Life of a whole environment of each type, from the release before the permissions boundary to its end. */
import { join } from 'node:path';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { loadReleases } from '../../catalog/release';
import { startPublishedSandbox } from '../published-catalog/published-sandbox';
import type { TestSandbox } from '../sandbox/with-sandbox';
import { holdingData } from './environment-life';
import { copyProject, type ProjectCopy } from './project-copy';
import { type Run, runCatalog } from './run-catalog';

/** All types where `EVERY_TYPE` is set, as continuous integration does; else the one that has the most to lose. */
const types = environmentTypeNames.filter((type) => process.env.EVERY_TYPE !== undefined || type === 'prod');

/** Release before the permissions boundary. */
const FIRST = '1.2.0';

const domain = ['-p', 'DomainName=example.com', '-p', 'HostedZoneId=Z0123456789ABCDEFGHIJ'];
const answers: Readonly<Record<string, readonly string[]>> = {
  staging: domain,
  prod: [...domain, '-p', 'AlarmEmail=on-call@example.com'],
};

let copy: ProjectCopy;
let sandbox: TestSandbox;

beforeAll(async () => {
  copy = copyProject();
  sandbox = await startPublishedSandbox();
}, 240_000);
afterAll(async () => {
  await sandbox?.stop();
  copy?.remove();
});

const run = (...args: string[]): Promise<Run> =>
  runCatalog(args, { root: copy.root, env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url } });

it.each(types)(
  'a %s environment goes up to the newest release, a step back, up again and to its end, with its data where it was',
  async (type) => {
    const [environment, name] = [`of-${type}`, `of-${type}-environment`];
    const version = async () => {
      const all: { name: string; version: string; status: string }[] = JSON.parse(
        (await run('status', '--json')).stdout,
      );
      const own = all.filter((each) => each.name.startsWith(`${environment}-`));
      expect(own.filter(({ status }) => status !== 'AVAILABLE')).toEqual([]);
      return own.find((each) => each.name === name)?.version;
    };
    const versions = loadReleases(join(copy.root, 'products', 'environment')).map(({ version }) => version);
    const later = versions.slice(versions.indexOf(FIRST) + 1);
    const first = ['launch', 'environment', '--environment', environment, '--type', type, '--version', FIRST];
    expect(await run(...first, ...(answers[type] ?? []))).toMatchObject({ code: 0 });
    const data = await holdingData(sandbox, environment);
    expect(data.length).toBeGreaterThan(10);

    for (const to of later) {
      expect(await run('upgrade', name, '--to', to)).toMatchObject({ code: 0 });
      expect([await version(), await holdingData(sandbox, environment)]).toEqual([to, data]);
    }
    expect(await run('rollback', name)).toMatchObject({ code: 0 });
    expect([await version(), await holdingData(sandbox, environment)]).toEqual([later.at(-2), data]);
    expect(await run('upgrade', name)).toMatchObject({ code: 0 });
    expect([await version(), await holdingData(sandbox, environment)]).toEqual([later.at(-1), data]);

    if (type === 'prod') {
      expect(await run('terminate', name)).toMatchObject({ code: 1, stdout: '' });
      expect(await run('unprotect', name)).toMatchObject({ code: 0 });
    }
    const terminated = await run('terminate', name, '--json');
    expect(terminated.code).toBe(0);
    const kept: { physicalId: string }[] = JSON.parse(terminated.stdout).retained;
    const lost = data.filter((each) => !kept.some(({ physicalId }) => each.endsWith(` ${physicalId}`)));
    // Instances of the cluster hold nothing by themselves.
    expect(lost.filter((each) => !/ Database\w*Instance /.test(each))).toEqual([]);
  },
  300_000,
);

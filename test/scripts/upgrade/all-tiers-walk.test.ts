/** The README's lines on upgrading, in their order, from the first release of an environment of all tiers. */
import { loadReleases } from '../../../catalog/release';
import { tierIds } from '../../../products/environment/tiers';
import { startPublishedSandbox } from '../../published-catalog/published-sandbox';
import type { TestSandbox } from '../../sandbox/with-sandbox';
import { holdingData } from '../environment-life';
import { projectRoot, type Run, runCatalog } from '../run-catalog';

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startPublishedSandbox();
}, 240_000);
afterAll(() => sandbox?.stop());

const run = (...args: string[]): Promise<Run> => runCatalog(args, { env: { AWS_ENDPOINT_URL: sandbox.url } });

it('an environment of all tiers goes from its first release to the newest and back, by one command each', async () => {
  const versions = loadReleases(`${projectRoot}/products/environment`).map(({ version }) => version);
  const [first = '', newest = ''] = [versions.at(0), versions.at(-1)];
  const state = async () => {
    const all: { name: string; version: string; status: string }[] = JSON.parse((await run('status', '--json')).stdout);
    expect(all.map(({ name, status }) => `${name} ${status}`).sort()).toEqual(
      ['environment', ...tierIds].map((id) => `dev-${id} AVAILABLE`).sort(),
    );
    return [all.find(({ name }) => name === 'dev-environment')?.version, await holdingData(sandbox, 'dev')];
  };
  const launch = ['launch', 'environment', '--environment', 'dev', '--type', 'dev', '--version', first];
  expect(await run(...launch)).toMatchObject({ code: 0 });
  const data = await holdingData(sandbox, 'dev');
  expect(data.length).toBeGreaterThan(10);

  // That it ends without a terminal is that each step turned out as it was foreseen.
  const up = await run('upgrade', 'dev');
  expect(up).toMatchObject({ code: 0 });
  expect(await state()).toEqual([newest, data]);
  const shown = up.stderr.matchAll(/Step \d of \d: (planned by AWS|foreseen here).*\n\ndev-environment: .* (\S+) → /g);
  const [planned, ...foreseen] = [...shown].map(([, by, from]) => ({ by, from }));
  expect(planned).toEqual({ by: 'planned by AWS', from: first });
  expect(new Set(foreseen.map(({ by }) => by))).toEqual(new Set(['foreseen here']));

  const between = foreseen.at(-1)?.from;
  expect(await run('rollback', 'dev')).toMatchObject({ code: 0 });
  expect(await state()).toEqual([between, data]);
  expect(await run('rollback', 'dev', '--to', first)).toMatchObject({ code: 0 });
  expect(await state()).toEqual([first, data]);
}, 600_000);

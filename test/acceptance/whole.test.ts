/**
 * The trial against a sandbox, by the command of the README: the probes always, and the whole, with a second account, where
 * `ACCEPTANCE` is set, as continuous integration does.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { listing } from './listing';
import { automaticProbes, probes } from './probes';
import type { Report } from './report/report';
import { unendedRun } from './run-file';
import { reportFolder, spawnRun } from './spawn-run';
import { lastStep, steps } from './steps';

const ACCOUNTS = ['000000000000', '222222222222'] as const;
const [FIRST, SECOND] = ACCOUNTS;
const isWhole = process.env.ACCEPTANCE !== undefined;

let sandbox: TestSandbox;
let report: Report;
let markdown: string;
let before: readonly (readonly string[])[];
const reports = reportFolder();

/** Everything in both accounts, but for the bucket of `cdk bootstrap`, which keeps what was published. */
async function listings(): Promise<readonly (readonly string[])[]> {
  const both = [await listing(sandbox, FIRST), await listing(sandbox, SECOND)];
  return both.map((lines) => lines.filter((line) => !line.includes('cdk-hnb659fds-assets-')));
}

/** Profile of the second account, in a credentials file as anybody has one. */
function secondProfile(): NodeJS.ProcessEnv {
  const file = join(reports.path, 'credentials');
  writeFileSync(file, `[second]\naws_access_key_id = ${SECOND}\naws_secret_access_key = none\n`);
  return { AWS_SHARED_CREDENTIALS_FILE: file };
}

beforeAll(async () => {
  sandbox = await startTestSandbox();
  // An account holds nothing before its first call.
  await listings();
  before = await listings();
  const args = ['--endpoint-url', sandbox.url, '--account', FIRST, '--report', reports.path];
  const part = isWhole ? ['--second-profile', 'second'] : ['--only', 'probes'];
  const { code, stderr } = await spawnRun([...args, ...part], secondProfile()).end;
  expect(code === 0 ? '' : stderr).toBe('');
  const read = (ending: string) => {
    const [name = ''] = readdirSync(reports.path).filter((each) => each.endsWith(ending));
    return readFileSync(join(reports.path, name), 'utf8');
  };
  report = JSON.parse(read('.json'));
  markdown = read('.md');
}, 1_500_000);
afterAll(async () => {
  await sandbox?.stop();
  reports.remove();
});

test('every probe that runs in the sandbox was made', () => {
  const done = report.probes.filter(({ result }) => result === 'done').map(({ id }) => id);
  const wanted = automaticProbes({ long: false }).filter(({ way }) => way.runsInSandbox);
  expect(done).toEqual(wanted.map(({ id }) => id));
});

test('every step that runs in the sandbox was taken, and no other', () => {
  const done = report.steps.filter(({ result }) => result === 'done').map(({ id }) => id);
  expect(done).toEqual(isWhole ? steps.map(({ id }) => id) : []);
  const left = report.steps.filter(({ result }) => result !== 'done').map(({ id, result }) => [id, result]);
  expect(left).toEqual(isWhole ? [[lastStep.id, 'not run']] : []);
});

test('nothing is said about AWS: every assumption is not reached, and its row says that it was a sandbox', () => {
  expect(report.isSandbox).toBe(true);
  expect(report.assumptions).toHaveLength(probes.flatMap(({ assumptions }) => assumptions).length);
  expect(new Set(report.assumptions.map(({ verdict }) => verdict))).toEqual(new Set(['not reached (sandbox)']));
  expect(markdown).not.toMatch(/\*(agrees|differs)\*/);
});

test('the probes see what the sandbox does: an update that a stack policy denies, a product that launches another', () => {
  const seen = new Map(report.assumptions.map((each) => [each.id, each.seen]));
  for (const id of [
    'stack-policy-update',
    'stack-policy-plan',
    'template-rules',
    'product-of-products',
    'nested-principal',
  ]) {
    expect([id, seen.get(id)]).toEqual([id, expect.stringContaining("the sandbox's own opinion: agrees")]);
  }
  // Each step carries out what it says.
  for (const { id } of isWhole ? steps.flatMap(({ assumptions }) => assumptions) : []) {
    expect([id, seen.get(id)]).toEqual([id, expect.stringContaining("the sandbox's own opinion: agrees")]);
  }
  expect(seen.get('task-definition-by-arn')).toContain('not authorized to perform: ecs:RegisterTaskDefinition');
});

test('neither report names an account', () => {
  for (const account of ACCOUNTS) expect(JSON.stringify(report) + markdown).not.toContain(account);
});

test('everything is taken away, in both accounts, and nothing is remembered', async () => {
  expect(report.stays).toEqual([]);
  expect(unendedRun(reports.path)).toBeUndefined();
  expect(await listings()).toEqual(before);
});

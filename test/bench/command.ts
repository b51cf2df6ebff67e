import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildCommand } from '../../scripts/built/build-command';
import { BenchSandbox } from './bench-sandbox';
import { type Measurement, ratio } from './measurement';

const root = resolve(__dirname, '../..');
const RUNS = 5;
const COMMAND = join(root, 'scripts', 'bin.cjs');

/** The built command against Node itself, in CPU time, the best of five: an environment is launched. */
export async function measureCommand(): Promise<Measurement[]> {
  const sandbox = await BenchSandbox.start('start');
  try {
    const built = await buildCommand(root);
    const { cpuOf, run } = meter(sandbox.url);
    run([COMMAND, 'launch', 'environment', '--environment', 'dev', '--type', 'dev']);
    const node = cpuOf(['-e', '0']);
    const check = cpuOf(['-e', `require(${JSON.stringify(join(built, 'start.cjs'))}).isAsBuilt()`]);
    return [
      { name: 'node -e 0', value: node, unit: 'ms' },
      ratio('comparing the sources with those that were built', check - node, node, 1),
      ratio('catalog --help', cpuOf([COMMAND, '--help']), node, 4),
      ratio('catalog list', cpuOf([COMMAND, 'list']), node, 7),
      ratio('catalog show network', cpuOf([COMMAND, 'show', 'network']), node, 7),
      ratio('catalog status, an environment launched', cpuOf([COMMAND, 'status']), node, 7),
    ];
  } finally {
    await sandbox.stop();
  }
}

/** Runs Node with arguments, and says what that cost: the shell knows what its children have used, their ends included. */
function meter(endpoint: string) {
  const { PATH, HOME } = process.env;
  const run = (args: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-c', MEASURED, 'sh', process.execPath, ...args], {
      ...{ cwd: root, encoding: 'utf8', env: { PATH, HOME, AWS_ENDPOINT_URL: endpoint } },
    });
    if (status !== 0 || stderr.includes('from source')) throw new Error(`${args.join(' ')}: ${stderr}`);
    const [, ofChildren = ''] = stdout.trim().split('\n');
    return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)]
      .map(([, minutes, seconds]) => Number(minutes) * 60_000 + Number(seconds) * 1000)
      .reduce((sum, each) => sum + each, 0);
  };
  return { run, cpuOf: (args: readonly string[]) => Math.min(...Array.from({ length: RUNS }, () => run(args))) };
}

/** https://pubs.opengroup.org/onlinepubs/9699919799/utilities/V3_chap02.html#tag_18_27: the second line is of the children. */
const MEASURED = '"$@" >/dev/null && times';

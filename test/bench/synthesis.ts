import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Measurement } from './measurement';
import { median, ratio } from './measurement';
import { PRODUCTS, writeLedgers } from './sample-catalog';

const root = resolve(__dirname, '../..');
const RUNS = 5;

const apps = ['bare', 'few', 'many'] as const;
type AppName = (typeof apps)[number];

/**
 * Rendering all products and synthesizing the hub, against a bare CDK app with one small product: whole processes, run in
 * turns, medians. Once as the CDK CLI runs an app, with AWS's validator, which takes most of a bare app's time; and once
 * without, where the ratio shows what rendering costs.
 */
export function measureSynthesis(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    writeLedgers(join(folder, 'few'), 1);
    writeLedgers(join(folder, 'many'), 100);
    const args: Readonly<Record<AppName, readonly string[]>> = {
      bare: ['test/bench/bare-app.ts'],
      few: ['test/bench/catalog-app.ts', join(folder, 'few')],
      many: ['test/bench/catalog-app.ts', join(folder, 'many')],
    };
    return [true, false].flatMap((validate) => {
      const seconds = turns((name) => run(args[name], { output: join(folder, 'out'), validate }));
      const how = validate ? '' : ', validator off';
      const value = (name: string, app: AppName) => ({ name: name + how, value: seconds[app], unit: 's' });
      const against = (name: string, app: AppName, limit: number | undefined) =>
        ratio(`${name} against the bare app${how}`, seconds[app], seconds.bare, limit);
      return [
        value('bare CDK app, one small product', 'bare'),
        value(`${PRODUCTS} products`, 'few'),
        value(`${PRODUCTS} products, ${PRODUCTS * 100} releases`, 'many'),
        against(`${PRODUCTS} products`, 'few', validate ? 1.5 : undefined),
        against(`${PRODUCTS * 100} releases`, 'many', validate ? 2 : undefined),
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The median seconds of each app, run in turns; the first turn only fills the compiler's and the file system's caches. */
function turns(runApp: (name: AppName) => number): Record<AppName, number> {
  const seconds: Record<AppName, number[]> = { bare: [], few: [], many: [] };
  for (let turn = 0; turn <= RUNS; turn += 1) {
    for (const name of apps) {
      const took = runApp(name);
      if (turn > 0) seconds[name].push(took);
    }
  }
  return { bare: median(seconds.bare), few: median(seconds.few), many: median(seconds.many) };
}

interface RunSettings {
  /** Folder of the assembly. */
  readonly output: string;
  /** Whether AWS's validator looks at the stacks. */
  readonly validate: boolean;
}

/** Seconds that one app takes as a process. */
function run(args: readonly string[], { output, validate }: RunSettings): number {
  rmSync(output, { recursive: true, force: true });
  const { CDK_VALIDATION: _, ...env } = process.env;
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { ...env, CDK_OUTDIR: output, ...(!validate && { CDK_VALIDATION: 'false' }) },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return Number(process.hrtime.bigint() - began) / 1e9;
}

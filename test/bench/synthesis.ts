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

/** Whose word decides whether CDK runs AWS's validator: the apps' own, or one for all of them. */
const validators = { own: undefined, 'validator on': 'true', 'validator off': 'false' } as const;
type Validator = keyof typeof validators;

/**
 * Rendering all products and synthesizing the hub, against a bare CDK app with one small product: whole processes, run in
 * turns, medians. First each app as it is started: the bare one runs AWS's validator, as CDK does unless told otherwise,
 * and ours doesn't (ADR 6). Then all with it and all without, where the ratios show what the decision is worth.
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
    return (Object.keys(validators) as Validator[]).flatMap((validator) => {
      const seconds = turns((name) => run(args[name], { output: join(folder, 'out'), validator }));
      const own = validators[validator] === undefined;
      const how = own ? '' : `, ${validator}`;
      const value = (name: string, app: AppName) => ({ name: name + how, value: seconds[app], unit: 's' });
      const against = (name: string, app: AppName, limit: number) =>
        ratio(`${name} against the bare app${how}`, seconds[app], seconds.bare, own ? limit : undefined);
      return [
        value('bare CDK app, one small product', 'bare'),
        value(`${PRODUCTS} products`, 'few'),
        value(`${PRODUCTS} products, ${PRODUCTS * 100} releases`, 'many'),
        against(`${PRODUCTS} products`, 'few', 1.5),
        against(`${PRODUCTS * 100} releases`, 'many', 2),
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
  readonly validator: Validator;
}

/** Seconds that one app takes as a process. */
function run(args: readonly string[], { output, validator }: RunSettings): number {
  rmSync(output, { recursive: true, force: true });
  const { CDK_VALIDATION: _, ...env } = process.env;
  const validation = validators[validator];
  const began = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', ...args], {
    cwd: root,
    env: { ...env, CDK_OUTDIR: output, ...(validation && { CDK_VALIDATION: validation }) },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}:\n${stderr}`);
  return Number(process.hrtime.bigint() - began) / 1e9;
}

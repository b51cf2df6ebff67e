import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from './run-catalog';

/** A copy of the project as it stands, dependencies linked, for tests that write into it. */
export interface ProjectCopy {
  readonly root: string;
  /** Sets the catalog's context. */
  configure(context: object): void;
  /** Runs a program of the copy, by its path there, to its end. */
  run(program: string, ...args: string[]): { readonly status: number | null; readonly output: string };
  /** As `run`, standard output and standard error apart. */
  apart(program: string, ...args: string[]): { readonly stdout: string; readonly stderr: string };
  remove(): void;
}

/** Parts of a project: those of a product, its tests and the CDK app. */
const parts = [
  ...[
    'catalog',
    'console',
    'operations',
    'portfolios',
    'products',
    'sandbox',
    'scripts',
    'templates',
    'docs/coverage.md',
  ],
  ...['test/products', 'test/catalog/product', 'test/catalog/proton/render-jinja.ts', 'test/runner', 'test/tools'],
  ...['package.json', 'tsconfig.json', 'jest.config.cjs', 'biome.json', 'cdk.json'],
];

/** Copies the project; the caller removes the copy. */
export function copyProject(): ProjectCopy {
  const root = mkdtempSync(join(tmpdir(), 'catalog-'));
  for (const part of parts) cpSync(join(projectRoot, part), join(root, part), { recursive: true });
  symlinkSync(join(projectRoot, 'node_modules'), join(root, 'node_modules'));
  return {
    root,
    configure(context) {
      const file = join(root, 'cdk.json');
      const settings = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, JSON.stringify({ ...settings, context: { ...settings.context, bellyfed: context } }));
    },
    run(program, ...args) {
      const { status, stdout, stderr } = spawnSync(join(root, program), args, { cwd: root, encoding: 'utf8' });
      return { status, output: stdout + stderr };
    },
    apart: (program, ...args) => spawnSync(join(root, program), args, { cwd: root, encoding: 'utf8' }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { renderProduct } from '../../catalog/product';
import cdkJson from '../../cdk.json';
import { CONTEXT_KEY } from '../../portfolios/context';
import { products } from '../../products';

/** A context that asks for all that the portfolios' stacks can have. */
const context = {
  [CONTEXT_KEY]: {
    notify: ['ops@example.com'],
    organization: 'o-a1b2c3d4e5',
    developers: { accounts: ['111122223333'], monthlyBudget: 500 },
    production: { accounts: ['111122223333'], monthlyBudget: 5000 },
    serviceActions: ['restart-service', 'snapshot-database'],
  },
};

/** A template in which each linter finds something, so that one that finds nothing is known to have looked. */
const planted = {
  Resources: { Planted: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: 'a minute' } } },
};

/** Name of the planted template's file. */
export const PLANTED = 'planted.json';

/** Templates of all products and of the portfolios' stacks, as files of one folder, and a planted one. */
export interface WrittenTemplates {
  readonly folder: string;
  readonly files: readonly string[];
  remove(): void;
}

/** Writes what the source gives today into a folder of its own. */
export function writeTemplates(): WrittenTemplates {
  const root = mkdtempSync(join(tmpdir(), 'catalog-linters-'));
  const folder = join(root, 'templates');
  mkdirSync(folder);
  for (const product of products) writeFileSync(join(folder, `${product.id}.json`), renderProduct(product));
  writeFileSync(join(folder, PLANTED), JSON.stringify(planted));
  synthesizeStacks(join(root, 'assembly'), folder);
  const files = readdirSync(folder).sort();
  return { folder, files, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The portfolios' stacks, synthesized as `cdk.json` says; one within a stage goes by its own name. */
function synthesizeStacks(assembly: string, folder: string): void {
  const { status, stderr } = spawnSync(process.execPath, cdkJson.app.split(' ').slice(1), {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, CDK_OUTDIR: assembly, CDK_CONTEXT_JSON: JSON.stringify(context) },
  });
  if (status !== 0) throw new Error(`the stacks can't be synthesized: ${stderr}`);
  const all = readdirSync(assembly, { recursive: true, encoding: 'utf8' });
  for (const file of all.filter((each) => each.endsWith('.template.json'))) {
    const name = basename(file)
      .replace(/^Elsewhere(\w+)[0-9A-F]{8}\./, '$1.')
      .replace('.template', '');
    renameSync(join(assembly, file), join(folder, name));
  }
}

/** Report that a linter writes as JSON. */
export function reportOf(text: string, linter: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${linter} wrote no JSON: ${text.slice(0, 500)}`);
  }
}

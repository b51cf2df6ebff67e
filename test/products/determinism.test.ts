import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { renderProduct } from '../../catalog/product';
import { products } from '../../products';

const root = resolve(__dirname, '..', '..');
const strange = {
  TZ: 'Pacific/Kiritimati',
  LANG: 'tr_TR.UTF-8',
  LC_ALL: 'tr_TR.UTF-8',
  CDK_CONTEXT_JSON: JSON.stringify({ 'aws:cdk:enable-path-metadata': true, 'aws:cdk:version-reporting': true }),
  CDK_DEFAULT_ACCOUNT: '999999999999',
  CDK_DEFAULT_REGION: 'ap-southeast-2',
  AWS_REGION: 'ap-southeast-2',
};

/** Renders every product in a process of its own. */
function rendered(checkout: string, cwd: string, environment: NodeJS.ProcessEnv): Record<string, string> {
  const tsx = require.resolve('tsx');
  const script = join(checkout, 'test', 'products', 'render-all.ts');
  const output = execFileSync(process.execPath, ['--import', tsx, script], {
    cwd,
    env: { PATH: process.env.PATH, ...environment },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(output);
}

/** The sources in another folder, as in a second clone. */
function copyOfSources(folder: string): string {
  const copy = join(folder, 'a clone', 'elsewhere');
  mkdirSync(copy, { recursive: true });
  for (const part of ['catalog', 'products', join('test', 'products'), 'package.json', 'tsconfig.json']) {
    cpSync(join(root, part), join(copy, part), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

describe('rendering', () => {
  let folder: string;
  let here: Record<string, string>;
  let there: Record<string, string>;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'determinism-'));
    here = rendered(root, root, {});
    there = rendered(copyOfSources(folder), folder, strange);
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(products)('$id gives the same bytes in two processes, two folders and two environments', (product) => {
    expect(here[product.id]).toBe(renderProduct(product));
    expect(there[product.id]).toBe(here[product.id]);
  });
});

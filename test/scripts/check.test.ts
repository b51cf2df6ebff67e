import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { quickContracts, slowContracts } from '../../operations/contracts';
import { copyProject, type ProjectCopy } from './project-copy';
import { runCatalog } from './run-catalog';

describe('a product that was just made', () => {
  let copy: ProjectCopy;

  beforeAll(() => {
    copy = copyProject();
    expect(copy.run('scripts/bin.cjs', 'new-product', 'cache', '--before', 'app')).toMatchObject({ status: 0 });
  }, 600_000);

  afterAll(() => copy.remove());

  const change = (file: string, from: string | RegExp, to: string) => {
    const path = join(copy.root, 'products/cache', file);
    const text = readFileSync(path, 'utf8');
    expect(text).toMatch(from);
    writeFileSync(path, text.replace(from, to));
  };

  it('keeps every contract, the validator’s too, which is said to take longer', () => {
    const { status, output } = copy.run('scripts/bin.cjs', 'check', 'cache');
    expect({ status, output }).toEqual({ status: 0, output: expect.stringContaining('this takes longer') });
    for (const { subject } of [...quickContracts, ...slowContracts]) expect(output).toContain(`ok  ${subject} (`);
  }, 600_000);

  it('is told what to do and where, once it breaks one', () => {
    change('parameters.ts', "label: 'Retention in days'", "label: 'Days'");
    change('parameters.ts', /constraintDescription: '[^']+'/, "constraintDescription: ''");
    change(
      'product.ts',
      'import { defineProduct',
      "import { CfnResource } from 'aws-cdk-lib';\nimport { defineProduct",
    );
    change(
      'product.ts',
      'addRules(stack);',
      "addRules(stack);\n    new CfnResource(stack, 'Group', { type: 'AWS::GroundStation::Config' });",
    );
    const { status, output } = copy.run('scripts/bin.cjs', 'check', 'cache', '--fast');
    expect(status).toBe(1);
    const words = output.replaceAll(/\s+/g, ' ');
    expect(words).toContain(
      'constraintDescription is missing → Give each question in products/cache/parameters.ts a label',
    );
    expect(words).toContain('add a row to catalog/permissions/resource-types.json');
    expect(words).toContain('→ The form: { "type": "AWS::…", "source": "<the page of its provider schema>"');
    expect(words).toContain('→ Write the generated documents anew. npm run catalog -- docs cache');
    expect(words).toMatch(/cache breaks \d of \d+: form, launch role, README\./);
    expect(words).toContain("Left out: AWS's template validator");
    expect(output).not.toContain("ok  AWS's template validator");
  }, 600_000);

  it('is given back to a program as one document', () => {
    const { stdout } = copy.apart('scripts/bin.cjs', 'check', 'cache', '--fast', '--json');
    const { product, contracts } = JSON.parse(stdout);
    expect(product).toBe('cache');
    expect(contracts).toHaveLength(quickContracts.length);
    expect(contracts).toContainEqual(
      expect.objectContaining({
        contract: 'README',
        kept: false,
        broken: [expect.objectContaining({ remedy: 'npm run catalog -- docs cache' })],
      }),
    );
  }, 600_000);
});

it('names the nearest product where there is none of a name', async () => {
  expect(await runCatalog(['check', 'netwrk'])).toMatchObject({ code: 1, stderr: expect.stringContaining('network') });
});

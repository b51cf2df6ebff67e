/** Packages that parts of `catalog/` bring along: whoever compares templates or fills in a form doesn't wait for the rest. */
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const root = resolve(__dirname, '..', '..');

/** Packages that a file reaches when it is loaded, or later by a dynamic import. */
async function packagesOf(...entry: readonly string[]): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [join(root, ...entry)],
    ...{ bundle: true, write: false, metafile: true, logLevel: 'silent' },
    ...{ platform: 'node', packages: 'external' },
  });
  const reached = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
  return [...new Set(reached.flatMap(({ path, external }) => (external ? path : [])))].sort();
}

describe.each([['comparison'], ['template']])('catalog/%s', (folder) => {
  it('never reaches AWS’s validator', async () => {
    const packages = await packagesOf('catalog', folder, 'index.ts');
    expect(packages).toContain('@aws-cdk/aws-service-spec');
    expect(packages).not.toContain('@aws/cloudformation-validate');
  });
});

it('AWS’s validator is reached from catalog/validation', async () => {
  expect(await packagesOf('catalog', 'validation', 'index.ts')).toContain('@aws/cloudformation-validate');
});

it('facts need no package at all', async () => {
  expect(await packagesOf('catalog', 'template', 'facts', 'index.ts')).toEqual([]);
});

describe('what a form is checked with', () => {
  /** Puts the file in place that a browser has: one that leaves such patterns to AWS. */
  const withoutBacktracking: Plugin = {
    name: 'without-backtracking',
    setup({ onLoad }) {
      onLoad({ filter: /backtracking-pattern\.ts$/ }, () => ({
        contents: 'export const compileBacktracking = () => undefined;',
      }));
    },
  };

  it('runs in a browser: constraints, rules and the form of templates', async () => {
    const names = ['parameter-values', 'rules', 'pseudo-parameters', 'structure', 'launched-product'];
    const { outputFiles } = await build({
      stdin: {
        contents: names.map((name) => `export * from './${name}';`).join('\n'),
        resolveDir: join(root, 'catalog', 'template'),
      },
      ...{ bundle: true, write: false, logLevel: 'silent', platform: 'browser' },
      ...{ globalName: 'form', plugins: [withoutBacktracking] },
    });
    const code = outputFiles.map(({ text }) => text).join('');
    expect(code).not.toMatch(/\b(?:Buffer|process|require)\b[.(]/);
    const check = new Function(`${code}; return form.checkStructure;`);
    expect(check()({ Description: 'ä'.repeat(512), Resources: { A: { Type: 'AWS::SNS::Topic' } } })).toBeDefined();
    expect(() => check()({ Description: 'ä'.repeat(513), Resources: {} })).toThrow(/length is greater than 1024/);
  });
});

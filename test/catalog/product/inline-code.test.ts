import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack } from 'aws-cdk-lib';
import { inlineCode } from '../../../catalog/product';

const entry = join(__dirname, 'lambda', 'greet.lambda.ts');
const textOf = (path: string) => inlineCode(path).bind(new Stack()).inlineCode ?? '';

describe('inline code', () => {
  it('runs as the CommonJS that Lambda loads from index.js', async () => {
    const module = { exports: {} as { handler?(event: object): Promise<string> } };
    new Function('module', 'exports', 'require', textOf(entry))(module, module.exports, require);
    await expect(module.exports.handler?.({ name: 'Ada' })).resolves.toBe('Hello, Ada. eu-central-1');
  });

  it('leaves the AWS SDK to the runtime', () => {
    expect(textOf(entry)).toContain('require("@aws-sdk/client-s3")');
    expect(textOf(entry).length).toBeLessThan(4096);
  });

  it('is the same wherever it is bundled', () => {
    const elsewhere = mkdtempSync(join(tmpdir(), 'inline-code-'));
    try {
      cpSync(join(__dirname, 'lambda'), elsewhere, { recursive: true });
      writeFileSync(join(elsewhere, 'tsconfig.json'), '{ "compilerOptions": { "target": "es5", "strict": true } }');
      expect(textOf(join(elsewhere, 'greet.lambda.ts'))).toBe(textOf(entry));
    } finally {
      rmSync(elsewhere, { recursive: true });
    }
  });

  it('says which file does not bundle, and why', () => {
    expect(() => inlineCode(join(__dirname, 'lambda', 'missing.lambda.ts'))).toThrow(
      /^missing\.lambda\.ts: .*resolve/s,
    );
  });

  it('refuses more than Lambda takes', () => {
    const folder = mkdtempSync(join(tmpdir(), 'inline-code-'));
    try {
      const large = join(folder, 'large.lambda.ts');
      writeFileSync(large, `export const text = '${'x'.repeat(4 * 1024 * 1024)}';`);
      expect(() => inlineCode(large)).toThrow('large.lambda.ts: inline code may have 4194304 bytes, got:');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

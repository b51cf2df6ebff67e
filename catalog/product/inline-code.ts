import { basename, dirname } from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import { CatalogError } from '../errors';

/** Lambda takes 4 MB of `ZipFile`. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-lambda-function-code.html */
const MAX_CODE_BYTES = 4 * 1024 * 1024;

/**
 * A Lambda function's code, bundled into the template itself: CommonJS for `index.js`, so the handler is
 * `index.<export>`. The AWS SDK stays out, since the Node.js runtimes bring it. Nothing of the machine that bundles
 * gets in.
 *
 * ```ts
 * new Function(this, 'Handler', { runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: inlineCode(join(__dirname, 'handler.lambda.ts')) });
 * ```
 *
 * @param entry absolute path of the TypeScript file that exports the handler
 * @throws `CatalogError` `code-does-not-bundle`, `code-too-large`
 */
export function inlineCode(entry: string): Code {
  const text = bundledCode(entry);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_CODE_BYTES) {
    throw new CatalogError(
      'code-too-large',
      `${basename(entry)}: inline code may have ${MAX_CODE_BYTES} bytes, got: ${bytes}. Take it from a bucket instead.`,
    );
  }
  return Code.fromInline(text);
}

/**
 * A TypeScript file and what it imports as one CommonJS text, minified, for what runs inline. Nothing of the machine that
 * bundles gets in; the AWS SDK stays out.
 *
 * @param entry absolute path of the file
 * @param target oldest Node.js that it runs on, as esbuild calls it
 * @throws `CatalogError` `code-does-not-bundle`
 */
export function bundledCode(entry: string, target = 'node22'): string {
  try {
    const { outputFiles } = buildSync({
      entryPoints: [entry],
      absWorkingDir: dirname(entry),
      bundle: true,
      write: false,
      minify: true,
      platform: 'node',
      target,
      format: 'cjs',
      external: ['@aws-sdk/*', '@smithy/*'],
      // At the end of the file they would name the folder that a package was found in.
      legalComments: 'inline',
      tsconfigRaw: {},
      logLevel: 'silent',
    });
    return outputFiles.map(({ text }) => text).join('');
  } catch (error) {
    throw new CatalogError(
      'code-does-not-bundle',
      `${basename(entry)}: ${error instanceof Error ? error.message : error}`,
    );
  }
}

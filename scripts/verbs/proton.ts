import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseProduct } from '../choose-product';
import { print, printJson } from '../shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface RenderOptions extends JsonOption {
  readonly version?: string;
  readonly out: string;
}

/** `catalog proton …`: products as Proton template bundles, and bundles as products. */
export const proton: Verb = (program, shell) => {
  const command = program
    .command('proton')
    .description("write products as AWS Proton's template bundles; AWS ended Proton on 2026-10-07");

  command
    .command('render <product>')
    .description('write a release as a template bundle, with example specs')
    .option('--version <version>', 'the newest by default')
    .requiredOption('--out <folder>', 'where the folder of the template goes')
    .option(...jsonOption)
    .action(async (id: string, { version, out, json }: RenderOptions) => {
      const product = await chooseProduct(id);
      const { renderProton } = await import('../render-proton');
      const { files, ...bundle } = await renderProton(shell, product, version);
      for (const { path, text } of files) {
        mkdirSync(dirname(join(out, path)), { recursive: true });
        writeFileSync(join(out, path), text);
      }
      const written = files.map(({ path }) => join(out, path));
      if (json) return printJson(shell, { ...bundle, files: written });
      print(shell, written.map((path) => `Wrote ${path}`).join('\n'));
    });
};

import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CatalogError } from '../../catalog/errors';
import type { ImportedBundle } from '../../catalog/proton';
import { chooseProduct } from '../../operations/project/choose-product';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirm } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { print, printJson } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface ImportCommandOptions extends JsonOption {
  readonly product: string;
  readonly name?: string;
  readonly environment?: string;
  readonly withoutPipeline?: boolean;
  readonly out?: string;
}

interface PublishOptions extends ChangeOptions, JsonOption {
  readonly bucket: string;
  readonly version?: string;
}

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
      const { renderProton } = await import('../../operations/project/render-proton');
      const { files, ...bundle } = await renderProton(shell, product, version);
      for (const { path, text } of files) {
        mkdirSync(dirname(join(out, path)), { recursive: true });
        writeFileSync(join(out, path), text);
      }
      const written = files.map(({ path }) => join(out, path));
      if (json) return printJson(shell, { ...bundle, files: written });
      print(shell, written.map((path) => `Wrote ${path}`).join('\n'));
    });

  withChangeOptions(
    command
      .command('publish <product>')
      .description("register a release with an endpoint that still speaks Proton's API; AWS's is gone"),
  )
    .requiredOption('--bucket <name>', 'bucket that the bundle is put into')
    .option('--version <version>', 'the newest by default')
    .option(...jsonOption)
    .action(async (id: string, { bucket, version, ...options }: PublishOptions) => {
      const product = await chooseProduct(id);
      const { publishProton, refuseAws } = await import('../../operations/project/publish-proton');
      refuseAws(shell, options);
      const { renderProton } = await import('../../operations/project/render-proton');
      const bundle = await renderProton(shell, product, version);
      const target = await openTarget(shell, options);
      await confirm(shell, options, `Register ${bundle.templateName}?`);
      const published = await publishProton(target, bucket, bundle);
      if (options.json) return printJson(shell, published);
      const { templateName, version: registered, changed } = published;
      print(shell, `${templateName} ${registered} is ${changed ? 'published' : 'published already'}.`);
    });

  command
    .command('import <bundle>')
    .description('make a product of a template bundle: its folder, or its .tar.gz')
    .requiredOption('--product <id>', 'id of the product')
    .option('--name <name>', 'its name in the console; it never changes either')
    .option('--environment <product>', "for a service: the product whose exports are its environment's outputs")
    .option('--without-pipeline', "leave a service's pipeline out on purpose")
    .option('--out <folder>', 'where products/<id> is written; this project by default')
    .option(...jsonOption)
    .action(async (path: string, { product, name, out, json, ...options }: ImportCommandOptions) => {
      const { importBundle } = await import('../../catalog/proton');
      const { readBundle } = await import('../../operations/project/read-bundle');
      const bundle = importBundle(await readBundle(path), options);
      const isWhole = bundle.refusals.length === 0;
      const { writeImportedProduct } = await import('../../operations/project/import-product');
      const wanted = { id: product, name: name ?? `Bellyfed ${product}` };
      const files = isWhole ? writeImportedProduct(out ?? shell.root, wanted, bundle) : [];
      if (json) printJson(shell, importResult(product, bundle, files));
      else print(shell, importText(bundle, files));
      if (!isWhole) {
        throw new CatalogError(
          'not-translated',
          `${path}: ${bundle.refusals.length} ${bundle.refusals.length === 1 ? 'thing is' : 'things are'} not translated, so nothing is written; change the bundle and import it again.`,
        );
      }
    });
};

function importResult(product: string, { kind, template, refusals, notes }: ImportedBundle, files: readonly string[]) {
  const counts = {
    parameters: count(template.Parameters),
    resources: count(template.Resources),
    outputs: count(template.Outputs),
  };
  return { product, kind, ...counts, refusals, notes, files };
}

function importText({ kind, template, refusals, notes }: ImportedBundle, files: readonly string[]): string {
  const { Parameters, Resources, Outputs } = template;
  return [
    `A bundle of ${kind === 'environment' ? 'an environment' : 'a service'}: ${count(Parameters)} parameters, ${count(Resources)} resources, ${count(Outputs)} outputs.`,
    ...refusals.map(({ file, line, reason }) => `${file}:${line}: ${reason}`),
    ...notes.map((note) => `Note: ${note}`),
    ...files.map((file) => `Wrote ${file}`),
  ].join('\n');
}

function count(section: object | undefined): number {
  return Object.keys(section ?? {}).length;
}

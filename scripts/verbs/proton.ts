import type { Command } from 'commander';
import { CatalogError } from '../../catalog/errors';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { examples } from '../options/examples';
import { agree } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { print, printJson, type Shell } from '../terminal/shell';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog proton …`: products as Proton template bundles, and bundles as products. */
export const proton: Verb = (program, shell) => {
  const command = program
    .command('proton')
    .summary("write products as AWS Proton's template bundles, and read them")
    .description("write products as AWS Proton's template bundles; AWS ended Proton on 2026-10-07")
    .addHelpText('after', examples(['A release as a template bundle', 'proton render network --out bundles']))
    .helpCommand(false);
  render(command, shell);
  publish(command, shell);
  importBundle(command, shell);
};

interface RenderOptions extends JsonOption {
  readonly version?: string;
  readonly out: string;
}

function render(command: Command, shell: Shell): void {
  command
    .command('render <product>')
    .description('write a release as a template bundle, with example specs')
    .option('--version <version>', 'the newest by default')
    .requiredOption('-o, --out <folder>', 'where the folder of the template goes')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples(['The newest release, in a folder below this one', 'proton render network --out bundles']),
    )
    .action(async (id: string, { version, out, json }: RenderOptions) => {
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { renderProton } = await import('../../operations/project/render-proton');
      const { writeBundle } = await import('../../operations/project/write-bundle');
      const bundle = await renderProton(shell, await chooseProduct(id), version);
      const files = writeBundle(out, bundle);
      if (json) printJson(shell, { ...bundle, files });
      else print(shell, files.map((path) => `Wrote ${path}`).join('\n'));
    });
}

interface PublishOptions extends ChangeOptions, JsonOption {
  readonly bucket: string;
  readonly version?: string;
}

function publish(command: Command, shell: Shell): void {
  withChangeOptions(
    command
      .command('publish <product>')
      .description("register a release with an endpoint that still speaks Proton's API; AWS's is gone"),
  )
    .requiredOption('--bucket <name>', 'bucket that the bundle is put into')
    .option('--version <version>', 'the newest by default')
    .option(...jsonOption)
    .addHelpText('after', examples(['The newest release', 'proton publish network --bucket my-bundles']))
    .action(async (id: string, { bucket, version, json, ...options }: PublishOptions) => {
      const { chooseProduct } = await import('../../operations/project/choose-product');
      const { planProton, publishProton, refuseAws } = await import('../../operations/project/publish-proton');
      const { renderProton } = await import('../../operations/project/render-proton');
      const { publishedText } = await import('../texts/proton-text');
      const product = await chooseProduct(id);
      refuseAws(shell, options);
      const bundle = await renderProton(shell, product, version);
      const target = await openTarget(shell, options);
      const { plan, agreement } = planProton({ target }, { bucket, bundle });
      await agree(shell, options, agreement);
      const published = await publishProton({ target }, plan);
      return json ? printJson(shell, published) : print(shell, publishedText(published));
    });
}

interface ImportOptions extends JsonOption {
  readonly product: string;
  readonly name?: string;
  readonly environment?: string;
  readonly withoutPipeline?: boolean;
  readonly out?: string;
}

function importBundle(command: Command, shell: Shell): void {
  command
    .command('import <bundle>')
    .description('make a product of a template bundle: its folder, or its .tar.gz')
    .requiredOption('--product <id>', 'id of the product')
    .option('--name <name>', 'its name in the console; it never changes either')
    .option('--environment <product>', "for a service: the product whose exports are its environment's outputs")
    .option('--without-pipeline', "leave a service's pipeline out on purpose")
    .option('-o, --out <folder>', 'where products/<id> is written; this project by default')
    .option(...jsonOption)
    .addHelpText(
      'after',
      examples([
        'A service that runs in the network',
        'proton import queue.tar.gz --product queue --environment network',
      ]),
    )
    .action(async (path: string, { product: id, name, out, json, ...options }: ImportOptions) => {
      const catalog = await import('../../catalog/proton');
      const { readBundle } = await import('../../operations/project/read-bundle');
      const { writeImportedProduct } = await import('../../operations/project/import-product');
      const { importJson, importText } = await import('../texts/proton-text');
      const bundle = catalog.importBundle(await readBundle(path), options);
      const { length: refused } = bundle.refusals;
      const product = { id, name: name ?? `Bellyfed ${id}` };
      const files = refused === 0 ? writeImportedProduct(out ?? shell.root, product, bundle) : [];
      if (json) printJson(shell, importJson(id, bundle, files));
      else print(shell, importText(bundle, files));
      if (refused > 0) throw notTranslated(path, refused);
    });
}

function notTranslated(path: string, count: number): CatalogError {
  return new CatalogError(
    'not-translated',
    `${path}: ${count} ${count === 1 ? 'thing is' : 'things are'} not translated, so nothing is written; change the bundle and import it again.`,
  );
}

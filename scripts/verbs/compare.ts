import { Option } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { Compared } from '../../operations/project/compare';
import { print, printJson, type Shell } from '../terminal/shell';
import type { Verb } from '../verb';

interface CompareVerbOptions {
  readonly files?: readonly string[];
  readonly type?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

/** `catalog compare`: what going from one version of a product, or one template, to another does to who runs it. */
export const compare: Verb = (program, shell) => {
  program
    .command('compare [product] [from] [to]')
    .description('say what an upgrade from one release to another (or to the working tree) does, and the bump it needs')
    .option(
      '--files <templates...>',
      'compare two CloudFormation templates, JSON or YAML, instead of releases: old new',
    )
    .option('--type <environment type>', 'only what changes there')
    .addOption(new Option('--format <format>', 'how to say it').choices(['text', 'json', 'markdown']).default('text'))
    .action(async (...[product, from, to, options]: [...Arguments, CompareVerbOptions]) => {
      const compared = options.files
        ? await compareFiles([...options.files, product, from, to])
        : await compareReleases(shell, product, from, to);
      await report(shell, compared, options);
    });
};

/** Product, old version, new version. */
type Arguments = [string | undefined, string | undefined, string | undefined];

async function compareFiles(files: readonly (string | undefined)[]): Promise<Compared> {
  const operations = await import('../../operations/project/compare');
  const [from, to, ...others] = files.filter((name) => name !== undefined);
  if (from === undefined || to === undefined || others.length > 0) {
    throw new CatalogError('two-files', 'Two files are compared: catalog compare --files old.json new.json');
  }
  return operations.compareFiles([from, to]);
}

async function compareReleases(shell: Shell, ...[id, from, to]: Arguments): Promise<Compared> {
  if (id === undefined || from === undefined) {
    throw new CatalogError(
      'incomplete-comparison',
      'Say a product and a release, as in: catalog compare network 1.0.0 working-tree; or two files with --files.',
    );
  }
  const { chooseProduct } = await import('../../operations/project/choose-product');
  const operations = await import('../../operations/project/compare');
  return operations.compareReleases(shell, await chooseProduct(id), [from, to ?? operations.WORKING_TREE]);
}

async function report(shell: Shell, compared: Compared, { type, format }: CompareVerbOptions): Promise<void> {
  const { inEnvironmentType } = await import('../../operations/project/compare');
  const { from, to, after } = compared;
  const comparison = type === undefined ? compared.comparison : inEnvironmentType(compared, type);
  if (format === 'json') return printJson(shell, comparison);
  const { comparisonText } = await import('../texts/comparison-text');
  if (format === 'text') return print(shell, comparisonText({ from, to, ...comparison }));
  const { comparisonMarkdown } = await import('../texts/comparison-markdown');
  shell.stdout.write(comparisonMarkdown({ from, to, ...comparison }, after));
}

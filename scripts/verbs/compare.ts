import { existsSync, readFileSync } from 'node:fs';
import { Option } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { Comparison } from '../../catalog/release';
import type { Template } from '../../catalog/template';
import { chooseProduct, productFolder } from '../../operations/project/choose-product';
import { print, printJson, type Shell } from '../terminal/shell';
import type { Verb } from '../verb';

interface CompareVerbOptions {
  readonly files?: readonly string[];
  readonly type?: string;
  readonly format: 'text' | 'json' | 'markdown';
}

/** What is compared, before it is said. */
interface Compared {
  readonly from: string;
  readonly to: string;
  readonly after: Template;
  readonly comparison: Comparison;
}

/** The version that stands for what the product renders to now. */
const WORKING_TREE = 'working-tree';

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
    .action(
      async (
        product: string | undefined,
        from: string | undefined,
        to: string | undefined,
        options: CompareVerbOptions,
      ) => {
        const compared = options.files
          ? await compareFiles(options.files, [product, from, to])
          : await compareReleases(shell, product, from, to ?? WORKING_TREE);
        await report(shell, options, compared);
      },
    );
};

async function report(shell: Shell, { type, format }: CompareVerbOptions, compared: Compared): Promise<void> {
  const { from, to, after } = compared;
  const comparison = type === undefined ? compared.comparison : await inType(compared.comparison, type, after);
  if (format === 'json') return printJson(shell, comparison);
  const { comparisonText } = await import('../texts/comparison-text');
  if (format === 'text') return print(shell, comparisonText({ from, to, ...comparison }));
  const { comparisonMarkdown } = await import('../texts/comparison-markdown');
  shell.stdout.write(comparisonMarkdown({ from, to, ...comparison }, after));
}

async function compareFiles(files: readonly string[], more: readonly (string | undefined)[]): Promise<Compared> {
  const [from, to, ...others] = [...files, ...more.filter((name) => name !== undefined)];
  if (from === undefined || to === undefined || others.length > 0) {
    throw new CatalogError('two-files', 'Two files are compared: catalog compare --files old.json new.json');
  }
  const { compareTemplates } = await import('../../catalog/release');
  const [before, after] = [await readTemplate(from), await readTemplate(to)];
  return { from, to, after, comparison: compareTemplates(before, after) };
}

async function compareReleases(
  shell: Shell,
  id: string | undefined,
  from: string | undefined,
  to: string,
): Promise<Compared> {
  if (id === undefined || from === undefined) {
    throw new CatalogError(
      'incomplete-comparison',
      'Say a product and a release, as in: catalog compare network 1.0.0 working-tree; or two files with --files.',
    );
  }
  const product = await chooseProduct(id);
  const { compareProductVersions, findRelease, loadReleases } = await import('../../catalog/release');
  const { parseTemplate } = await import('../../catalog/template');
  const { renderProduct } = await import('../../catalog/product');
  const releases = loadReleases(productFolder(shell, product.id));
  const templateOf = (version: string) =>
    parseTemplate(
      version === WORKING_TREE
        ? renderProduct(product)
        : readFileSync(findRelease(product.id, releases, version).file, 'utf8'),
    );
  const [before, after] = [templateOf(from), templateOf(to)];
  const comparison = compareProductVersions(product, before, after);
  return { from: `${product.id} ${from}`, to, after, comparison };
}

async function readTemplate(file: string): Promise<Template> {
  if (!existsSync(file)) throw new CatalogError('no-such-file', `There is no file ${file}.`);
  const { parseTemplate, TemplateError } = await import('../../catalog/template');
  try {
    return parseTemplate(readFileSync(file, 'utf8'));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CatalogError('invalid-template', `${file} is no template that CloudFormation takes: ${error.message}`);
  }
}

/** What of a comparison bites in one environment type. */
async function inType(comparison: Comparison, type: string, after: Template): Promise<Comparison> {
  const { ENVIRONMENT_TYPE, largestBump } = await import('../../catalog/release');
  const known = after.Parameters?.[ENVIRONMENT_TYPE]?.AllowedValues?.map(String);
  const found = comparison.changes.some(({ environmentTypes }) => environmentTypes.includes(type));
  if (!found && !known?.includes(type)) {
    throw new CatalogError(
      'unknown-environment-type',
      `There is no environment type ${type}; the template knows: ${known?.join(', ') ?? 'none'}.`,
    );
  }
  const changes = comparison.changes.filter(
    ({ environmentTypes }) => environmentTypes.length === 0 || environmentTypes.includes(type),
  );
  return {
    bump: largestBump(changes.map(({ bump }) => bump)),
    losesData: changes.some(({ losesData }) => losesData),
    changes,
  };
}

import { Option } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { Compared } from '../../operations/project/compare-files';
import { addStackOptions, compareGiven, type GivenOptions } from '../compare/compare-given';
import { addReportOptions } from '../compare/report-options';
import { examples } from '../options/examples';
import type { Shell } from '../terminal/shell';
import type { Verb } from '../verb';

interface CompareVerbOptions extends GivenOptions {
  readonly files?: readonly string[];
  readonly cost?: boolean;
}

/** `catalog compare`: what going from one version of a product, or one template, to another does to who runs it. */
export const compare: Verb = (program, shell) => {
  addStackOptions(addReportOptions(program.command('compare [product] [from] [to]')))
    .summary('say what an upgrade does, and the bump it needs')
    .description('say what an upgrade from one release to another (or to the working tree) does, and the bump it needs')
    .addHelpText(
      'after',
      examples(
        ['What the next release would do to who runs this one', 'compare network 1.1.0'],
        ['What it changes in the cost', 'compare observability 1.3.0 1.4.1 --cost'],
        ['Between two releases, in production', 'compare data 1.0.0 1.1.0 --type prod'],
        ['Of any two templates, or folders of them', 'compare --files old.yaml new.json --fail-on data-loss'],
        ['Of what a stack runs and a change set of it', 'compare --from-stack orders --change-set next'],
      ),
    )
    .option(
      '--files <templates...>',
      'compare two CloudFormation templates, JSON or YAML, or two folders of them, instead of releases: old new',
    )
    .addOption(
      new Option('--cost', 'also what a release changes in the cost a month, by environment type').conflicts([
        'files',
        'fromStack',
        'changeSet',
      ]),
    )
    .action(async (...[product, from, to, options]: [...Arguments, CompareVerbOptions]) => {
      const { files, fromStack, changeSet } = options;
      const compared =
        (files ?? fromStack ?? changeSet)
          ? await compareGiven([...(files ?? []), ...given(product, from, to)], options, shell, EXAMPLE)
          : [await compareReleases(shell, product, from, to, options)];
      const { reportComparisons } = await import('../compare/report-comparisons');
      await reportComparisons(shell, compared, options);
    });
};

/** Product, old version, new version. */
type Arguments = [string | undefined, string | undefined, string | undefined];

const EXAMPLE = 'catalog compare --files old.json new.json';

function given(...operands: Arguments): string[] {
  return operands.filter((name) => name !== undefined);
}

async function compareReleases(
  shell: Shell,
  ...[id, from, to, { cost, type }]: [...Arguments, CompareVerbOptions]
): Promise<Compared> {
  if (id === undefined) {
    throw new CatalogError(
      'incomplete-comparison',
      'Say a product and a release, as in: catalog compare network 1.0.0 working-tree; or two files with --files.',
    );
  }
  const { chooseProduct } = await import('../../operations/project/choose-product');
  const operations = await import('../../operations/project/compare');
  const compared = operations.compareReleases(shell, await chooseProduct(id), from, to);
  if (!cost || from === undefined) return compared;
  const { costOfComparison } = await import('../../operations/cost/cost-of-comparison');
  return { ...compared, cost: await costOfComparison(shell, id, { from, to: compared.to }, type) };
}

import { compareBumps, largestBump } from '../../catalog/comparison/comparison';
import { CatalogError } from '../../catalog/errors';
import { type Compared, inEnvironmentType } from '../../operations/project/compare-files';
import { print, printJson, type Shell } from '../terminal/shell';
import type { FailOn, ReportOptions } from './report-options';

/**
 * Prints comparisons as they are asked for, one after the other; of several, JSON and SARIF are one document.
 *
 * @throws `CatalogError` `change-too-large` once they are printed, where one is as large as `--fail-on` says
 */
export async function reportComparisons(
  shell: Shell,
  all: readonly Compared[],
  { type, json, format: wanted, failOn }: ReportOptions,
): Promise<void> {
  const format = json ? 'json' : wanted;
  const reports = all.map((one) => ({
    ...one,
    ...(type === undefined ? one.comparison : inEnvironmentType(one, type)),
  }));
  if (format === 'json') {
    const found = reports.map(({ bump, losesData, changes, cost }) => ({
      ...{ bump, losesData, changes },
      ...(cost && { cost }),
    }));
    const named = reports.map(({ from, to }, index) => ({ from, to, ...found[index] }));
    printJson(shell, all.length === 1 ? found[0] : named);
  } else if (format === 'sarif') {
    const { comparisonSarif } = await import('../texts/comparison-sarif');
    printJson(shell, comparisonSarif(reports));
  } else if (format === 'markdown') {
    const { comparisonMarkdown } = await import('../texts/comparison-markdown');
    const { costMarkdown } = await import('../texts/cost-difference-text');
    const parts = reports.map((report) => [comparisonMarkdown(report, report.after), costMarkdown(report.cost)]);
    shell.stdout.write(parts.flat().filter(Boolean).join('\n'));
  } else {
    const { comparisonText } = await import('../texts/comparison-text');
    const { costsText } = await import('../texts/cost-difference-text');
    const parts = reports.map((report) => [comparisonText(report), costsText(report.cost)]);
    print(shell, parts.flat().filter(Boolean).join('\n\n'));
  }
  if (failOn !== undefined && reports.some((report) => reaches(report, failOn))) {
    const bump = largestBump(reports.map((report) => report.bump));
    const loss = reports.some(({ losesData }) => losesData) ? ', and loses data' : '';
    throw new CatalogError(
      'change-too-large',
      `The change needs a ${bump} release${loss}: --fail-on ${failOn} refuses it.`,
    );
  }
}

function reaches({ bump, losesData }: Compared['comparison'], failOn: FailOn): boolean {
  return failOn === 'data-loss' ? losesData : compareBumps(bump, failOn) <= 0;
}

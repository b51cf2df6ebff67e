import type { Command } from 'commander';
import { CatalogError } from '../../catalog/errors';
import type { AwsOptions } from '../../operations/aws/client-settings';
import type { Compared } from '../../operations/project/compare-files';
import { withAwsOptions } from '../options/aws-options';
import type { Shell } from '../terminal/shell';
import type { ReportOptions } from './report-options';

/** Options of every command that compares templates, on what is compared. */
export interface GivenOptions extends ReportOptions, AwsOptions {
  /** Stack whose template and answers are the old side; its name or ARN. */
  readonly fromStack?: string;
  /** Change set whose template and answers are the new side; its name, or its ARN, which says the stack. */
  readonly changeSet?: string;
}

/** Adds the options that let AWS say what is compared. */
export function addStackOptions(command: Command): Command {
  return withAwsOptions(
    command
      .option('--from-stack <name>', 'what this stack runs, with its answers, is the old one')
      .option('--change-set <name>', 'what this change set of the stack makes of it is the new one'),
  );
}

/**
 * Comparisons that a command line asks for. AWS is asked, and its SDK loaded, only where a stack or a change set is named.
 *
 * @param files those that were typed, the old one first
 * @param example how two files are compared, for the error
 * @throws `CatalogError` `two-files`, `one-file`, `whose-change-set`; those of `comparePaths` and `compareStack`
 */
export async function compareGiven(
  files: readonly string[],
  options: GivenOptions,
  { env }: Pick<Shell, 'env'>,
  example: string,
): Promise<Compared[]> {
  const { fromStack, changeSet } = options;
  if (fromStack === undefined && changeSet === undefined) {
    const [from, to, ...others] = files;
    if (from === undefined || to === undefined || others.length > 0) {
      throw new CatalogError('two-files', `Two files are compared: ${example}`);
    }
    const { comparePaths } = await import('../../operations/project/compare-files');
    return comparePaths(from, to, options);
  }
  const side = newSide(files, changeSet);
  if (fromStack === undefined && !changeSet?.startsWith('arn:')) {
    throw new CatalogError(
      'whose-change-set',
      `Say whose change set ${changeSet} is with --from-stack, or give its ARN.`,
    );
  }
  const { compareStack } = await import('../../operations/project/compare-stack');
  const { openCloudFormation } = await import('../../operations/aws/client-settings');
  return [await compareStack(await openCloudFormation(options, env), fromStack, side, options)];
}

function newSide(files: readonly string[], changeSet: string | undefined) {
  const [file, ...others] = files;
  if (changeSet === undefined && file !== undefined && others.length === 0) return { file };
  if (changeSet !== undefined && file === undefined) return { changeSet };
  const given = [...files, ...(changeSet === undefined ? [] : [`the change set ${changeSet}`])].join(', ');
  throw new CatalogError(
    'one-file',
    `A stack is compared with one template, or with a change set of it (--change-set); given: ${given || 'neither'}.`,
  );
}

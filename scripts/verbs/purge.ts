import { CatalogError } from '../../catalog/errors';
import { awsTarget } from '../../operations/aws/aws-target';
import type { PurgePlan } from '../../operations/purge/purge-plan';
import type { Outcome } from '../../operations/purge/remove';
import { type ChangeOptions, withChangeOptions } from '../options/change-options';
import { confirmByName } from '../terminal/confirm';
import { openTarget } from '../terminal/open-target';
import { startProgress } from '../terminal/progress';
import { print, printJson, type Shell, say } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

interface PurgeOptions extends ChangeOptions, JsonOption {
  readonly plan?: boolean;
}

/** `catalog purge <environment>`: deletes what terminated products of a dev or test environment left behind. */
export const purge: Verb = (program, shell) => {
  withChangeOptions(
    program.command('purge <environment>').description('delete what a terminated dev or test environment left behind'),
  )
    .option('--plan', 'show what would be deleted, and stop')
    .option(...jsonOption)
    .action(async (environment: string, options: PurgeOptions) => {
      const target = await openTarget(shell, options, options);
      const { planPurge } = await import('../../operations/purge/purge-plan');
      const { retainedTypes } = await import('../../operations/purge/retained-types');
      const plan = await planPurge(target, environment, retainedTypes(shell.root), (region) =>
        awsTarget({ ...options, region }, shell),
      );
      if (options.plan && options.json) return printJson(shell, asJson(environment, plan));
      const text = planText(environment, plan);
      if (options.plan) return print(shell, text);
      say(shell, text);
      if (plan.remove.length > 0) {
        await confirmByName(shell, options, `Delete ${all(plan.remove.length)} for good?`, environment);
      }
      const { removeAll } = await import('../../operations/purge/remove');
      const progress = startProgress(shell);
      const outcomes = await removeAll(target, plan.remove, (step) => progress.update(step)).finally(() =>
        progress.stop(),
      );
      report(shell, environment, { plan, outcomes, json: options.json });
    });
};

interface Report {
  readonly plan: PurgePlan;
  readonly outcomes: readonly Outcome[];
  readonly json: boolean | undefined;
}

function report(shell: Shell, environment: string, { plan, outcomes, json }: Report): void {
  const failed = outcomes.flatMap(({ leftover, failure }) => (failure === undefined ? [] : [{ leftover, failure }]));
  const deleted = outcomes.filter(({ failure }) => failure === undefined).map(({ leftover }) => leftover.arn);
  if (json) {
    const failures = failed.map(({ leftover: { arn }, failure: why }) => ({ arn, why }));
    printJson(shell, { ...asJson(environment, plan), deleted, failed: failures });
  } else if (deleted.length > 0) {
    print(shell, `Of ${environment}, ${all(deleted.length)} ${deleted.length === 1 ? 'is' : 'are'} deleted.`);
  }
  if (failed.length === 0) return;
  const reasons = failed.map(({ leftover, failure }) => `${leftover.identifier}: ${failure}`);
  const again = `run "npm run catalog -- purge ${environment}" again once that is mended`;
  throw new CatalogError('purge-incomplete', `${all(failed.length)} not deleted; ${again}. ${reasons.join(' ')}`);
}

function asJson(environment: string, { remove, stays, doubtful }: PurgePlan) {
  return {
    environment,
    remove: remove.map(({ arn, kind, identifier, product, inside }) => ({
      arn,
      type: kind.type,
      identifier,
      product,
      inside,
      note: kind.note,
    })),
    stays: stays.map(({ arn, kind, identifier, product }) => ({
      arn,
      type: kind.type,
      identifier,
      product,
      why: kind.stays?.(identifier),
    })),
    untouched: doubtful,
  };
}

function planText(environment: string, { remove, stays, doubtful }: PurgePlan): string {
  const parts: string[] = [];
  if (remove.length > 0) {
    const rows = remove.map(({ kind, identifier, product, inside }) => [
      kind.type,
      identifier,
      product,
      [inside, kind.note].filter((text) => text !== undefined).join('; '),
    ]);
    parts.push(`Left behind by ${environment}, to be deleted:\n${table(['TYPE', 'ID', 'PRODUCT', 'INSIDE'], rows)}`);
  } else {
    parts.push(`Nothing of ${environment} is left to be deleted in this account and region.`);
  }
  if (stays.length > 0) {
    const rows = stays.map(({ kind, identifier, product }) => [
      kind.type,
      identifier,
      product,
      kind.stays?.(identifier),
    ]);
    parts.push(`Stays:\n${table(['TYPE', 'ID', 'PRODUCT', 'WHY'], rows)}`);
  }
  if (doubtful.length > 0) {
    const rows = doubtful.map(({ arn, why }) => [arn, why]);
    parts.push(`Tagged as ${environment}, and not touched:\n${table(['ARN', 'WHY'], rows)}`);
  }
  return parts.join('\n\n');
}

function all(count: number): string {
  return `${count} resource${count === 1 ? '' : 's'}`;
}

import { CatalogError } from '../../catalog/errors';
import type { PurgeList } from '../../operations/purge/plan-purge';
import type { Deletion } from '../../operations/purge/purge';
import { table } from '../terminal/table';

/** Text of what a purge would delete, what stays and what isn't touched. */
export function purgeText({ environment, remove, stays, doubtful, stray }: PurgeList): string {
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
  if (stray.length > 0) {
    const rows = stray.map(({ arn, why }) => [arn, why]);
    parts.push(`Made by AWS for what is gone, and not touched:\n${table(['ARN', 'WHY'], rows)}`);
  }
  return parts.join('\n\n');
}

/** List of a purge, as `--json` prints it. */
export function purgeJson({ environment, remove, stays, doubtful, stray }: PurgeList) {
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
    untouched: [...doubtful, ...stray],
  };
}

/** Result of a purge, as `--json` prints it. */
export function purgedJson(list: PurgeList, deletions: readonly Deletion[]) {
  const failed = failures(deletions).map(({ leftover: { arn }, failure: why }) => ({ arn, why }));
  return { ...purgeJson(list), deleted: deleted(deletions).map(({ leftover }) => leftover.arn), failed };
}

/** Line of what a purge has deleted; undefined where it is nothing. */
export function purgedText({ environment }: PurgeList, deletions: readonly Deletion[]): string | undefined {
  const { length } = deleted(deletions);
  if (length === 0) return undefined;
  return `Of ${environment}, ${resources(length)} ${length === 1 ? 'is' : 'are'} deleted.`;
}

/**
 * Refuses to call a purge done that has left something.
 *
 * @throws `CatalogError` `purge-incomplete` with AWS's reasons
 */
export function refuseIncomplete({ environment }: PurgeList, deletions: readonly Deletion[]): void {
  const failed = failures(deletions);
  if (failed.length === 0) return;
  const reasons = failed.map(({ leftover, failure }) => `${leftover.identifier}: ${failure}`);
  const again = `run "npm run catalog -- purge ${environment}" again once that is mended`;
  throw new CatalogError('purge-incomplete', `${resources(failed.length)} not deleted; ${again}. ${reasons.join(' ')}`);
}

function deleted(deletions: readonly Deletion[]): readonly Deletion[] {
  return deletions.filter(({ failure }) => failure === undefined);
}

function failures(deletions: readonly Deletion[]): readonly Deletion[] {
  return deletions.filter(({ failure }) => failure !== undefined);
}

function resources(count: number): string {
  return `${count} resource${count === 1 ? '' : 's'}`;
}

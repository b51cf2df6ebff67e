import { existsSync, readFileSync } from 'node:fs';
import { CatalogError } from '../errors';
import { renderChangelog } from './changelog';
import { listFiles, type ReleaseFolder, readLedger, releaseFolder, sha256, withFiles } from './folder';
import { compareVersions, type LedgerEntry, type Release } from './release';

/**
 * Everything that is wrong with what a product has released; empty when all is well.
 *
 * Codes: `invalid-ledger`, `duplicate-release`, `unsorted-releases`, `release-dates-out-of-order`,
 * `missing-release-file`, `changed-release-file`, `unlisted-release-file`, `outdated-changelog`.
 *
 * @param productFolder `products/<id>`
 */
export function verifyReleases(productFolder: string): CatalogError[] {
  const folder = releaseFolder(productFolder);
  try {
    return problems(folder, readLedger(folder));
  } catch (error) {
    if (error instanceof CatalogError) return [error];
    throw error;
  }
}

/**
 * The releases of a product, the oldest first, after making sure that all is well with them.
 *
 * @param productFolder `products/<id>`
 * @throws `CatalogError` with the first thing that `verifyReleases` finds
 */
export function loadVerifiedReleases(productFolder: string): Release[] {
  const folder = releaseFolder(productFolder);
  const entries = readLedger(folder);
  const [problem] = problems(folder, entries);
  if (problem) throw problem;
  return withFiles(folder, entries);
}

function problems(folder: ReleaseFolder, entries: readonly LedgerEntry[]): CatalogError[] {
  return [
    ...orderProblems(folder.product, entries),
    ...entries.flatMap((entry) => fileProblem(folder, entry) ?? []),
    ...unlistedFiles(folder, entries),
    ...changelogProblems(folder, entries),
  ];
}

/** Problem with the order of a ledger's entries: each version and date comes after the one before. */
export function orderProblems(product: string, entries: readonly LedgerEntry[]): CatalogError[] {
  return entries.slice(1).flatMap((entry, index) => {
    const before = entries[index] ?? entry;
    const order = compareVersions(before.version, entry.version);
    if (order === 0) {
      return new CatalogError('duplicate-release', `${product} ${entry.version}: listed twice; remove one entry.`);
    }
    if (order > 0) {
      return new CatalogError(
        'unsorted-releases',
        `${product} ${entry.version}: listed after ${before.version}; sort releases.yaml, the oldest version first.`,
      );
    }
    if (entry.date < before.date) {
      return new CatalogError(
        'release-dates-out-of-order',
        `${product} ${entry.version}: dated ${entry.date}, before ${before.version} of ${before.date}; correct the date.`,
      );
    }
    return [];
  });
}

/** Problem with the file of one release; undefined when it is as it was released. */
export function fileProblem({ product, file }: ReleaseFolder, entry: LedgerEntry): CatalogError | undefined {
  const path = file(entry.version);
  if (!existsSync(path)) {
    return new CatalogError(
      'missing-release-file',
      `${product} ${entry.version}: ${path} is missing; restore it from version control.`,
    );
  }
  const found = sha256(readFileSync(path));
  if (found === entry.sha256) return undefined;
  return new CatalogError(
    'changed-release-file',
    `${product} ${entry.version}: ${path} has the hash ${found}, was released with ${entry.sha256}; restore it from ` +
      'version control, a released file never changes.',
  );
}

function unlistedFiles(folder: ReleaseFolder, entries: readonly LedgerEntry[]): CatalogError[] {
  const listed = new Set(['releases.yaml', ...entries.map(({ version }) => `${version}.json`)]);
  return listFiles(folder)
    .filter((name) => !listed.has(name))
    .map(
      (name) =>
        new CatalogError(
          'unlisted-release-file',
          `${folder.product}: ${folder.path} holds ${name}, which releases.yaml doesn't list (an interrupted release ` +
            'leaves such a file); delete it and release again.',
        ),
    );
}

function changelogProblems({ product, changelog }: ReleaseFolder, entries: readonly LedgerEntry[]): CatalogError[] {
  const found = existsSync(changelog) ? readFileSync(changelog, 'utf8') : undefined;
  if (found === (entries.length === 0 ? undefined : renderChangelog(product, entries))) return [];
  return [
    new CatalogError(
      'outdated-changelog',
      `${product}: ${changelog} doesn't say what releases.yaml says; restore both from version control, only the ` +
        "catalog's commands write them.",
    ),
  ];
}

import { existsSync, linkSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { CatalogError } from '../errors';
import { type ReleaseFolder, readLedger, releaseFolder, sha256 } from './folder';
import { compareVersions, isVersion, type LedgerEntry, type Release } from './release';
import { fileProblem, orderProblems } from './verify';
import { temporary, writeLedger, writeWhole } from './write';

/** Parts of a new release. */
export interface NewRelease {
  /** Later than every release so far: see `nextVersion`. */
  readonly version: string;
  readonly notes: string;
  /** @default - nothing to do */
  readonly upgradeNotes?: string;
  /** The rendered template, byte for byte what is written. */
  readonly template: string;
  /** @default - now; its day in UTC is written */
  readonly date?: Date;
}

/**
 * Releases a product: writes the template's file, the changelog, and last the ledger, which is what makes it a release.
 * A file that is there already is never overwritten. A process killed on the way leaves at most a file that the ledger
 * doesn't list: the same release done again takes it up, and `verifyReleases` names it.
 *
 * @param productFolder `products/<id>`
 * @throws `CatalogError` `invalid-version`, `version-not-newer`, `missing-notes`, `unlisted-release-file` (another
 *   template is there under this version), or what `verifyReleases` finds wrong with the releases so far
 */
export function addRelease(productFolder: string, release: NewRelease): Release {
  const folder = releaseFolder(productFolder);
  const entries = readLedger(folder);
  const [problem] = [
    ...orderProblems(folder.product, entries),
    ...entries.flatMap((it) => fileProblem(folder, it) ?? []),
  ];
  if (problem) throw problem;

  const entry = newEntry(folder, release, entries.at(-1));
  mkdirSync(folder.path, { recursive: true });
  writeReleaseFile(folder, entry, release.template);
  writeLedger(folder, [...entries, entry]);
  return { ...entry, file: folder.file(entry.version) };
}

function newEntry({ product }: ReleaseFolder, release: NewRelease, newest: LedgerEntry | undefined): LedgerEntry {
  const { version, notes, upgradeNotes, template, date = new Date() } = release;
  if (!isVersion(version)) {
    throw new CatalogError('invalid-version', `${product}: a version is three numbers, as in 1.2.0, got: ${version}.`);
  }
  if (newest && compareVersions(newest.version, version) >= 0) {
    throw new CatalogError(
      'version-not-newer',
      `${product} ${version}: releases are final and ${newest.version} is the newest; release a later version.`,
    );
  }
  if (notes.trim() === '') {
    throw new CatalogError('missing-notes', `${product} ${version}: say in the notes what is new, got none.`);
  }
  return {
    version,
    date: date.toISOString().slice(0, 10),
    status: 'active',
    notes: notes.trim(),
    ...(upgradeNotes?.trim() && { upgradeNotes: upgradeNotes.trim() }),
    sha256: sha256(template),
  };
}

function writeReleaseFile({ product, file }: ReleaseFolder, { version }: LedgerEntry, template: string): void {
  const path = file(version);
  if (existsSync(path)) {
    rmSync(temporary(path), { force: true });
    if (readFileSync(path, 'utf8') === template) return;
    throw new CatalogError(
      'unlisted-release-file',
      `${product} ${version}: ${path} is there with another template, though releases.yaml doesn't list it; delete it ` +
        'and release again.',
    );
  }
  // A link, unlike a rename, fails where a file has come to be meanwhile.
  writeWhole(path, template, (from, to) => {
    linkSync(from, to);
    rmSync(from);
  });
}

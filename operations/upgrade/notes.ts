import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compareVersions, isVersion, loadReleases } from '../../catalog/release';

/** Notes of a release for those who update to it. */
export interface ReleaseNotes {
  readonly version: string;
  readonly date: string;
  readonly notes: string;
  /** Steps before or after updating to it, by the ledger and by the product's README. */
  readonly upgradeNotes: readonly string[];
}

/**
 * Notes of the releases that an update goes through, the oldest first; a downgrade goes back through them. Only what
 * the project has released is known.
 *
 * @param productFolder `products/<id>`
 * @param from the version that runs
 * @param to the version that is to run
 */
export function notesBetween(productFolder: string, from: string, to: string): ReleaseNotes[] {
  if (!isVersion(from) || !isVersion(to)) return [];
  const [older, newer] = compareVersions(from, to) < 0 ? [from, to] : [to, from];
  const told = readmeNotes(productFolder);
  return loadReleases(productFolder)
    .filter(({ version }) => compareVersions(version, older) > 0 && compareVersions(version, newer) <= 0)
    .map(({ version, date, notes, upgradeNotes }) => ({
      ...{ version, date, notes },
      upgradeNotes: [upgradeNotes, told.get(version)].filter((note) => note !== undefined),
    }));
}

/** Notes under the headings of the README's section on upgrading that are versions, by version. */
function readmeNotes(productFolder: string): ReadonlyMap<string, string> {
  const file = join(productFolder, 'README.md');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const section = /^## Upgrading?\b.*\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(text)?.[1] ?? '';
  const parts = section.matchAll(/^### .*?(\d+\.\d+\.\d+).*\n([\s\S]*?)(?=^### |(?![\s\S]))/gm);
  return new Map([...parts].map(([, version = '', note = '']) => [version, note.trim()]));
}

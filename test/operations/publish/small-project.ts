import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReleases, type ReleaseStatus, renderChangelog } from '../../../catalog/release';
import { releaseFolder } from '../../../catalog/release/folder';
import { writeLedger } from '../../../catalog/release/write';
import { products } from '../../../products';
import { copyProject, type ProjectCopy } from '../../scripts/project-copy';

/** A copy of the project that publishes the network alone, with releases made up as a test needs them. */
export interface SmallProject extends ProjectCopy {
  /**
   * Makes the network's ledger say this, the oldest version first; the templates differ by their description.
   *
   * @param like releases whose template a version has. @default - 1.0.0's
   */
  release(statuses: Readonly<Record<string, ReleaseStatus>>, like?: Readonly<Record<string, string>>): void;
}

/** Copies the project; the caller removes the copy. */
export function smallProject(): SmallProject {
  const copy = copyProject();
  // The registry of this process knows the others too. They aren't published, so nothing of them can be hidden.
  for (const { id } of products) {
    const folder = join(copy.root, 'products', id);
    const ledger = loadReleases(folder).map(({ security: _, ...it }) => ({ ...it, status: 'active' as const }));
    if (ledger.length > 0) writeLedger(releaseFolder(folder), ledger);
  }
  writeFileSync(
    join(copy.root, 'products/index.ts'),
    [
      "import { network } from './network/product';",
      'export const products = [network];',
      'export const productById = () => network;',
    ].join('\n'),
  );
  const releases = join(copy.root, 'products/network/releases');
  const templates = new Map(
    loadReleases(join(releases, '..')).map(({ version, file }) => [version, JSON.parse(readFileSync(file, 'utf8'))]),
  );
  return {
    ...copy,
    release(statuses, like = {}) {
      for (const file of readdirSync(releases)) rmSync(join(releases, file));
      const ledger = Object.entries(statuses).map(([version, status]) => {
        const template = templates.get(like[version] ?? '1.0.0');
        const text = `${JSON.stringify({ ...template, Description: `Network ${version}` })}\n`;
        writeFileSync(join(releases, `${version}.json`), text);
        const sha256 = createHash('sha256').update(text).digest('hex');
        return { version, date: '2026-11-22', status, notes: `What is new in ${version}.`, sha256 };
      });
      // JSON is YAML.
      writeFileSync(join(releases, 'releases.yaml'), JSON.stringify(ledger));
      writeFileSync(join(releases, '../CHANGELOG.md'), renderChangelog('network', ledger));
    },
  };
}

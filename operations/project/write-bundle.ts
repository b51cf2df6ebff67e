import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bundle } from '../../catalog/proton';

/**
 * Writes a Proton bundle.
 *
 * @param folder the one that the template's own folder goes into
 * @returns paths of its files
 */
export function writeBundle(folder: string, { files }: Pick<Bundle, 'files'>): readonly string[] {
  const written = files.map(({ path, text }) => ({ path: join(folder, path), text }));
  for (const { path, text } of written) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
  return written.map(({ path }) => path);
}

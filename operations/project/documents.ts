import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CatalogError } from '../../catalog/errors';

/**
 * Has a project write its generated documents anew: the references in the READMEs, and docs/coverage.md. In a process of
 * its own, since what has just been written isn't among the products that this one has loaded.
 *
 * @param root the project's folder
 * @throws `CatalogError` `documents-not-written` with what the process printed
 */
export function writeDocuments(root: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/bin.cjs'), 'docs'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  throw new CatalogError(
    'documents-not-written',
    `The product is written, its documents are not: ${stderr.trim()} Mend it, then run "npm run catalog -- docs".`,
  );
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { DetailedError } from '../../catalog/detailed-error';

/**
 * Has a project write its generated documents anew: the reference in a product's README, and those of `docs/`. In a process of
 * its own, since what has just been written isn't among the products that this one has loaded.
 *
 * @param root the project's folder
 * @param id of the product
 * @throws `CatalogError` `documents-not-written` with what the process printed
 */
export function runDocs(root: string, id: string): void {
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'scripts/bin.cjs'), 'docs', id], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  throw new DetailedError('documents-not-written', `The product is written, its documents are not: ${stderr.trim()}`, {
    remedies: [{ do: 'verb', verb: 'docs', label: 'Mend it, then run' }],
  });
}

import { createReadStream, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { CatalogError } from '../../catalog/errors';
import type { BundleFile } from '../../catalog/proton';

/** Larger than any bundle that Proton took. */
const MOST_BYTES = 20_000_000;

/** More than any bundle has, folders and all else that isn't read counted in. */
const MOST_ENTRIES = 2_000;

/**
 * The files of a Proton bundle, from a folder or from a `.tar.gz` as it was uploaded. The bundle may lie in a folder
 * inside: it is where `schema` is.
 *
 * @throws `CatalogError` `no-bundle`
 */
export async function readBundle(path: string): Promise<BundleFile[]> {
  if (!existsSync(path)) throw new CatalogError('no-bundle', `${path}: there is no such folder or archive.`);
  const files = statSync(path).isDirectory() ? folderFiles(path) : await archiveFiles(path);
  const roots = files.flatMap((file) => /^(.*?)schema\/schema\.ya?ml$/.exec(file.path)?.[1] ?? []);
  const [root, other] = roots;
  if (root === undefined)
    throw new CatalogError('no-bundle', `${path}: holds no bundle: there is no schema/schema.yaml.`);
  if (other !== undefined) {
    throw new CatalogError(
      'no-bundle',
      `${path}: holds several bundles, in ${roots.join(', ')}; name the folder of one.`,
    );
  }
  return files
    .filter((file) => file.path.startsWith(root))
    .map((file) => ({ path: file.path.slice(root.length), text: file.text }));
}

function folderFiles(folder: string): BundleFile[] {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.split(sep).includes('.git'))
    .map((entry) => join(entry.parentPath, entry.name));
  const bytes = paths.reduce((sum, path) => sum + statSync(path).size, 0);
  const why = tooMuch(paths.length, bytes);
  if (why !== undefined) throw new CatalogError('no-bundle', `${folder}: ${why}; name the folder of the bundle alone.`);
  return paths.map((path) => ({ path: relative(folder, path).split(sep).join('/'), text: readFileSync(path, 'utf8') }));
}

function tooMuch(entries: number, bytes: number): string | undefined {
  if (entries > MOST_ENTRIES) return `it has more than ${MOST_ENTRIES} entries`;
  return bytes > MOST_BYTES ? `it has more than ${MOST_BYTES} bytes` : undefined;
}

async function archiveFiles(path: string): Promise<BundleFile[]> {
  const files: BundleFile[] = [];
  const archive = extract();
  const reading = createReadStream(path).pipe(createGunzip());
  reading.on('error', (error) => archive.destroy(error));
  reading.pipe(archive);
  try {
    let bytes = 0;
    let entries = 0;
    for await (const entry of archive) {
      bytes += entry.header.size ?? 0;
      entries += 1;
      const why = tooMuch(entries, bytes);
      if (why !== undefined) throw new Error(why);
      const { name, type } = entry.header;
      if (type === 'file') files.push({ path: name.replace(/^\.\//, ''), text: await text(entry) });
      // A directory has no content, whatever its header says: whoever reads that waits for ever.
      else if (type !== 'directory') entry.resume();
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CatalogError('no-bundle', `${path}: can't be read as .tar.gz: ${reason}.`);
  }
  return files;
}

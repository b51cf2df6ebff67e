import { gunzipSync } from 'node:zlib';
import type { BundleFile } from '../../../catalog/proton';

const BLOCK = 512;

/**
 * The files of a gzipped tar archive, read at once: a request is one transaction, which can't wait for a stream.
 *
 * @returns undefined for what is no such archive: a header that isn't ustar's, or whose size isn't octal or ends behind the
 *   archive
 * @see https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html ustar interchange format
 */
export function readArchive(bytes: Buffer): BundleFile[] | undefined {
  const tar = unzipped(bytes);
  if (!tar) return undefined;
  const files: BundleFile[] = [];
  for (let offset = 0; offset + BLOCK <= tar.length && tar[offset] !== 0; ) {
    const field = (from: number, length: number) =>
      tar.toString('utf8', offset + from, offset + from + length).replace(/\0.*$/s, '');
    const size = sizeOf(field(124, 12));
    if (field(257, 5) !== 'ustar' || size === undefined || offset + BLOCK + size > tar.length) return undefined;
    const [prefix, name, type] = [field(345, 155), field(0, 100), field(156, 1)];
    const start = offset + BLOCK;
    if (type === '0' || type === '') {
      const path = (prefix ? `${prefix}/${name}` : name).replace(/^\.\//, '');
      files.push({ path, text: tar.toString('utf8', start, start + size) });
    }
    offset = start + Math.ceil(size / BLOCK) * BLOCK;
  }
  return files;
}

/** Size that a header states, in bytes: octal digits and nothing else, or nothing at all for none. */
function sizeOf(text: string): number | undefined {
  const digits = text.trim();
  return /^[0-7]*$/.test(digits) ? Number.parseInt(digits || '0', 8) : undefined;
}

/** Larger than any bundle may be. */
const MOST_BYTES = 20_000_000;

function unzipped(bytes: Buffer): Buffer | undefined {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch {
    return undefined;
  }
}

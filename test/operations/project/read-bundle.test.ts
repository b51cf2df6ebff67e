import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { readBundle } from '../../../operations/project/read-bundle';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bundle-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Path of an archive with these files and a schema. */
async function archive(files: Readonly<Record<string, string>>): Promise<string> {
  const packed = pack();
  for (const [name, text] of Object.entries({ 'schema/schema.yaml': 'schema: {}', ...files }))
    packed.entry({ name }, text);
  packed.finalize();
  const path = join(folder, 'bundle.tar.gz');
  writeFileSync(path, gzipSync(await buffer(packed)));
  return path;
}

const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`file-${index}`, '']));

it('reads the files of an archive', async () => {
  expect(await readBundle(await archive({ 'infrastructure/manifest.yaml': 'x' }))).toEqual([
    { path: 'schema/schema.yaml', text: 'schema: {}' },
    { path: 'infrastructure/manifest.yaml', text: 'x' },
  ]);
});

it('refuses an archive of more entries than a bundle has, though they are empty', async () => {
  await expect(readBundle(await archive(many(2_001)))).rejects.toThrow(/bundle\.tar\.gz: .*more than 2000 entries/);
});

it('refuses an archive of more bytes than a bundle has', async () => {
  await expect(readBundle(await archive({ large: 'x'.repeat(20_000_001) }))).rejects.toThrow(
    'more than 20000000 bytes',
  );
});

it('doesn’t wait for the content that a directory’s header announces', async () => {
  const path = await archive({ 'infrastructure/manifest.yaml': 'x' });
  const tar = gunzipSync(readFileSync(path));
  // The first file's type, and its header's sum: https://www.gnu.org/software/tar/manual/html_node/Standard.html
  tar.write('5', 156);
  tar.fill(' ', 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  writeFileSync(path, gzipSync(tar));
  await expect(readBundle(path)).rejects.toThrow(/bundle\.tar\.gz: /);
});

it('refuses an archive that isn’t one', async () => {
  const path = join(folder, 'bundle.tar.gz');
  writeFileSync(path, 'hello');
  await expect(readBundle(path)).rejects.toThrow("can't be read as .tar.gz");
});

it('refuses a folder of more files, or more bytes, than a bundle has', async () => {
  mkdirSync(join(folder, 'schema'));
  writeFileSync(join(folder, 'schema/schema.yaml'), 'schema: {}');
  expect(await readBundle(folder)).toHaveLength(1);
  writeFileSync(join(folder, 'large'), 'x'.repeat(20_000_001));
  await expect(readBundle(folder)).rejects.toThrow('more than 20000000 bytes');
  rmSync(join(folder, 'large'));
  for (const name of Object.keys(many(2_000))) writeFileSync(join(folder, name), '');
  await expect(readBundle(folder)).rejects.toThrow('more than 2000 entries');
});

import { gzipSync } from 'node:zlib';
import { readArchive } from '../../../sandbox/services/proton/read-archive';

/** A header of an archive as https://pubs.opengroup.org/onlinepubs/9799919799/utilities/pax.html lays it out. */
function header(name: string, size: string, type = '0'): Buffer {
  const block = Buffer.alloc(512);
  block.write(name, 0);
  block.write('0000644\0', 100);
  block.write(size, 124);
  block.write(type, 156);
  block.write('ustar\0', 257);
  return block;
}

const octal = (size: number) => `${size.toString(8).padStart(11, '0')}\0`;
const content = Buffer.concat([Buffer.from('hello'), Buffer.alloc(507)]);
const read = (...blocks: readonly Buffer[]) => readArchive(gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));

it('reads files, and passes over folders', () => {
  expect(read(header('schema/', octal(0), '5'), header('./schema/schema.yaml', octal(5)), content)).toEqual([
    { path: 'schema/schema.yaml', text: 'hello' },
  ]);
});

it.each([
  ['is negative, so that the reader would stand still', '-1000'],
  ['is negative, so that the reader would go back', '-2000'],
  ['is no number', 'many'],
  ['is a number and more', '5 many'],
  ['isn’t octal', '00000000009'],
  ['is infinite', 'Infinity'],
  ['ends behind the archive', octal(1_000_000)],
  ['is in base 256, beyond what octal digits hold', '\u0080\0\0\0\0\0\0\0\0\0\u0005'],
])('refuses an archive with a size that %s', (_, size) => {
  expect(read(header('one', octal(5)), content, header('two', size), content)).toBeUndefined();
});

it('refuses what isn’t gzip, isn’t tar, or is larger than any bundle', () => {
  expect(readArchive(Buffer.from('hello'))).toBeUndefined();
  expect(readArchive(gzipSync(Buffer.alloc(2_000, 'x')))).toBeUndefined();
  expect(readArchive(gzipSync(Buffer.alloc(20_000_001)))).toBeUndefined();
});

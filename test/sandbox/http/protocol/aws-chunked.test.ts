import fc from 'fast-check';
import { dechunk, isChunked } from '../../../../sandbox/http/protocol/aws-chunked';

function framed(chunks: readonly Buffer[], signed: boolean, trailer = ''): Buffer {
  const signature = signed ? `;chunk-signature=${'0'.repeat(64)}` : '';
  const parts = chunks.flatMap((chunk) => [
    Buffer.from(`${chunk.length.toString(16)}${signature}\r\n`),
    chunk,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...parts, Buffer.from(`0${signature}\r\n${trailer}\r\n`)]);
}

const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 }).map((bytes) => Buffer.from(bytes)));

test('gives back what was framed, whatever the chunks', () => {
  fc.assert(
    fc.property(chunks, fc.boolean(), (each, signed) => {
      expect(dechunk(framed(each, signed))?.body.equals(Buffer.concat(each))).toBe(true);
    }),
  );
});

test('gives the checksums in the trailers', () => {
  const found = dechunk(
    framed([Buffer.from('a')], false, 'x-amz-checksum-crc32:6Le+Qw==\r\nx-amz-trailer-signature:0\r\n'),
  );
  expect(found?.trailers).toEqual({ 'x-amz-checksum-crc32': '6Le+Qw==' });
});

test('refuses a body that ends too early, wherever it ends', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 50 }), fc.nat(), (bytes, at) => {
      const whole = framed([Buffer.from(bytes)], true);
      // Without the last line's end there is no telling that the size was whole.
      const end = at % (whole.length - 4);
      expect(dechunk(whole.subarray(0, end))).toBeUndefined();
    }),
  );
});

test.each(['', 'zz\r\nab', '-5\r\nabcde', '5\r\nabcdefg\r\n0\r\n\r\n', '0x1\r\na\r\n0\r\n\r\n', 'fffffffff\r\n'])(
  'refuses the framing %j',
  (text) => {
    expect(dechunk(Buffer.from(text))).toBeUndefined();
  },
);

test('is asked for by either of two headers', () => {
  expect(isChunked({ 'content-encoding': 'gzip, aws-chunked' })).toBe(true);
  expect(isChunked({ 'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD' })).toBe(true);
  expect(isChunked({ 'content-encoding': 'gzip' })).toBe(false);
});

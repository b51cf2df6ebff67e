/** Content of `aws-chunked` framing. */
export interface Dechunked {
  readonly body: Buffer;
  /** Trailing headers, their names in small letters: `x-amz-checksum-crc32` and the like. */
  readonly trailers: Readonly<Record<string, string>>;
}

/** Whether a request says that its body is framed. */
export function isChunked(headers: Readonly<Record<string, string>>): boolean {
  const encodings = (headers['content-encoding'] ?? '').split(',');
  return (
    encodings.some((encoding) => encoding.trim() === 'aws-chunked') ||
    (headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false)
  );
}

/**
 * Takes a body out of its `aws-chunked` framing: size in hexadecimal, optional chunk signature, data; after the last
 * chunk, trailers. Undefined for a body that isn't framed so, or ends too early.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function dechunk(framed: Buffer): Dechunked | undefined {
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const lineEnd = framed.indexOf('\r\n', offset);
    if (lineEnd < 0) return undefined;
    const [, digits] = /^([0-9a-f]{1,8})(?:;.*)?$/i.exec(framed.toString('latin1', offset, lineEnd)) ?? [];
    if (digits === undefined) return undefined;
    const start = lineEnd + 2;
    const end = start + Number.parseInt(digits, 16);
    if (end === start) return { body: Buffer.concat(chunks), trailers: readTrailers(framed.toString('latin1', start)) };
    if (framed.toString('latin1', end, end + 2) !== '\r\n') return undefined;
    chunks.push(framed.subarray(start, end));
    offset = end + 2;
  }
}

function readTrailers(text: string): Record<string, string> {
  const lines = text.split(/\r?\n/).flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0 ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const] : [];
  });
  return Object.fromEntries(lines.filter(([name]) => name.startsWith('x-amz-checksum-')));
}

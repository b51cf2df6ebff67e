/**
 * A request body without `aws-chunked` framing: size in hexadecimal, optional chunk signature, data, then trailers.
 * A body that isn't framed, or is framed badly, is returned as it is.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html
 */
export function decodeChunks(body: Buffer, headers: Readonly<Record<string, string>>): Buffer {
  const framed =
    headers['content-encoding']?.split(',').some((encoding) => encoding.trim() === 'aws-chunked') ||
    headers['x-amz-content-sha256']?.startsWith('STREAMING-');
  if (!framed) return body;
  const chunks: Buffer[] = [];
  let offset = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', offset);
    if (lineEnd < 0) return body;
    const size = Number.parseInt(body.toString('latin1', offset, lineEnd), 16);
    const start = lineEnd + 2;
    if (Number.isNaN(size) || start + size > body.length) return body;
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(start, start + size));
    offset = start + size + 2;
  }
}

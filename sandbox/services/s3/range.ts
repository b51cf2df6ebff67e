import { S3Error } from './s3-error';

/** Part of a body. */
export interface ByteRange {
  readonly start: number;
  /** The first byte behind it. */
  readonly end: number;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Range that a `Range` header asks of a body of `size` bytes; undefined for all of it, also where the header is not one
 * range of bytes, which S3 passes over.
 *
 * @throws AwsError `InvalidRange` for a range behind the end.
 */
export function rangeOf(header: string | undefined, size: number): ByteRange | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size : Math.min(size, Number(last) + 1);
  if (start >= size || start >= end) {
    const details = { RangeRequested: header ?? '', ActualObjectSize: String(size) };
    throw new S3Error('InvalidRange', 'The requested range is not satisfiable', 416, details);
  }
  return { start, end, headers: { 'content-range': `bytes ${start}-${end - 1}/${size}` } };
}

import { S3Error } from './s3-error';

/** Seconds that a presigned URL may hold for: a week. */
const LONGEST = 604_800;

/**
 * Refuses a presigned URL whose time is over. Its signature isn't checked.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html, and for version 2, which says the moment itself:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html#RESTAuthenticationQueryStringAuth
 *
 * @throws AwsError `AccessDenied`, `AuthorizationQueryParametersError`.
 */
export function checkPresigned(query: URLSearchParams, now: Date): void {
  const end = query.has('X-Amz-Signature') ? endOf(query) : query.has('Signature') ? olderEndOf(query) : undefined;
  if (end === undefined || end >= now) return;
  const details = { Expires: end.toISOString(), ServerTime: now.toISOString() };
  throw new S3Error('AccessDenied', 'Request has expired', 403, details);
}

function endOf(query: URLSearchParams): Date {
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(query.get('X-Amz-Date') ?? '');
  if (!date) throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  const seconds = query.get('X-Amz-Expires') ?? '';
  if (!/^\d{1,9}$/.test(seconds)) throw malformed('X-Amz-Expires should be a number');
  if (Number(seconds) > LONGEST) {
    throw malformed(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${LONGEST} seconds`,
    );
  }
  const [, year, month, day, hours, minutes, rest] = date.map(Number);
  const began = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hours, minutes, rest);
  return new Date(began + Number(seconds) * 1000);
}

function olderEndOf(query: URLSearchParams): Date {
  const seconds = query.get('Expires') ?? '';
  if (!/^\d{1,11}$/.test(seconds))
    throw new S3Error('AccessDenied', `Invalid date (should be seconds since epoch): ${seconds}`, 403);
  return new Date(Number(seconds) * 1000);
}

function malformed(message: string): S3Error {
  return new S3Error('AuthorizationQueryParametersError', message, 400);
}

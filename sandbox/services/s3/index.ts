import { randomBytes } from 'node:crypto';
import { dechunk, isChunked } from '../../http/protocol/aws-chunked';
import { element, textElement } from '../../http/protocol/xml';
import type { RestRequest, RestService } from '../../kernel/service';
import { checkPresigned } from './presigned';
import { bucketPolicyProvider, bucketProvider } from './providers';
import { operationOf } from './route';
import { S3Error } from './s3-error';
import { findBucket } from './state';

export { addBucket, findBucket, type ObjectAt, objectAt } from './state';
export { type ObjectLocation, objectLocation, type TemplateAt, templateAt } from './template-at';

/**
 * A request without `aws-chunked` framing, its trailers among the headers.
 *
 * @throws AwsError `IncompleteBody`.
 */
function unframed(request: RestRequest): RestRequest {
  if (!isChunked(request.headers) || request.body.length === 0) return request;
  const found = dechunk(request.body);
  const stated = request.headers['x-amz-decoded-content-length'];
  if (!found || (stated !== undefined && Number(stated) !== found.body.length)) {
    const message = 'You did not provide the number of bytes specified by the Content-Length HTTP header';
    throw new S3Error('IncompleteBody', message, 400);
  }
  return { ...request, body: found.body, headers: { ...request.headers, ...found.trailers } };
}

/** Amazon S3, addressed by path. */
export const s3: RestService = {
  signingName: 's3',
  protocol: 'rest-xml',
  providers: { 'AWS::S3::Bucket': bucketProvider, 'AWS::S3::BucketPolicy': bucketPolicyProvider },

  regionOf: ({ path }, db) => findBucket(db, path.split('/')[1] ?? '')?.region ?? 'us-east-1',

  handle(sent, call) {
    checkPresigned(sent.query, call.now);
    const request = unframed(sent);
    const [, bucketName = '', ...rest] = request.path.split('/');
    const key = rest.join('/');
    const answer = operationOf(request, bucketName, key)({ ...call, request, bucketName, key });
    return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': call.requestId } };
  },

  fail(error, request, requestId) {
    const details = error instanceof S3Error ? error.details : {};
    const content =
      textElement('Code', error.code) +
      textElement('Message', error.message) +
      Object.entries(details)
        .map(([name, value]) => textElement(name, value))
        .join('') +
      textElement('Resource', request.path) +
      textElement('RequestId', requestId) +
      textElement('HostId', randomBytes(24).toString('base64'));
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', content)}`;
    const headers: Record<string, string> = { 'content-type': 'application/xml', 'x-amz-request-id': requestId };
    if (details.Region !== undefined) headers['x-amz-bucket-region'] = details.Region;
    return { status: error.status ?? 400, headers, body };
  },
};

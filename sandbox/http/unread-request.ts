import type { RestRequest, RestResponse } from '../kernel/service';
import { element, textElement } from './protocol/xml';

/** Error of a request that no service reads: none is named, or one that isn't here. */
export interface UnreadFailure {
  readonly code: string;
  readonly message: string;
  readonly status?: number;
}

/** Services of REST whose clients read XML with a root of its own around the error. */
const XML_SERVICES = /^(route53|cloudfront)$/;

/** Services whose clients read the bare error of S3. */
const S3_SERVICES = /^s3([a-z-]*)$/;

/**
 * Answer to a request that no service reads, in the wire format that its client does: a client that finds another one
 * says that the answer is broken, and tries again.
 *
 * The formats: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html#operation-error-serialization,
 * https://smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html#operation-error-serialization,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#RESTErrorResponses and JSON for all others.
 *
 * @param signingName service that the request is signed for; undefined where it isn't signed.
 */
export function unreadAnswer(
  request: RestRequest,
  signingName: string | undefined,
  { code, message, status = 400 }: UnreadFailure,
  requestId: string,
): RestResponse {
  const inner = textElement('Code', code) + textElement('Message', message);
  const xml = (body: string): RestResponse => ({
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body,
  });
  const errorResponse = () =>
    element(
      'ErrorResponse',
      element('Error', textElement('Type', 'Sender') + inner) + textElement('RequestId', requestId),
    );
  switch (formatOf(request, signingName)) {
    case 'ec2':
      return xml(element('Response', element('Errors', element('Error', inner)) + textElement('RequestID', requestId)));
    case 'query':
      return xml(errorResponse());
    case 's3':
      return xml(element('Error', inner + textElement('Resource', request.path) + textElement('RequestId', requestId)));
    case 'json': {
      const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code };
      return {
        status,
        headers: { ...headers, 'x-amzn-requestid': requestId },
        body: JSON.stringify({ __type: code, message }),
      };
    }
  }
}

/** Error of a request that isn't signed, as the kind of service that it is meant for words it. */
export function unsignedFailure(request: RestRequest): UnreadFailure {
  switch (formatOf(request, undefined)) {
    case 's3':
      return { code: 'AccessDenied', message: 'Access Denied', status: 403 };
    case 'json':
      return { code: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token', status: 403 };
    default:
      return { code: 'MissingAuthenticationToken', message: 'Request is missing Authentication Token', status: 403 };
  }
}

function formatOf({ headers, query }: RestRequest, signingName: string | undefined): 'ec2' | 'query' | 's3' | 'json' {
  const type = headers['content-type'] ?? '';
  if (headers['x-amz-target'] !== undefined || type.includes('json')) return 'json';
  if (signingName === 'ec2') return 'ec2';
  if (type.includes('x-www-form-urlencoded') || query.has('Action')) return 'query';
  if (signingName === undefined || S3_SERVICES.test(signingName)) return 's3';
  return XML_SERVICES.test(signingName) ? 'query' : 'json';
}

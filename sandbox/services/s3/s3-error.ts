import { AwsError } from '../../kernel/aws-error';

/** An error of S3: its answer may carry more elements than the code and the message. */
export class S3Error extends AwsError {
  constructor(
    code: string,
    message: string,
    status: number,
    readonly details: Readonly<Record<string, string>> = {},
  ) {
    super(code, message, status);
  }
}

/** The errors that several operations answer. https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export const s3Errors = {
  accessDenied: (message = 'Access Denied') => new S3Error('AccessDenied', message, 403),
  noSuchBucket: (BucketName: string) =>
    new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404, { BucketName }),
  noSuchKey: (Key: string) => new S3Error('NoSuchKey', 'The specified key does not exist.', 404, { Key }),
  noSuchVersion: (Key: string, VersionId: string) =>
    new S3Error('NoSuchVersion', 'The specified version does not exist.', 404, { Key, VersionId }),
  invalidArgument: (message: string, ArgumentName: string, ArgumentValue: string) =>
    new S3Error('InvalidArgument', message, 400, { ArgumentName, ArgumentValue }),
  malformedXml: () =>
    new S3Error(
      'MalformedXML',
      'The XML you provided was not well-formed or did not validate against our published schema',
      400,
    ),
  preconditionFailed: (Condition: string) =>
    new S3Error('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412, {
      Condition,
    }),
  badDigest: (what: string) =>
    new S3Error('BadDigest', `The ${what} you specified did not match what we received.`, 400),
  methodNotAllowed: (Method: string) =>
    new S3Error('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405, { Method }),
  /** AWS answers 501; what only the sandbox lacks must not look like a server's failure, which clients try again. */
  notImplemented: (what: string) =>
    new S3Error(
      'NotImplemented',
      `A header or query you provided implies functionality that is not implemented: ${what}`,
      400,
    ),
};

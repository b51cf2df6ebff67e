import { AwsError } from '../../kernel/aws-error';

/** An operation that names something that isn't there, or that the caller may not see. */
export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

/** An input whose members are well formed but wrong, or don't fit each other. */
export function invalid(message: string): AwsError {
  return new AwsError('InvalidParametersException', message);
}

/** Something that exists already and may exist only once. */
export function duplicate(message: string): AwsError {
  return new AwsError('DuplicateResourceException', message);
}

/** A deletion of what something else still uses. */
export function inUse(message: string): AwsError {
  return new AwsError('ResourceInUseException', message);
}

/** One more than the service's quota. */
export function limitExceeded(what: string, limit: number): AwsError {
  return new AwsError('LimitExceededException', `The limit of ${limit} ${what} would be exceeded by this operation.`);
}

/** An operation on something that isn't in a state for it. */
export function invalidState(message: string): AwsError {
  return new AwsError('InvalidStateException', message);
}

/** A change, by an account that something is shared with, of what only its owner may change. */
export function accessDenied(operation: string): AwsError {
  return new AwsError('AccessDeniedException', `Access denied for operation '${operation}'.`);
}

/** Refusal of what AWS can do and the sandbox can't, or of what AWS doesn't support either. */
export function notSupported(message: string): AwsError {
  return new AwsError('OperationNotSupportedException', message);
}

/** A parameter that a launch or an update gives twice. */
export function duplicateParameter(key: string): AwsError {
  return invalid(`Duplicate parameter key: ${key}`);
}

/**
 * A call that only the organization's management account, or a delegated administrator, may make.
 *
 * @see https://github.com/crossplane-contrib/provider-upjet-aws/issues/233 for AWS's words.
 */
export function notAuthorized(): AwsError {
  return new AwsError('AccessDeniedException', 'You are not authorized to perform this action');
}

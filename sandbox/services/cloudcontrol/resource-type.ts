import { resourceType } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';

/** @throws AwsError `TypeNotFoundException` for a type that AWS doesn't have. */
export function checkType(type: string): void {
  if (!resourceType(type)) throw new AwsError('TypeNotFoundException', `The type '${type}' cannot be found.`);
}

/** The error for a resource that doesn't exist. */
export function notFound(type: string, identifier: string, requestId: string): AwsError {
  const why = notFoundMessage(type, identifier);
  const message = `${type} Handler returned status FAILED: ${why} (HandlerErrorCode: NotFound, RequestToken: ${requestId})`;
  return new AwsError('ResourceNotFoundException', message);
}

/** Refusal of a resource that doesn't exist, in its handler's words. */
export function notFoundMessage(type: string, identifier: string): string {
  return `Resource of type '${type}' with identifier '${identifier}' was not found.`;
}

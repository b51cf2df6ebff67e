import type {
  ConstraintViolationExceptionReason,
  HandshakeConstraintViolationExceptionReason,
  InvalidInputExceptionReason,
} from '@aws-sdk/client-organizations';
import { AwsError } from '../../kernel/aws-error';

/** A call by an account that is in no organization. */
export const notInUse = () =>
  new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');

/** A call that only another account of the organization may make. */
export const accessDenied = () =>
  new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");

/** Something that isn't there, or isn't of the caller's organization: `what` as AWS names it. */
export function notFound(code: `${string}NotFoundException`, what: string): AwsError {
  return new AwsError(code, `You specified ${what} that doesn't exist.`);
}

export const accountNotFound = () => notFound('AccountNotFoundException', 'an account');
export const parentNotFound = () => notFound('ParentNotFoundException', 'parent');

/** An input that is well formed but wrong. */
export function invalidInput(reason: InvalidInputExceptionReason, message: string): AwsError {
  return new AwsError('InvalidInputException', message, undefined, { Reason: reason });
}

/** Refusal of what a rule of the organization or a quota forbids. */
export function constraintViolation(reason: ConstraintViolationExceptionReason, message: string): AwsError {
  return new AwsError('ConstraintViolationException', message, undefined, { Reason: reason });
}

/** An invitation that can't be sent or answered. */
export function handshakeConstraint(reason: HandshakeConstraintViolationExceptionReason, message: string): AwsError {
  return new AwsError('HandshakeConstraintViolationException', message, undefined, { Reason: reason });
}

/** The management account can't leave or be removed. */
export const masterCannotLeave = () =>
  new AwsError(
    'MasterCannotLeaveOrganizationException',
    "You can't remove the management account from an organization. If you want the management account to become a " +
      'member account in another organization, you must first delete the current organization of the management account.',
  );

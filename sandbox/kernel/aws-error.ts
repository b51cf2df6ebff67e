/**
 * An error that AWS would answer: thrown by an operation, written in the service's own wire format by the protocol.
 *
 * The transaction of the call that throws it is rolled back, so a refused call changes nothing.
 */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  /**
   * @param code the shape name of a modelled exception (`ResourceNotFoundException`) or the code of a common one
   *   (`ValidationError`, `AccessDenied`).
   * @param message in AWS's words.
   * @param status HTTP status where neither the service's model nor the default (400) gives it.
   * @param members further members of the exception, where its model has some: `Reason`. JSON services only.
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status?: number,
    readonly members?: Readonly<Record<string, string>>,
  ) {
    super(message);
  }
}

/** Failure of a state or an execution, as Step Functions shows it: both are absent where a `Fail` state names none. */
export interface Failure {
  /** Name that retriers and catchers know it by: `States.Timeout`, `CloudFormation.CloudFormationException`. */
  readonly error?: string;
  /** Text for people. */
  readonly cause?: string;
}

/** Failure of the state that is being run, thrown. */
export class StateError extends Error {
  constructor(readonly failure: Failure) {
    super(`${failure.error}: ${failure.cause}`);
  }
}

/**
 * `States.Runtime` failure: a definition that doesn't fit the data. Nothing retries or catches it.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function runtimeError(cause: string): StateError {
  return new StateError({ error: 'States.Runtime', cause });
}

/** Whether an error is an answer of AWS, and not a defect or a broken connection. */
export function isAwsError(error: unknown): error is Error {
  // https://docs.aws.amazon.com/AWSJavaScriptSDK/v3/latest/Package/-smithy-types/Interface/SmithyException/
  return error instanceof Error && '$fault' in error;
}

/** Whether AWS has answered that the caller may not do this. */
export function isAccessDenied(error: unknown): boolean {
  return error instanceof Error && /^AccessDenied/.test(error.name);
}

/** Answer of AWS; undefined where it refuses to give one. */
export async function unlessRefused<Answer>(call: () => Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isAwsError(error)) return undefined;
    throw error;
  }
}

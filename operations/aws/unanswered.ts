/** Reason why a call has no answer that could be read. */
export interface Unanswered {
  readonly code: 'no-listener' | 'not-reached' | 'no-answer' | 'unreadable-answer';
  readonly message: string;
}

/** Why a call of AWS has no answer; undefined for any other error. */
export function unanswered(error: unknown): Unanswered | undefined {
  if (!(error instanceof Error)) return undefined;
  const { name, message } = error;
  if (name === 'TimeoutError') return { code: 'no-answer', message: `AWS did not answer in time: ${message}` };
  // The clients leave what they can't read in this field: https://github.com/smithy-lang/smithy-typescript (deserializerMiddleware).
  if ('$response' in error) {
    const [fault] = message.split('\n');
    return { code: 'unreadable-answer', message: `AWS's answer can't be read: ${fault}` };
  }
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ECONNREFUSED') {
    const place = 'address' in error && 'port' in error ? `${error.address}:${error.port}` : 'the endpoint';
    const advice = 'start the sandbox with "npm start", or correct AWS_ENDPOINT_URL.';
    return { code: 'no-listener', message: `Nothing listens at ${place}; ${advice}` };
  }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ECONNRESET' || code === 'ETIMEDOUT') {
    return { code: 'not-reached', message: `AWS can't be reached: ${message}` };
  }
  return undefined;
}

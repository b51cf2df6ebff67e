/** Context of a call, as far as it tells the time that is left, in milliseconds. */
export interface TimeLeft {
  getRemainingTimeInMillis(): number;
}

/**
 * Moment, in milliseconds since 1970, at which a function stops asking others, so that it can still answer by itself.
 *
 * @param reserve milliseconds that it keeps for that
 * @see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html
 */
export function deadlineOf(context: TimeLeft, reserve: number): number {
  return Date.now() + context.getRemainingTimeInMillis() - reserve;
}

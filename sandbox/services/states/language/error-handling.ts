import type { Failure } from './failure';

/** Rule on running a state again that failed: https://states-language.net/spec.html#errors */
export interface Retrier {
  readonly ErrorEquals: readonly string[];
  /** Seconds before the first retry. Default 1. */
  readonly IntervalSeconds?: number;
  /** Default 3. */
  readonly MaxAttempts?: number;
  /** By how much each interval is longer than the one before. Default 2. */
  readonly BackoffRate?: number;
  /** Seconds that an interval is at the most. */
  readonly MaxDelaySeconds?: number;
  /** Default `NONE`; with `FULL` each interval is drawn between 0 and its length. */
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

/** Rule on where to go when a state failed. */
export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly ResultPath?: string | null;
  readonly Next: string;
}

/**
 * Rule that an error is under: the first that names it. `States.ALL` names every error but the two that end an execution;
 * `States.TaskFailed` those too, but `States.Timeout`.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
export function ruleFor<Rule extends Retrier | Catcher>(
  rules: readonly Rule[] = [],
  { error }: Failure,
): Rule | undefined {
  if (error === 'States.Runtime') return undefined;
  return rules.find(({ ErrorEquals }) => ErrorEquals.some((name) => name === error || isWildcard(name, error)));
}

function isWildcard(name: string, error: string | undefined): boolean {
  if (error === 'States.DataLimitExceeded') return false;
  return name === 'States.ALL' || (name === 'States.TaskFailed' && error !== 'States.Timeout');
}

/**
 * Milliseconds before the next retry; undefined where there is none any more.
 *
 * @param retries how often this retrier has had the state run again
 * @param random gives numbers from 0 to below 1
 */
export function retryDelay(retrier: Retrier, retries: number, random: () => number): number | undefined {
  const { IntervalSeconds = 1, MaxAttempts = 3, BackoffRate = 2, MaxDelaySeconds, JitterStrategy } = retrier;
  if (retries >= MaxAttempts) return undefined;
  const seconds = Math.min(IntervalSeconds * BackoffRate ** retries, MaxDelaySeconds ?? Number.POSITIVE_INFINITY);
  return Math.round(seconds * 1000 * (JitterStrategy === 'FULL' ? random() : 1));
}

/** Hours between two sweeps of the guard. */
const HOURS = 1;

/**
 * Schedule of the sweep.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export const SWEEP_SCHEDULE = `rate(${HOURS} hour${HOURS === 1 ? '' : 's'})`;

/** Hours after which a stack that no event told of is protected, at the latest, beside the minutes that a sweep takes. */
export const MISSED_HOURS = HOURS;

/** Hours after which a lift that nobody took back is, at the latest: two sweeps must have seen it. */
export const LIFTED_HOURS = 2 * HOURS;

import { AwsError } from '../../kernel/aws-error';
import type { Continue } from '../../kernel/jobs';
import type { ScheduleTrigger, Work } from '../../kernel/work';
import { enqueueDeliveries, eventOnBus } from './deliver';
import { DEFAULT_BUS, findRule, type RuleRecord, type RuleScope } from './state';

/** The kind of job that waits for the times of a rule's schedule. */
export const SCHEDULE_JOB = 'events/schedule';

/** Payload of that job: the rule, and which writing of it. */
export interface ScheduleJob extends RuleScope {
  readonly rule: string;
  readonly scheduleId: string;
}

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { minute: MINUTE, hour: 60 * MINUTE, day: 24 * 60 * MINUTE };

/**
 * Milliseconds between two times of a schedule; undefined for a cron expression, whose times the sandbox doesn't reckon: a
 * rule that has one starts nothing by itself.
 *
 * @throws AwsError `ValidationException` for what is no schedule
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function periodOf(schedule: string): number | undefined {
  if (/^cron\(\S+( \S+){5}\)$/.test(schedule)) return undefined;
  const [, count = '0', unit = '', plural] = /^rate\(([1-9]\d*) (minute|hour|day)(s?)\)$/.exec(schedule) ?? [];
  const length = UNITS[unit];
  // One is of a minute, more are of minutes.
  if (length === undefined || (count === '1') !== (plural === '')) {
    throw new AwsError('ValidationException', 'Parameter ScheduleExpression is not valid.');
  }
  return Number(count) * length;
}

/** Lets a rule's schedule begin, as part of the transaction under way: it is due for the first time after one period. */
export function beginSchedule(
  { accountId, region, name, schedule, scheduleId }: RuleRecord,
  { parts }: { readonly parts: Pick<Work['parts'], 'jobs'> },
): void {
  const afterMs = schedule === undefined ? undefined : periodOf(schedule);
  if (afterMs === undefined || scheduleId === undefined) return;
  const job: ScheduleJob = { accountId, region, rule: name, scheduleId };
  parts.jobs.enqueue(SCHEDULE_JOB, job, afterMs);
}

/** Takes a time of a schedule: what is written anew or gone has no further one, what is disabled only waits. */
export function takeScheduledTime(job: ScheduleJob, work: Work): Continue<ScheduleJob> | undefined {
  const rule = findRule(work.db, job, DEFAULT_BUS, job.rule);
  if (rule?.schedule === undefined || rule.scheduleId !== job.scheduleId) return undefined;
  fire(rule, work);
  const afterMs = periodOf(rule.schedule);
  return afterMs === undefined ? undefined : { payload: job, afterMs };
}

/**
 * Makes a rule's schedule due now, as part of the transaction under way, beside its own times.
 *
 * @throws AwsError `ResourceNotFoundException` where there is no such rule, or none with a schedule
 */
export const makeDue: ScheduleTrigger = (scope, name, work) => {
  const rule = findRule(work.db, scope, DEFAULT_BUS, name);
  if (rule?.schedule === undefined) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Rule ${name} does not exist on EventBus default, or has no schedule.`,
    );
  }
  fire(rule, work);
};

/** Hands the event of a schedule to the rule's targets: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-run-lambda-schedule.html */
function fire(rule: RuleRecord, work: Work): void {
  if (!rule.enabled) return;
  const event = { source: 'aws.events', detailType: 'Scheduled Event', detail: {}, resources: [rule.arn] };
  enqueueDeliveries(rule, eventOnBus(rule, event, work.now), work);
}

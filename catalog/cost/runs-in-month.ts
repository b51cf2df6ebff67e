import { MONTH_HOURS } from './cost-row';

const UNIT_HOURS: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };

/**
 * Number of runs of a schedule in a month: `rate(5 minutes)`, or a `cron(…)` of minutes and hours that runs every day.
 *
 * @returns undefined for an expression that needs a calendar
 * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function runsInMonth(expression: string): number | undefined {
  const [, value, unit = ''] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  if (value !== undefined) return MONTH_HOURS / (Number(value) * (UNIT_HOURS[unit] ?? 1));
  const [, fields = ''] = /^cron\((.+)\)$/.exec(expression) ?? [];
  const [minutes = '', hours = '', ...calendar] = fields.trim().split(/\s+/);
  if (calendar.length !== 4 || !calendar.every((field) => field === '*' || field === '?')) return undefined;
  const inHour = countOf(minutes, 60);
  const inDay = countOf(hours, 24);
  return inHour === undefined || inDay === undefined ? undefined : (inHour * inDay * MONTH_HOURS) / 24;
}

/** Number of values that a field stands for. */
function countOf(field: string, range: number): number | undefined {
  const counts = field.split(',').map((part) => {
    const [, values = '', step = '1'] = /^(\*|\d+(?:-\d+)?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (values === '') return undefined;
    const [from = 0, to] = values === '*' ? [0, range - 1] : values.split('-').map(Number);
    const last = to ?? (part.includes('/') ? range - 1 : from);
    return Math.floor((last - from) / Number(step)) + 1;
  });
  return counts.reduce<number | undefined>(
    (sum, count) => (sum === undefined || count === undefined ? undefined : sum + count),
    0,
  );
}

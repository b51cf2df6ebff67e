import { isObject, own, sameJson, scalarText } from '../json';
import type { Json, JsonObject } from '../types';
import type { Fact, ResourceState } from './fact';
import { holdsData } from './families';
import { loses } from './losses';

/** Facts about Amazon S3. */
export const s3: readonly Fact[] = [
  ...holdsData('bucket', 'AWS::S3::Bucket'),
  loses(
    {
      ...{ type: 'AWS::S3::Bucket', property: 'LifecycleConfiguration' },
      words: 'the configuration rules apply to both existing objects and objects that you add later',
      page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
    },
    {
      when: {
        looksAt: 'resource',
        says: 'something expires earlier',
        holds: (then, now) => earlier(then, now).length > 0,
      },
      loss: (then, now) => `AWS deletes earlier than before: ${earlier(then, now).map(told).join(', ')}.`,
    },
  ),
];

/** Time after which a rule deletes things: of which kind, and which of them. */
interface Expiry {
  readonly things: 'objects' | 'earlier versions';
  /** Days, or the date in milliseconds since 1970. */
  readonly after: { readonly days: number } | { readonly date: number };
  readonly rule: JsonObject;
}

/** Expiries that no earlier one foresaw at that time: those of what they hold for alone, or of more. */
function earlier(then: ResourceState, now: ResourceState): Expiry[] {
  const before = expiriesOf(then);
  return expiriesOf(now).filter((expiry) => !before.some((former) => foresees(former, expiry)));
}

function foresees(former: Expiry, expiry: Expiry): boolean {
  const [one, other] = [former.after, expiry.after];
  const isNoLater =
    'days' in one ? 'days' in other && one.days <= other.days : 'date' in other && one.date <= other.date;
  return former.things === expiry.things && isNoLater && covers(former.rule, expiry.rule);
}

/** Whether a rule holds for all that another one holds for. */
function covers(rule: JsonObject, other: JsonObject): boolean {
  const [prefix, longer] = [rule, other].map((one) => scalarText(own(one, 'Prefix')) ?? '');
  const filters = ['TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'];
  return (
    (longer ?? '').startsWith(prefix ?? '') &&
    filters.every((name) => own(rule, name) === undefined || sameJson(own(rule, name), own(other, name)))
  );
}

function expiriesOf({ properties }: ResourceState): Expiry[] {
  const configuration = own(properties, 'LifecycleConfiguration');
  const rules = isObject(configuration) ? own(configuration, 'Rules') : undefined;
  return (Array.isArray(rules) ? rules.filter(isObject) : [])
    .filter((rule) => own(rule, 'Status') === 'Enabled')
    .flatMap((rule) => {
      const noncurrent = own(rule, 'NoncurrentVersionExpiration');
      const date = Date.parse(scalarText(own(rule, 'ExpirationDate')) ?? '');
      return [
        ...inDays(rule, 'objects', own(rule, 'ExpirationInDays')),
        ...(Number.isNaN(date) ? [] : [{ rule, things: 'objects', after: { date } } as const]),
        ...inDays(
          rule,
          'earlier versions',
          isObject(noncurrent) ? own(noncurrent, 'NoncurrentDays') : own(rule, 'NoncurrentVersionExpirationInDays'),
        ),
      ];
    });
}

function inDays(rule: JsonObject, things: Expiry['things'], value: Json | undefined): Expiry[] {
  const days = Number(value);
  return value === undefined || Number.isNaN(days) ? [] : [{ rule, things, after: { days } }];
}

function told({ things, after, rule }: Expiry): string {
  const tags = own(rule, 'TagFilters');
  const where = `${scalarText(own(rule, 'Prefix')) || 'everything'}${tags === undefined ? '' : ` with ${JSON.stringify(tags)}`}`;
  const when = 'days' in after ? `after ${after.days} days` : `on ${new Date(after.date).toISOString().slice(0, 10)}`;
  return `${things} (${where}) ${when}`;
}

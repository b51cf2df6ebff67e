import { isObject, own, sameJson, scalarText } from '../json';
import type { Json, JsonObject } from '../types';
import type { Fact, ValuesCondition } from './fact';
import { cuts, holdsData } from './families';

/** Days after which a rule deletes versions of objects, by what it deletes; a rule that is off deletes nothing. */
function expiries(rule: JsonObject): ReadonlyMap<string, number> {
  if (own(rule, 'Status') !== 'Enabled') return new Map();
  const noncurrent = own(rule, 'NoncurrentVersionExpiration');
  const days: readonly [string, Json | undefined][] = [
    ['objects', own(rule, 'ExpirationInDays')],
    ['versions', own(rule, 'NoncurrentVersionExpirationInDays')],
    ['versions', isObject(noncurrent) ? own(noncurrent, 'NoncurrentDays') : undefined],
  ];
  const date = Date.parse(scalarText(own(rule, 'ExpirationDate')) ?? '');
  const told = days.flatMap(([name, value]): [string, number][] =>
    value === undefined ? [] : [[name, Number(scalarText(value))]],
  );
  return new Map<string, number>([...told, ...(Number.isNaN(date) ? [] : [['date', date] as const])]);
}

function rulesOf(configuration: Json | undefined): JsonObject[] {
  const rules = isObject(configuration) ? own(configuration, 'Rules') : undefined;
  return Array.isArray(rules) ? rules.filter(isObject) : [];
}

/** Scope of a rule, by which it is known where it has no id. */
function scopeOf(rule: JsonObject): Json {
  return ['Prefix', 'TagFilters', 'ObjectSizeGreaterThan', 'ObjectSizeLessThan'].map((name) => own(rule, name) ?? null);
}

function isSameRule(one: JsonObject, other: JsonObject): boolean {
  const [id, otherId] = [own(one, 'Id'), own(other, 'Id')];
  return id !== undefined && otherId !== undefined ? id === otherId : sameJson(scopeOf(one), scopeOf(other));
}

/** A rule deletes sooner than it did, or deletes what none did. */
const expiresSooner: ValuesCondition = {
  looksAt: 'values',
  says: 'something expires sooner',
  holds: (before, after) =>
    rulesOf(after).some((rule) => {
      const former = rulesOf(before).find((one) => isSameRule(one, rule));
      const then = former === undefined ? new Map<string, number>() : expiries(former);
      return [...expiries(rule)].some(([name, days]) => days < (then.get(name) ?? Number.POSITIVE_INFINITY));
    }),
};

/** Facts about Amazon S3. */
export const s3: readonly Fact[] = [
  ...holdsData('bucket', 'AWS::S3::Bucket'),
  cuts('AWS::S3::Bucket', 'LifecycleConfiguration', expiresSooner, 'objects that are older than the new expiry', {
    page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-expire-general-considerations.html',
  }),
];

import { isObject, own, scalarText } from '../json';
import type { Json, JsonObject } from '../types';
import type { Fact } from './fact';
import { holdsData } from './families';
import { expiry } from './losses';

/** Facts about Amazon S3. */
export const s3: readonly Fact[] = [
  ...holdsData('bucket', 'AWS::S3::Bucket'),
  expiry(
    {
      ...{ type: 'AWS::S3::Bucket', property: 'LifecycleConfiguration' },
      words: 'the configuration rules apply to both existing objects and objects that you add later',
      page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html',
    },
    expiries,
  ),
];

/** Days until objects are deleted, by what they are; of several rules about the same the shortest. */
function expiries(configuration: Json | undefined): Map<string, number> {
  const rules = isObject(configuration) ? own(configuration, 'Rules') : undefined;
  const found = new Map<string, number>();
  for (const rule of Array.isArray(rules) ? rules.filter(isObject) : []) {
    if (own(rule, 'Status') !== 'Enabled') continue;
    const filter = own(rule, 'TagFilters');
    const where = `${scalarText(own(rule, 'Prefix')) || 'everything'}${filter === undefined ? '' : ` with ${JSON.stringify(filter)}`}`;
    for (const [what, days] of timesOf(rule)) {
      const key = `${what} (${where})`;
      if (days !== undefined) found.set(key, Math.min(days, found.get(key) ?? days));
    }
  }
  return found;
}

function timesOf(rule: JsonObject): (readonly [string, number | undefined])[] {
  const noncurrent = own(rule, 'NoncurrentVersionExpiration');
  return [
    ['objects', numberOf(own(rule, 'ExpirationInDays'))],
    [
      'earlier versions',
      numberOf(
        isObject(noncurrent) ? own(noncurrent, 'NoncurrentDays') : own(rule, 'NoncurrentVersionExpirationInDays'),
      ),
    ],
  ];
}

function numberOf(value: Json | undefined): number | undefined {
  const number = Number(value);
  return value === undefined || Number.isNaN(number) ? undefined : number;
}

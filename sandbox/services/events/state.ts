import type { Target } from '@aws-sdk/client-eventbridge';
import { defineTable, type Store } from '../../store/store';

/** Account and region of a rule. */
export interface RuleScope {
  /** 12 digits. */
  readonly accountId: string;
  readonly region: string;
}

/** A rule on an event bus, with its targets. */
export interface RuleRecord extends RuleScope {
  readonly bus: string;
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  /** JSON text. */
  readonly pattern?: string;
  /** `rate(…)` or `cron(…)`. */
  readonly schedule?: string;
  /** Which writing of the rule counts: what was due by an earlier one isn't any more. */
  readonly scheduleId?: string;
  readonly enabled: boolean;
  readonly roleArn?: string;
  readonly targets: readonly Target[];
}

/** Name of the bus that AWS's own events arrive on. */
export const DEFAULT_BUS = 'default';

/** Rules by account, region, bus and name. */
export const rules = defineTable<RuleRecord>('events/rules');

/** A bus's name from its name or ARN. */
export function busName(nameOrArn: string | undefined): string {
  return (
    nameOrArn
      ?.split('/')
      .slice(nameOrArn.startsWith('arn:') ? 1 : 0)
      .join('/') || DEFAULT_BUS
  );
}

/** The rule of a name on a bus, or undefined. */
export function findRule(
  db: Store,
  { accountId, region }: RuleScope,
  bus: string,
  name: string,
): RuleRecord | undefined {
  return db.get(rules, [accountId, region, bus, name]);
}

/** Writes a rule, new or changed. */
export function saveRule(db: Store, rule: RuleRecord): void {
  db.put(rules, [rule.accountId, rule.region, rule.bus, rule.name], rule);
}

import { randomUUID } from 'node:crypto';
import type * as model from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { type PageRequest, pageOf } from '../../kernel/page';
import type { Work } from '../../kernel/work';
import { readPattern } from './pattern';
import { beginSchedule, periodOf } from './schedule';
import { busName, DEFAULT_BUS, findRule, type RuleRecord, type RuleScope, rules, saveRule } from './state';

/** An operation's call, or a provider's work for an account and region. */
type EventsCall = Pick<Work, 'db' | 'parts'> & RuleScope;

/** Operations of EventBridge, which stacks call too. */
export type EventsOperations = Operations<typeof model, EventsCall>;

/** Operations on rules. */
export const ruleOperations = {
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html: an existing rule keeps its targets. */
  PutRule(input, call) {
    const { Name: name = '', EventPattern: pattern, ScheduleExpression: schedule, State = 'ENABLED' } = input;
    const bus = busName(input.EventBusName);
    if (pattern === undefined && schedule === undefined) {
      throw new AwsError('ValidationException', 'Parameter(s) EventPattern or ScheduleExpression must be specified.');
    }
    if (schedule !== undefined && bus !== DEFAULT_BUS) {
      throw new AwsError('ValidationException', 'ScheduleExpression is supported only on the default event bus.');
    }
    if (pattern !== undefined) readPattern(pattern);
    if (schedule !== undefined) periodOf(schedule);
    const arn = ruleArn(call, bus, name);
    const rule: RuleRecord = {
      ...{ accountId: call.accountId, region: call.region, bus, name, arn, pattern, schedule },
      ...{ description: input.Description, enabled: State !== 'DISABLED', roleArn: input.RoleArn },
      ...(schedule !== undefined && { scheduleId: randomUUID() }),
      targets: findRule(call.db, call, bus, name)?.targets ?? [],
    };
    saveRule(call.db, rule);
    beginSchedule(rule, call);
    return { RuleArn: arn };
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DescribeRule.html */
  DescribeRule(input, call) {
    return shown(theRule(input.Name, input.EventBusName, call));
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListRules.html */
  ListRules(input, call) {
    const all = call.db.list(rules, [call.accountId, call.region, busName(input.EventBusName)]);
    const wanted = all.map(({ value }) => value).filter(({ name }) => name.startsWith(input.NamePrefix ?? ''));
    const { items, next } = pageOf(wanted, ({ name }) => name, pageRequest(input, 'ListRules'));
    return { Rules: items.map(shown), NextToken: next };
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EnableRule.html */
  EnableRule(input, call) {
    saveRule(call.db, { ...theRule(input.Name, input.EventBusName, call), enabled: true });
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DisableRule.html */
  DisableRule(input, call) {
    saveRule(call.db, { ...theRule(input.Name, input.EventBusName, call), enabled: false });
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_DeleteRule.html: one that isn't there is no error. */
  DeleteRule(input, call) {
    const bus = busName(input.EventBusName);
    const rule = findRule(call.db, call, bus, input.Name ?? '');
    if (rule && rule.targets.length > 0) {
      throw new AwsError('ValidationException', "Rule can't be deleted since it has targets.");
    }
    call.db.remove(rules, [call.accountId, call.region, bus, input.Name ?? '']);
  },
} satisfies EventsOperations;

/** @throws AwsError `ResourceNotFoundException`. */
export function theRule(name = '', bus: string | undefined, call: EventsCall): RuleRecord {
  const rule = findRule(call.db, call, busName(bus), name);
  if (rule) return rule;
  throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist on EventBus ${busName(bus)}.`);
}

/**
 * Page that a list operation's input asks for: 100 rows at the most.
 *
 * @param of the operation, and whose rows it lists.
 */
export function pageRequest(
  { Limit = 100, NextToken }: { readonly Limit?: number; readonly NextToken?: string },
  of: string,
): PageRequest {
  const badToken = () => new AwsError('ValidationException', 'The token is not valid.');
  return { token: NextToken, size: Limit, of, badToken };
}

function ruleArn({ accountId, region }: RuleScope, bus: string, name: string): string {
  return `arn:aws:events:${region}:${accountId}:rule/${bus === DEFAULT_BUS ? '' : `${bus}/`}${name}`;
}

function shown({ name, arn, pattern, schedule, enabled, description, roleArn, bus }: RuleRecord) {
  return {
    ...{ Name: name, Arn: arn, EventPattern: pattern, ScheduleExpression: schedule },
    State: enabled ? ('ENABLED' as const) : ('DISABLED' as const),
    ...{ Description: description, RoleArn: roleArn, EventBusName: bus },
  };
}

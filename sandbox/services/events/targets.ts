import type * as events from '@aws-sdk/client-eventbridge';
import { AwsError } from '../../kernel/aws-error';
import { pageOf } from '../../kernel/page';
import { isDelivered } from './deliver';
import type { EventsOperations } from './rules';
import { pageRequest, theRule } from './rules';
import { saveRule } from './state';

/** Targets that a rule may have. */
const MOST_TARGETS = 5;

/** Operations on the targets of rules. */
export const targetOperations = {
  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutTargets.html */
  PutTargets(input, call) {
    const rule = theRule(input.Rule, input.EventBusName, call);
    const given = input.Targets ?? [];
    for (const target of given) check(target);
    const kept = rule.targets.filter(({ Id }) => !given.some((target) => target.Id === Id));
    const targets = [...kept, ...given];
    if (targets.length > MOST_TARGETS) {
      throw new AwsError('LimitExceededException', 'The requested resource exceeds the maximum number allowed.');
    }
    saveRule(call.db, { ...rule, targets });
    return { FailedEntryCount: 0, FailedEntries: [] };
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_RemoveTargets.html */
  RemoveTargets(input, call) {
    const rule = theRule(input.Rule, input.EventBusName, call);
    saveRule(call.db, { ...rule, targets: rule.targets.filter(({ Id = '' }) => !input.Ids?.includes(Id)) });
    return { FailedEntryCount: 0, FailedEntries: [] };
  },

  /** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_ListTargetsByRule.html */
  ListTargetsByRule(input, call) {
    const { targets } = theRule(input.Rule, input.EventBusName, call);
    const { items, next } = pageOf(targets, ({ Id = '' }) => Id, pageRequest(input, `targets ${input.Rule}`));
    return { Targets: items, NextToken: next };
  },
} satisfies EventsOperations;

/** Of what the sandbox delivers, it takes the whole event or a constant: no other input. */
function check(target: events.Target): void {
  if (!isDelivered(target)) return;
  const { Arn, RoleArn, InputPath, InputTransformer } = target;
  if (RoleArn === undefined) throw new AwsError('ValidationException', `RoleArn is required for target ${Arn}.`);
  if (InputPath === undefined && InputTransformer === undefined) return;
  const message =
    'The sandbox hands a state machine the event or a constant Input: it has no InputPath, no InputTransformer.';
  throw new AwsError('ValidationException', message);
}

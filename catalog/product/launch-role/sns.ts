import { type Action, type LaunchRoleStatement, stackNamed } from './statement';

/**
 * Lets the launch role make, change and delete the topics of a product's own stack, and subscribe to them.
 *
 * @param also what else is done with them
 */
export function manageTopics(Sid: string, also: readonly Action[] = []): LaunchRoleStatement {
  const actions: readonly Action[] = [
    'sns:CreateTopic',
    'sns:DeleteTopic',
    'sns:GetDataProtectionPolicy',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTagsForResource',
    'sns:SetTopicAttributes',
    'sns:Subscribe',
    'sns:TagResource',
    'sns:UntagResource',
  ];
  return { Sid, Effect: 'Allow', Action: [...actions, ...also].sort(), Resource: [stackNamed('sns')] };
}

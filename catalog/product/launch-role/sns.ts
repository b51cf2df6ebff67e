import { type Action, type LaunchRoleStatement, stackNamed } from './statement';

/**
 * Lets the launch role make, change and delete the topics of a product's own stack, and their subscriptions, which SNS
 * judges by the topic. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsns.html
 */
export function manageTopics(Sid: string): LaunchRoleStatement {
  const actions: readonly Action[] = [
    'sns:CreateTopic',
    'sns:DeleteTopic',
    'sns:GetDataProtectionPolicy',
    'sns:GetSubscriptionAttributes',
    'sns:GetTopicAttributes',
    'sns:ListSubscriptionsByTopic',
    'sns:ListTagsForResource',
    'sns:SetSubscriptionAttributes',
    'sns:SetTopicAttributes',
    'sns:Subscribe',
    'sns:TagResource',
    'sns:Unsubscribe',
    'sns:UntagResource',
  ];
  return { Sid, Effect: 'Allow', Action: actions, Resource: [stackNamed('sns')] };
}

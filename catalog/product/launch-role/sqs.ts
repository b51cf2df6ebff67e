import { type LaunchRoleStatement, stackNamed } from './statement';

/** Lets the launch role make, change and delete the queues of a product's own stack. */
export function manageQueues(Sid: string): LaunchRoleStatement {
  return {
    Sid,
    Effect: 'Allow',
    Action: [
      'sqs:CreateQueue',
      'sqs:DeleteQueue',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:ListQueueTags',
      'sqs:SetQueueAttributes',
      'sqs:TagQueue',
      'sqs:UntagQueue',
    ],
    Resource: [stackNamed('sqs')],
  };
}

import { CfnQueue, CfnQueuePolicy, type CfnQueueProps } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DataKey } from '../encryption/data-key';

/** As long as SQS keeps a message, in seconds. */
export const fourteenDays = 14 * 24 * 60 * 60;

/**
 * A queue that is encrypted with the key of the data tier, or else with SQS's own. SQS takes one of the two, and its own unless it
 * is told not to, so the other is switched off by name: a queue must be able to change from one to the other.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html
 */
export function encryptedQueue(scope: Construct, id: string, key: DataKey, props: CfnQueueProps): CfnQueue {
  return new CfnQueue(scope, id, {
    sqsManagedSseEnabled: key.whenUsed(false, true),
    kmsMasterKeyId: key.arnOrDefault,
    ...props,
  });
}

/** Gives a queue its policy: nothing but TLS, for anybody, and what else is allowed. */
export function addQueuePolicy(scope: Construct, id: string, queue: CfnQueue, allowed: readonly object[] = []): void {
  new CfnQueuePolicy(scope, id, {
    queues: [queue.ref],
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'RefusePlainHttp',
          Effect: 'Deny',
          Principal: '*',
          Action: 'sqs:*',
          Resource: queue.attrArn,
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        },
        ...allowed,
      ],
    },
  });
}

/** Lets EventBridge put events into a queue, for these rules. */
export function acceptEvents(Sid: string, queue: CfnQueue, rules: string | readonly string[]): object {
  return {
    Sid,
    Effect: 'Allow',
    Principal: { Service: 'events.amazonaws.com' },
    Action: 'sqs:SendMessage',
    Resource: queue.attrArn,
    Condition: { ArnEquals: { 'aws:SourceArn': rules } },
  };
}

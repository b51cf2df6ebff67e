import { CfnRule } from 'aws-cdk-lib/aws-events';
import type { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataKey } from '../../shared/encryption/data-key';
import { acceptEvents, addQueuePolicy, encryptedQueue, fourteenDays } from '../../shared/messaging/private-queue';

/** Bus that the events come from, the key of the queues, and the time that a batch may take. */
export interface IndexQueueProps {
  /** Name of the bus of the app tier. */
  readonly eventBusName: string;
  readonly key: DataKey;
  /** Seconds that the indexer may work on a batch. */
  readonly batchSeconds: number;
}

/** Pattern of the app tier's events about content; the id is all that the indexer needs. */
const eventPattern = { source: ['bellyfed.content'], detail: { id: [{ exists: true }] } };

/** The events that the index follows: a rule on the app's bus, a queue, and one for what could not be indexed. */
export class IndexQueue extends Construct {
  readonly queue: CfnQueue;
  readonly deadLetters: CfnQueue;

  constructor(scope: Construct, id: string, { eventBusName, key, batchSeconds }: IndexQueueProps) {
    super(scope, id);
    this.deadLetters = encryptedQueue(this, 'DeadLetters', key, { messageRetentionPeriod: fourteenDays });
    this.queue = encryptedQueue(this, 'Resource', key, {
      messageRetentionPeriod: fourteenDays,
      // Six times the function's timeout, as Lambda asks:
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: 6 * batchSeconds,
      redrivePolicy: { deadLetterTargetArn: this.deadLetters.attrArn, maxReceiveCount: 10 },
    });
    const rule = new CfnRule(this, 'Rule', {
      description: 'Content that changed, for the search index',
      eventBusName,
      eventPattern,
      state: 'ENABLED',
      targets: [
        {
          id: 'queue',
          arn: this.queue.attrArn,
          deadLetterConfig: { arn: this.deadLetters.attrArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      ],
    });
    addQueuePolicy(this, 'Policy', this.queue, [acceptEvents('Rule', this.queue, rule.attrArn)]);
    addQueuePolicy(this, 'DeadLettersPolicy', this.deadLetters, [acceptEvents('Rule', this.deadLetters, rule.attrArn)]);
  }
}

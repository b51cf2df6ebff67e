import { Aws } from 'aws-cdk-lib';
import { CfnQueue, CfnQueuePolicy } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataKey } from '../data-key';

/** Seconds that a function may work on a batch: queues hide messages for six times as long, as Lambda asks. */
export const batchSeconds = 30;

const fourteenDays = 14 * 24 * 60 * 60;

/** A queue and the one that takes what it could not get handled. */
export interface QueuePair {
  readonly queue: CfnQueue;
  readonly deadLetters: CfnQueue;
}

/** Who may put events into the queues: the ARN of a rule for each. */
export interface EventRules {
  readonly standard: string;
  readonly fifo: string;
}

/**
 * The queues between the bus and the functions: standard, FIFO, a dead-letter queue for each, and one for what never
 * reached its target. All are encrypted and refuse plain HTTP.
 */
export class EventQueues extends Construct {
  readonly standard: QueuePair;
  readonly fifo: QueuePair;
  /** What a rule, a schedule or an asynchronous call could not deliver. */
  readonly undelivered: CfnQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly key: DataKey,
  ) {
    super(scope, id);
    this.standard = this.pair('Standard', false);
    this.fifo = this.pair('Fifo', true);
    this.undelivered = this.queue('Undelivered', { messageRetentionPeriod: fourteenDays });
  }

  /** Gives every queue its policy: rules deliver to theirs, and everybody uses TLS. */
  acceptFrom({ standard, fifo }: EventRules): void {
    this.policy('Standard', this.standard.queue, [standard]);
    this.policy('Fifo', this.fifo.queue, [fifo]);
    this.policy('Undelivered', this.undelivered, [standard, fifo]);
    this.policy('StandardDeadLetters', this.standard.deadLetters);
    this.policy('FifoDeadLetters', this.fifo.deadLetters);
  }

  private pair(id: string, isFifo: boolean): QueuePair {
    const kind = isFifo ? { fifoQueue: true, contentBasedDeduplication: true } : {};
    const deadLetters = this.queue(`${id}DeadLetters`, { ...kind, messageRetentionPeriod: fourteenDays });
    const queue = this.queue(id, {
      ...kind,
      visibilityTimeout: 6 * batchSeconds,
      redrivePolicy: { deadLetterTargetArn: deadLetters.attrArn, maxReceiveCount: 5 },
    });
    return { queue, deadLetters };
  }

  private queue(id: string, props: ConstructorParameters<typeof CfnQueue>[2]): CfnQueue {
    return new CfnQueue(this, id, {
      sqsManagedSseEnabled: this.key.whenUsed(Aws.NO_VALUE, true),
      kmsMasterKeyId: this.key.arnOrDefault,
      ...props,
    });
  }

  private policy(id: string, queue: CfnQueue, rules: readonly string[] = []): void {
    const delivery = {
      Sid: 'Rules',
      Effect: 'Allow',
      Principal: { Service: 'events.amazonaws.com' },
      Action: 'sqs:SendMessage',
      Resource: queue.attrArn,
      Condition: { ArnEquals: { 'aws:SourceArn': rules } },
    };
    new CfnQueuePolicy(this, `${id}Policy`, {
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
          ...(rules.length > 0 ? [delivery] : []),
        ],
      },
    });
  }
}

import type { CfnQueue, CfnQueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataKey } from '../../shared/encryption/data-key';
import { acceptEvents, addQueuePolicy, encryptedQueue, fourteenDays } from '../../shared/messaging/private-queue';

/** Seconds that a function may work on a batch: queues hide messages for six times as long, as Lambda asks. */
export const batchSeconds = 30;

/** A queue and the one that takes what it could not get handled. */
export interface QueuePair {
  readonly queue: CfnQueue;
  readonly deadLetters: CfnQueue;
}

/** Rules that may put events into the queues: the ARN of one for each. */
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
  /** Queue of what a rule, a schedule or an asynchronous call could not deliver. */
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

  private queue(id: string, props: CfnQueueProps): CfnQueue {
    return encryptedQueue(this, id, this.key, props);
  }

  private policy(id: string, queue: CfnQueue, rules: readonly string[] = []): void {
    addQueuePolicy(this, `${id}Policy`, queue, rules.length > 0 ? [acceptEvents('Rules', queue, rules)] : []);
  }
}

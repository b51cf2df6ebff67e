import { Aws } from 'aws-cdk-lib';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { CfnQueue, CfnQueuePolicy, type CfnQueueProps } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { DataKey } from '../data-key';

/** Properties of `IndexQueue`. */
export interface IndexQueueProps {
  /** Name of the bus of the app tier. */
  readonly eventBusName: string;
  readonly key: DataKey;
  /** Seconds that the indexer may work on a batch. */
  readonly batchSeconds: number;
}

const fourteenDays = 14 * 24 * 60 * 60;

/** What the app tier says about content; the id is all that the indexer needs. */
const eventPattern = { source: ['bellyfed.content'], detail: { id: [{ exists: true }] } };

/** The events that the index follows: a rule on the app's bus, a queue, and one for what could not be indexed. */
export class IndexQueue extends Construct {
  readonly queue: CfnQueue;
  readonly deadLetters: CfnQueue;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: IndexQueueProps,
  ) {
    super(scope, id);
    this.deadLetters = this.makeQueue('DeadLetters', { messageRetentionPeriod: fourteenDays });
    this.queue = this.makeQueue('Resource', {
      messageRetentionPeriod: fourteenDays,
      // Six times the function's timeout, as Lambda asks:
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeout: 6 * props.batchSeconds,
      redrivePolicy: { deadLetterTargetArn: this.deadLetters.attrArn, maxReceiveCount: 10 },
    });
    const rule = new CfnRule(this, 'Rule', {
      description: 'Content that changed, for the search index',
      eventBusName: props.eventBusName,
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
    this.policy('Policy', this.queue, rule.attrArn);
    this.policy('DeadLettersPolicy', this.deadLetters, rule.attrArn);
  }

  private makeQueue(id: string, props: CfnQueueProps): CfnQueue {
    const { key } = this.props;
    return new CfnQueue(this, id, {
      sqsManagedSseEnabled: key.whenUsed(Aws.NO_VALUE, true),
      kmsMasterKeyId: key.arnOrDefault,
      ...props,
    });
  }

  /** The rule delivers, and everybody uses TLS. */
  private policy(id: string, queue: CfnQueue, ruleArn: string): void {
    new CfnQueuePolicy(this, id, {
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
          {
            Sid: 'Rule',
            Effect: 'Allow',
            Principal: { Service: 'events.amazonaws.com' },
            Action: 'sqs:SendMessage',
            Resource: queue.attrArn,
            Condition: { ArnEquals: { 'aws:SourceArn': ruleArn } },
          },
        ],
      },
    });
  }
}

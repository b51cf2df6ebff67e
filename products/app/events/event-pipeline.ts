import { Aws } from 'aws-cdk-lib';
import { CfnArchive, CfnEventBus, CfnRule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { uniqueName } from '../../../catalog/product';
import { ownArn } from '../../shared/own-arn';
import type { EventQueues } from './event-queues';

/** Queues that events are routed into, and the time for which past ones can be replayed. */
export interface EventPipelineProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly queues: EventQueues;
  /** Days for which past events can be replayed. */
  readonly archiveDays: number;
}

/** Sources of the platform's own events. */
const ownSources = [{ prefix: 'bellyfed.' }];

/**
 * The bus of the platform's domain events. Its rules route each event into one of two queues: in order where its detail
 * says `"ordered": true`, else in any order. An archive keeps what passed.
 */
export class EventPipeline extends Construct {
  readonly bus: CfnEventBus;

  constructor(scope: Construct, id: string, { environment, queues, archiveDays }: EventPipelineProps) {
    super(scope, id);
    const name = uniqueName(environment, 'events');
    this.bus = new CfnEventBus(this, 'Bus', {
      name,
      description: 'Domain events of the platform',
      policy: { Version: '2012-10-17', Statement: [ownEvents(name)] },
    });
    new CfnArchive(this, 'Archive', {
      sourceArn: this.bus.attrArn,
      description: 'Events of the platform, for a replay',
      eventPattern: { source: ownSources },
      retentionDays: archiveDays,
    });

    const anyOrder = this.route('AnyOrderRule', queues, {
      description: 'Events that may be handled in any order',
      eventPattern: { source: ownSources, detail: { ordered: [{ exists: false }, false] } },
      target: { id: 'queue', arn: queues.standard.queue.attrArn },
    });
    const inOrder = this.route('InOrderRule', queues, {
      description: 'Events that must be handled in the order in which they happened',
      eventPattern: { source: ownSources, detail: { ordered: [true] } },
      target: {
        id: 'queue',
        arn: queues.fifo.queue.attrArn,
        sqsParameters: { messageGroupId: 'ordered' },
      },
    });
    queues.acceptFrom({ standard: anyOrder.attrArn, fifo: inOrder.attrArn });
  }

  private route(
    id: string,
    { undelivered }: EventQueues,
    props: { readonly description: string; readonly eventPattern: object; readonly target: CfnRule.TargetProperty },
  ): CfnRule {
    const { target, ...rest } = props;
    return new CfnRule(this, id, {
      ...rest,
      eventBusName: this.bus.ref,
      state: 'ENABLED',
      targets: [
        {
          ...target,
          deadLetterConfig: { arn: undelivered.attrArn },
          retryPolicy: { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 },
        },
      ],
    });
  }
}

/** Nobody but this account may publish, and from it nothing that claims to come from elsewhere. */
function ownEvents(bus: string): object {
  return {
    Sid: 'OwnEvents',
    Effect: 'Allow',
    Principal: { AWS: `arn:${Aws.PARTITION}:iam::${Aws.ACCOUNT_ID}:root` },
    Action: 'events:PutEvents',
    Resource: ownArn('events', `event-bus/\${Bus}`, { Bus: bus }),
    Condition: { StringLike: { 'events:source': 'bellyfed.*' } },
  };
}

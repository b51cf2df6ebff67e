import { join } from 'node:path';
import { CfnEventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { PlatformFunction } from '../../shared/compute/platform-function';
import type { DataKey } from '../../shared/encryption/data-key';
import type { LogSettings } from '../../shared/logs/log-groups';
import { batchSeconds, type EventQueues } from '../events/event-queues';
import type { Upstream } from '../upstream';

/** Path of a function's entry. */
const code = (name: string) => join(__dirname, `${name}.lambda.ts`);

/** Stores, queues and bus that the functions use, their key and logs, and the addresses of pages and API. */
export interface FunctionsProps {
  readonly data: Upstream['data'];
  readonly key: DataKey;
  readonly logs: LogSettings;
  readonly queues: EventQueues;
  readonly eventBus: { readonly name: string; readonly arn: string };
  /** Origin of the platform's pages. */
  readonly origin: string;
  /** Path of the API beside the application. */
  readonly apiPath: string;
}

/** The three functions: behind the API, for the events of the queues, and for what schedules start. */
export class Functions extends Construct {
  readonly api: PlatformFunction;
  readonly events: PlatformFunction;
  readonly maintenance: PlatformFunction;

  constructor(scope: Construct, id: string, props: FunctionsProps) {
    super(scope, id);
    const { data, key, logs, queues, eventBus } = props;
    const contentTable = { CONTENT_TABLE: data.contentTableName };

    this.api = new PlatformFunction(this, 'Api', {
      description: 'Answers the REST API, and the API path of the load balancer',
      entry: code('api'),
      timeoutInSeconds: 10,
      variables: {
        ...contentTable,
        EVENT_BUS: eventBus.name,
        PLATFORM_ORIGIN: props.origin,
        API_PREFIX: props.apiPath,
      },
      statements: [
        use('Content', data.contentTableArn, 'GetItem', 'PutItem', 'UpdateItem'),
        readList(data),
        { Sid: 'Publish', Effect: 'Allow', Action: 'events:PutEvents', Resource: eventBus.arn },
        key.usable('dynamodb'),
      ],
      logs,
    });
    this.events = new PlatformFunction(this, 'Events', {
      description: 'Handles the events of both queues',
      entry: code('events'),
      timeoutInSeconds: batchSeconds,
      variables: { ...contentTable, IDEMPOTENCY_TABLE: data.idempotencyTableName },
      statements: [
        use('Counts', data.contentTableArn, 'UpdateItem'),
        use('Idempotency', data.idempotencyTableArn, 'PutItem'),
        {
          Sid: 'Receive',
          Effect: 'Allow',
          Action: ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'],
          Resource: [queues.standard.queue.attrArn, queues.fifo.queue.attrArn],
        },
        key.usable('dynamodb', 'sqs'),
      ],
      logs,
    });
    this.maintenance = new PlatformFunction(this, 'Maintenance', {
      description: 'Deletes removed content for good and sums up what there is, on schedule',
      entry: code('maintenance'),
      timeoutInSeconds: 300,
      variables: contentTable,
      statements: [
        use('Content', data.contentTableArn, 'BatchWriteItem', 'PutItem'),
        readList(data),
        key.usable('dynamodb', 'sqs'),
      ],
      logs,
      failuresArn: queues.undelivered.attrArn,
    });

    this.feed('FromStandardQueue', queues.standard.queue.attrArn, 5);
    this.feed('FromFifoQueue', queues.fifo.queue.attrArn);
  }

  /** Hands batches of a queue to the events function; what it reports as failed goes back alone. */
  private feed(id: string, queueArn: string, maximumBatchingWindowInSeconds?: number): void {
    new CfnEventSourceMapping(this, id, {
      eventSourceArn: queueArn,
      functionName: this.events.function.ref,
      batchSize: 10,
      maximumBatchingWindowInSeconds,
      functionResponseTypes: ['ReportBatchItemFailures'],
      // Beyond it the queue waits: DynamoDB and the other functions of the account keep their share.
      scalingConfig: { maximumConcurrency: 10 },
    });
  }
}

/** Actions of DynamoDB on one table. */
function use(sid: string, tableArn: string, ...actions: readonly string[]): object {
  return { Sid: sid, Effect: 'Allow', Action: actions.map((action) => `dynamodb:${action}`), Resource: tableArn };
}

function readList({ contentTableArn }: Upstream['data']): object {
  return { Sid: 'Lists', Effect: 'Allow', Action: 'dynamodb:Query', Resource: `${contentTableArn}/index/gsi1` };
}

import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { LogEntry } from '../../shared/compute/function-log.lambda';
import { type ContentEventType, contentSource } from './content';

/** Change of an author's count of published content that follows from one event. */
export interface CountChange {
  readonly eventId: string;
  readonly author: string;
  readonly by: 1 | -1;
}

/** Counter and log that the processor works with. */
export interface EventParts {
  /** Applies a change once, however often its event is delivered; false when it had been applied before. */
  readonly count: (change: CountChange) => Promise<boolean>;
  readonly log: (entry: LogEntry) => void;
}

const effects: Readonly<Record<ContentEventType, 1 | -1>> = { ContentCreated: 1, ContentRemoved: -1 };

/**
 * Handles the events that the bus routed to a queue. What fails goes back to its queue, alone; in a FIFO queue whatever
 * follows goes back with it, so that the order stays.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function eventHandler(parts: EventParts): (batch: SQSEvent) => Promise<SQSBatchResponse> {
  return async ({ Records }) => {
    const failed: string[] = [];
    for (const record of Records) {
      const mustWait = failed.length > 0 && isOrdered(record);
      if (mustWait || !(await handled(parts, record))) failed.push(record.messageId);
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

function isOrdered({ eventSourceARN }: SQSRecord): boolean {
  return eventSourceARN.endsWith('.fifo');
}

async function handled({ count, log }: EventParts, { messageId, body }: SQSRecord): Promise<boolean> {
  try {
    const change = countChange(JSON.parse(body));
    const outcome = change === undefined ? 'ignored' : (await count(change)) ? 'counted' : 'known';
    log({ level: 'INFO', messageId, outcome });
    return true;
  } catch (error) {
    log({ level: 'ERROR', messageId, message: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/** Change that an event of the bus makes; undefined when it is of a kind that nobody counts. */
function countChange(event: {
  readonly id?: unknown;
  readonly source?: unknown;
  readonly 'detail-type'?: unknown;
  readonly detail?: { readonly author?: unknown };
}): CountChange | undefined {
  const { id, source, 'detail-type': type, detail } = event;
  if (source !== contentSource || !isContentEvent(type)) return undefined;
  if (typeof id !== 'string' || typeof detail?.author !== 'string') throw new Error(`${type} has no id or no author.`);
  return { eventId: id, author: detail.author, by: effects[type] };
}

function isContentEvent(type: unknown): type is ContentEventType {
  return typeof type === 'string' && Object.hasOwn(effects, type);
}

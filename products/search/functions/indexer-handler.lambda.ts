import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { deadlineOf, type TimeLeft } from '../../shared/compute/deadline.lambda';
import type { LogEntry } from '../../shared/compute/function-log.lambda';
import { type ContentDocument, putDocument } from './content-collection.lambda';
import { type ContentSource, removedContent } from './content-source.lambda';
import type { Typesense } from './typesense.lambda';

/** Client, content source and log that the indexer works with. */
export interface IndexerProps {
  /** Made when the first event comes, since it takes a key from Secrets Manager. */
  readonly typesense: () => Promise<Typesense>;
  readonly source: ContentSource;
  readonly log: (entry: LogEntry) => void;
}

/**
 * Brings what events are about into the index. An event only says which content changed; how it is now is read where
 * it is kept. So it doesn't matter in which order events come, or how often.
 *
 * What fails goes back to the queue, alone, and after some attempts to the dead-letter queue.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function indexer(parts: IndexerProps): (batch: SQSEvent, context: TimeLeft) => Promise<SQSBatchResponse> {
  return async ({ Records }, context) => {
    const deadline = deadlineOf(context, 2000);
    const done = await Promise.all(Records.map((record) => indexed(parts, record, deadline)));
    const failed = Records.filter((_, index) => !done[index]);
    return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
  };
}

async function indexed(
  { typesense, source, log }: IndexerProps,
  { messageId, body }: SQSRecord,
  deadline: number,
): Promise<boolean> {
  try {
    const { id, at } = readEvent(JSON.parse(body));
    const document: ContentDocument = (await source.find(id)) ?? removedContent(id, at);
    const outcome = await putDocument((await typesense()).until(deadline), document);
    log({ level: 'INFO', messageId, content: id, removed: document.removed, outcome });
    return true;
  } catch (error) {
    log({ level: 'ERROR', messageId, message: error instanceof Error ? error.message : String(error) });
    return false;
  }
}

/** Which content an event of the bus is about, and until when it can have happened: events carry whole seconds. */
function readEvent(event: { readonly time?: unknown; readonly detail?: { readonly id?: unknown } }) {
  const id = event.detail?.id;
  if (typeof id !== 'string' || !/^[A-Za-z0-9-]{1,128}$/.test(id)) {
    throw new Error(`The event has no id of letters, digits and hyphens, got: ${JSON.stringify(id)}.`);
  }
  const at = Date.parse(String(event.time)) + 999;
  if (Number.isNaN(at)) throw new Error(`The event about ${id} has no time, got: ${JSON.stringify(event.time)}.`);
  return { id, at };
}

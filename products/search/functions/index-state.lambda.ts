import { documentsPath } from './content-collection.lambda';
import { type ContentCursor, removedContent } from './content-source.lambda';
import { expectSuccess, type Typesense } from './typesense.lambda';

/** State of the index: how far all content has been written into it, and when somebody last saw to it. */
export interface IndexState {
  /** Place in the content where the writing goes on; undefined once all is written. */
  readonly next?: ContentCursor;
  /** Milliseconds since 1970. */
  readonly seenAt: number;
}

/** Id of the document that keeps the state; content has none with a dot. */
const id = 'index.state';

/**
 * State of the index as it stands in the collection itself, in the place of removed content: no search shows it, and it goes
 * with the collection. Undefined in one that nobody has filled yet.
 */
export async function readState(typesense: Typesense): Promise<IndexState | undefined> {
  const answer = await typesense.ask({ method: 'GET', path: `${documentsPath}/${id}` });
  if (answer.status === 404) return undefined;
  const { body, version } = expectSuccess(answer, 'reading the state of the index').body;
  return { next: body ? JSON.parse(String(body)) : undefined, seenAt: Number(version) };
}

/** Replaces the state of the index. */
export async function writeState(typesense: Typesense, { next, seenAt }: IndexState): Promise<void> {
  const answer = await typesense.ask({
    method: 'POST',
    path: documentsPath,
    query: { action: 'upsert' },
    body: { ...removedContent(id, seenAt), body: next === undefined ? '' : JSON.stringify(next) },
  });
  expectSuccess(answer, 'writing the state of the index');
}

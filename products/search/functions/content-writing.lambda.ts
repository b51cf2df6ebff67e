import type { LogEntry } from '../../shared/compute/function-log.lambda';
import { dropCollection, ensureCollection, forgetRemoved, putDocument } from './content-collection.lambda';
import { type ContentCursor, type ContentPage, type ContentSource, contentStart } from './content-source.lambda';
import { type IndexState, readState, writeState } from './index-state.lambda';
import { SearchUnavailableError, type Typesense } from './typesense.lambda';

/** Parts that the writing of all content works with. */
export interface WritingParts {
  readonly source: ContentSource;
  readonly now: () => Date;
  readonly log: (entry: LogEntry) => void;
}

/** Result of a run of the writing. */
export interface Written {
  /** Number of documents that were written, or were there in a newer version. */
  readonly documents: number;
  /** Number of items that are no documents, or that Typesense refuses; the log says why. */
  readonly refused?: number;
  /** Why there is more to write: `time is up`, or `another run is at it`. */
  readonly unfinished?: string;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Removed content is forgotten after that time; no event is older, since queues keep none for longer than 14 days. */
const forgetAfter = 30 * day;

/** An index that three runs have missed may not be the one that events went into: another cluster's, or a copy. */
const staleAfter = 15 * minute;

/** Such an index may show what was removed and has since left the table, which the app tier keeps for 30 days. */
const worthlessAfter = 28 * day;

/** A run that says nothing for so long has ended. */
const endedAfter = 3 * minute;

/** Documents that are written at a time. */
const atATime = 10;

/** Time that the writing leaves to its function, in milliseconds: a page of documents, and the end. */
const reserve = minute;

/**
 * Writes all content that isn't in the index yet: into a new one, and on from where an earlier run has stopped. With
 * `anew`, content is written from the beginning even if all is there. It stops in time, and the next run goes on.
 *
 * @throws `SearchUnavailableError` when the nodes can't be asked
 */
export async function writeContent(typesense: Typesense, parts: WritingParts, anew = false): Promise<Written> {
  const now = parts.now().getTime();
  let state = (await ensureCollection(typesense)) ? undefined : await readState(typesense);
  if (state !== undefined && now - state.seenAt > worthlessAfter) {
    await dropCollection(typesense);
    await ensureCollection(typesense);
    state = undefined;
  }
  if (state?.next !== undefined) {
    if (now - state.seenAt < endedAfter) return { documents: 0, unfinished: 'another run is at it' };
    return writeFrom(typesense, parts, state.next);
  }
  if (anew || state === undefined || now - state.seenAt > staleAfter) return writeFrom(typesense, parts, contentStart);
  await writeState(typesense, { seenAt: now });
  return { documents: 0 };
}

async function writeFrom(
  typesense: Typesense,
  { source, now, log }: WritingParts,
  from: ContentCursor,
): Promise<Written> {
  let documents = 0;
  let refused = 0;
  const save = (next: IndexState['next']) => writeState(typesense, { next, seenAt: now().getTime() });
  const result = () => ({ documents, ...(refused > 0 ? { refused } : {}) });
  await save(from);
  for await (const page of source.all(from)) {
    const problems = [...page.problems, ...(await writePage(typesense, page))];
    for (const message of problems) log({ level: 'ERROR', message });
    refused += problems.length;
    documents += page.documents.length + page.problems.length - problems.length;
    await save(page.next);
    if (page.next !== undefined && !typesense.hasTime(reserve)) return { ...result(), unfinished: 'time is up' };
  }
  await forgetRemoved(typesense, new Date(now().getTime() - forgetAfter));
  return result();
}

/** Writes the documents of a page; one that is refused doesn't keep the others away. Returns why they were. */
async function writePage(typesense: Typesense, { documents }: ContentPage): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let start = 0; start < documents.length; start += atATime) {
    const some = documents.slice(start, start + atATime);
    const outcomes = await Promise.allSettled(some.map((document) => putDocument(typesense, document)));
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') continue;
      if (outcome.reason instanceof SearchUnavailableError) throw outcome.reason;
      problems.push(outcome.reason instanceof Error ? outcome.reason.message : String(outcome.reason));
    }
  }
  return problems;
}

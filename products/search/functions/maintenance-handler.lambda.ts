import { ensureCollection, ensureSearchKey, forgetRemoved, putDocument } from './content-collection.lambda';
import type { ContentSource } from './content-source.lambda';
import { expectSuccess, SearchUnavailableError, type Typesense } from './typesense.lambda';

/** What there is to do: each schedule asks for one task. */
export type Task = 'prepare' | 'reindex' | 'snapshot';

/** What the maintenance works with. */
export interface MaintenanceProps {
  readonly typesense: () => Promise<Typesense>;
  /** The key that the search function uses. */
  readonly searchKey: () => Promise<string>;
  readonly source: ContentSource;
  /** Directory of the snapshots as the nodes see it. */
  readonly snapshots: string;
  readonly now: () => Date;
  readonly log: (entry: Readonly<Record<string, unknown>>) => void;
}

/** Removed content is forgotten after that time; no event is older, since queues keep none for longer than 14 days. */
const forgetAfter = 30 * 24 * 60 * 60 * 1000;

/** Documents that are written at a time. */
const atATime = 10;

/**
 * `prepare` makes the search key and the collection unless they are there, and fills a new collection: a launch doesn't
 * wait for it, so it waits for the nodes. `reindex` writes all content anew, which mends what an event was lost for.
 * `snapshot` lets a node write a consistent copy into its own directory.
 *
 * @throws `Error` on an unknown task, or when a task fails: Lambda then tries again
 */
export function maintenance(parts: MaintenanceProps): (event: { readonly task?: unknown }) => Promise<void> {
  const tasks: Readonly<Record<Task, (parts: MaintenanceProps) => Promise<object>>> = { prepare, reindex, snapshot };
  const isTask = (task: unknown): task is Task => typeof task === 'string' && Object.hasOwn(tasks, task);
  return async ({ task }) => {
    if (!isTask(task)) {
      throw new Error(`The task must be one of ${Object.keys(tasks).join(', ')}, got: ${JSON.stringify(task)}.`);
    }
    parts.log({ level: 'INFO', task, ...(await tasks[task](parts)) });
  };
}

async function prepare(parts: MaintenanceProps) {
  try {
    const client = await parts.typesense();
    await ensureSearchKey(client, await parts.searchKey());
    return (await ensureCollection(client)) ? await reindex(parts) : { documents: 0 };
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error;
    return { level: 'WARN', waiting: error.message };
  }
}

async function reindex({ typesense, source, now }: MaintenanceProps) {
  const client = await typesense();
  await ensureCollection(client);
  let documents = 0;
  for await (const page of source.all()) {
    for (let start = 0; start < page.length; start += atATime) {
      await Promise.all(page.slice(start, start + atATime).map((document) => putDocument(client, document)));
    }
    documents += page.length;
  }
  await forgetRemoved(client, new Date(now().getTime() - forgetAfter));
  return { documents };
}

/** Named after its time, since Typesense copies into a directory that exists without clearing it. */
async function snapshot({ typesense, snapshots, now }: MaintenanceProps) {
  const name = now()
    .toISOString()
    .replaceAll(/[-:]|[.]\d+/g, '');
  const answer = await (await typesense()).ask({
    method: 'POST',
    path: '/operations/snapshot',
    query: { snapshot_path: `${snapshots}/${name}` },
    timeout: 240_000,
  });
  if (answer.status === 409) return { skipped: 'a snapshot is being made' };
  if (expectSuccess(answer, 'making a snapshot').body.success !== true) throw new Error(`The snapshot ${name} failed.`);
  return { snapshot: name };
}

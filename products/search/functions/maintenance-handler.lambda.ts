import { setTimeout as sleep } from 'node:timers/promises';
import { deadlineOf, type TimeLeft } from '../../shared/compute/deadline.lambda';
import { documentsOfNodes } from './content-collection.lambda';
import { type WritingParts, writeContent } from './content-writing.lambda';
import { ensureSearchKey } from './search-key.lambda';
import { expectSuccess, SearchUnavailableError, type Typesense } from './typesense.lambda';

/** Task of the maintenance; each schedule asks for one. */
export type Task = 'prepare' | 'reindex' | 'snapshot';

/** Parts that the maintenance works with. */
export interface MaintenanceProps extends WritingParts {
  readonly typesense: () => Promise<Typesense>;
  /** The key that the search function uses. */
  readonly searchKey: () => Promise<string>;
  /** Directory of the snapshots as the nodes see it. */
  readonly snapshots: string;
}

/**
 * `prepare` makes the search key and the collection unless they are there, writes what is missing in the index, and looks at
 * every node: a launch doesn't wait for it, so it waits for the nodes. `reindex` writes all content anew, which mends what an
 * event was lost for. `snapshot` lets a node write a consistent copy into its own directory.
 *
 * Every `prepare` logs whether search is `ready`: all nodes answer, and show as many documents.
 *
 * @throws `Error` on an unknown task, or when a task fails: Lambda then tries again
 */
export function maintenance(
  parts: MaintenanceProps,
): (event: { readonly task?: unknown }, context: TimeLeft) => Promise<void> {
  const isTask = (task: unknown): task is Task => typeof task === 'string' && Object.hasOwn(tasks, task);
  return async ({ task }, context) => {
    if (!isTask(task)) {
      throw new Error(`The task must be one of ${Object.keys(tasks).join(', ')}, got: ${JSON.stringify(task)}.`);
    }
    const deadline = deadlineOf(context, 10_000);
    const typesense = async () => (await parts.typesense()).until(deadline);
    const { level = 'INFO', ...result } = await tasks[task]({ ...parts, typesense });
    parts.log({ level, task, ...result });
  };
}

const tasks: Readonly<Record<Task, (parts: MaintenanceProps) => Promise<object & { readonly level?: 'WARN' }>>> = {
  prepare,
  reindex: async ({ typesense, ...parts }) => writeContent(await typesense(), parts, true),
  snapshot,
};

async function prepare({ typesense, searchKey, ...parts }: MaintenanceProps) {
  try {
    const client = await typesense();
    await ensureSearchKey(client, await searchKey());
    const written = await writeContent(client, parts);
    return { ...written, ...(await lookAtNodes(client)) };
  } catch (error) {
    if (!(error instanceof SearchUnavailableError)) throw error;
    return { level: 'WARN' as const, ready: false, waiting: error.message };
  }
}

/** Readiness of search: all nodes show the same, though those that follow the leader may be a moment behind. */
async function lookAtNodes(typesense: Typesense) {
  for (let looks = 1; ; looks += 1) {
    const nodes = await documentsOfNodes(typesense);
    const [first, ...others] = Object.values(nodes);
    if (typeof first === 'number' && others.every((each) => each === first)) return { ready: true };
    if (looks === 3) return { level: 'WARN' as const, ready: false, nodes };
    await sleep(1000);
  }
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

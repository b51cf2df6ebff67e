import { expectSuccess, messageOf, SearchUnavailableError, type Typesense } from './typesense.lambda';

/** Name of the one collection. */
export const contentCollection = 'content';

/** Path of the collection's documents. */
export const documentsPath = `/collections/${contentCollection}/documents`;

/** A piece of content as it stands in the index, or the place of one that was removed. */
export interface ContentDocument {
  /** The content's own id: letters, digits and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly author: string;
  /** When it was created, in milliseconds since 1970. */
  readonly createdAt: number;
  /** Whether it was removed: it is kept without its text, so that what is older can't bring it back. */
  readonly removed: boolean;
  /** When it came to be as it is, in milliseconds since 1970. */
  readonly version: number;
}

const collection = { method: 'GET', path: `/collections/${contentCollection}` } as const;

/** @see https://typesense.org/docs/30.2/api/collections.html */
const schema = {
  name: contentCollection,
  fields: [
    { name: 'title', type: 'string' },
    { name: 'body', type: 'string' },
    { name: 'author', type: 'string', facet: true },
    { name: 'createdAt', type: 'int64' },
    { name: 'removed', type: 'bool', facet: true },
    { name: 'version', type: 'int64' },
  ],
  default_sorting_field: 'createdAt',
};

/**
 * Makes the collection unless every node that answers has it.
 *
 * @returns whether it was made now, and is empty
 * @throws `SearchUnavailableError` when no node answers
 */
export async function ensureCollection(typesense: Typesense): Promise<boolean> {
  const said = await typesense.askEach(collection);
  if (said.some((each) => 'answer' in each && each.answer.status === 404)) return makeCollection(typesense);
  if (!said.some((each) => 'answer' in each)) expectSuccess(await typesense.ask(collection), 'reading the collection');
  return false;
}

async function makeCollection(typesense: Typesense): Promise<boolean> {
  const made = await typesense.ask({ method: 'POST', path: '/collections', body: schema });
  // It is there: another function may have made it meanwhile, or a node doesn't know it yet.
  if (made.status === 409) return false;
  expectSuccess(made, 'making the collection');
  return true;
}

/** Removes the collection, and all that is known of it, unless it is gone. */
export async function dropCollection(typesense: Typesense): Promise<void> {
  const answer = await typesense.ask({ ...collection, method: 'DELETE', timeout: 60_000 });
  if (answer.status !== 404) expectSuccess(answer, 'removing the collection');
}

/** Numbers of documents by nodes; a text says why a node shows none. */
export type NodeDocuments = Readonly<Record<string, number | string>>;

/** Numbers of documents that the nodes show, by their names: all must show the same. */
export async function documentsOfNodes(typesense: Typesense): Promise<NodeDocuments> {
  const said = await typesense.askEach(collection);
  return Object.fromEntries(
    said.map((each) => {
      if ('problem' in each) return [each.node, each.problem];
      const { status, body } = each.answer;
      return [
        each.node,
        typeof body.num_documents === 'number' ? body.num_documents : `${status} ${messageOf(each.answer)}`,
      ];
    }),
  );
}

/**
 * Brings a document into the index unless a newer version is there. Whoever does it, in whatever order, several at a
 * time or twice: the newest version stays, since Typesense itself compares, in the write.
 *
 * @returns `stale` when a newer version was there
 * @throws `Error` when Typesense refuses the document, `SearchUnavailableError` when it can't be asked or has no collection
 */
export async function putDocument(typesense: Typesense, document: ContentDocument): Promise<'stale' | 'written'> {
  if (await replaceOlder(typesense, document)) return 'written';
  const created = await typesense.ask({
    method: 'POST',
    path: documentsPath,
    query: { action: 'create' },
    body: document,
  });
  // It is there: as a newer version, or somebody else was faster to create an older one.
  if (created.status === 409) return (await replaceOlder(typesense, document)) ? 'written' : 'stale';
  if (created.status === 404) {
    await makeCollection(typesense);
    throw new SearchUnavailableError(
      `The collection was missing and has been made; ${document.id} must be tried again.`,
    );
  }
  expectSuccess(created, `creating ${document.id}`);
  return 'written';
}

/** Whether there was a document of the same version or an older one, which has been replaced. */
async function replaceOlder(typesense: Typesense, { id, ...fields }: ContentDocument): Promise<boolean> {
  const answer = await typesense.ask({
    method: 'PATCH',
    path: documentsPath,
    query: { filter_by: `id:=${id} && version:<=${fields.version}` },
    body: fields,
  });
  if (answer.status === 404) return false;
  return Number(expectSuccess(answer, `updating ${id}`).body.num_updated) > 0;
}

/** Forgets what was removed before a moment: nothing older can come any more. */
export async function forgetRemoved(typesense: Typesense, before: Date): Promise<void> {
  const answer = await typesense.ask({
    method: 'DELETE',
    path: documentsPath,
    query: { filter_by: `removed:=true && version:<${before.getTime()}` },
    timeout: 60_000,
  });
  if (answer.status !== 404) expectSuccess(answer, 'forgetting what was removed');
}

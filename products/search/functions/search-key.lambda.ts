import { createHmac } from 'node:crypto';
import { contentCollection } from './content-collection.lambda';
import { expectSuccess, type Typesense } from './typesense.lambda';

/**
 * Makes a key unless it is there that may search the collection and do nothing else.
 *
 * @param value the key itself; Typesense stores its hash
 * @see https://typesense.org/docs/30.2/api/api-keys.html
 */
export async function ensureSearchKey(typesense: Typesense, value: string): Promise<void> {
  const answer = await typesense.ask({
    method: 'POST',
    path: '/keys',
    body: { description: 'Search function', actions: ['documents:search'], collections: [contentCollection], value },
  });
  if (answer.status !== 409) expectSuccess(answer, 'making the search key');
}

/**
 * A key that searches what wasn't removed, and nothing else: the filter is signed into it.
 *
 * @param searchKey a key that may only search
 * @see https://typesense.org/docs/30.2/api/api-keys.html#generate-scoped-search-key
 */
export function scopedKey(searchKey: string): string {
  const embedded = JSON.stringify({ filter_by: 'removed:=false' });
  const signature = createHmac('sha256', searchKey).update(embedded).digest('base64');
  return Buffer.from(`${signature}${searchKey.slice(0, 4)}${embedded}`).toString('base64');
}

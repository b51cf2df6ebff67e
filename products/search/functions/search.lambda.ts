import { log, secret, typesenseWith } from './clients';
import { scopedKey, searcher } from './searcher';

/** Entry of the function that answers searches. */
export const handler = searcher({
  typesense: typesenseWith(async () => scopedKey(await secret('SEARCH_KEY_SECRET'))),
  log,
});

import { log, secret, typesenseWith } from './clients.lambda';
import { scopedKey, searcher } from './search-handler.lambda';

/** Entry of the function that answers searches. */
export const handler = searcher({
  typesense: typesenseWith(async () => scopedKey(await secret('SEARCH_KEY_SECRET'))),
  log,
});

import { log } from '../../shared/compute/function-log.lambda';
import { secret, typesenseWith } from './clients.lambda';
import { searcher } from './search-handler.lambda';
import { scopedKey } from './search-key.lambda';

/** Entry of the function that answers searches. */
export const handler = searcher({
  typesense: typesenseWith(async () => scopedKey(await secret('SEARCH_KEY_SECRET'))),
  log,
});

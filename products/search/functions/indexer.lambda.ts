import { log } from '../../shared/compute/function-log.lambda';
import { contentTable, secret, typesenseWith } from './clients.lambda';
import { indexer } from './indexer-handler.lambda';

/** Entry of the function that keeps the index in step with the platform's events. */
export const handler = indexer({
  typesense: typesenseWith(() => secret('KEY_SECRET')),
  source: contentTable(),
  log,
});

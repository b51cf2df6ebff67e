import { log } from '../../shared/compute/function-log.lambda';
import { contentTable, secret, typesenseWith } from './clients.lambda';
import { variable } from './environment.lambda';
import { maintenance } from './maintenance-handler.lambda';

/** Entry of the function that the schedules start. */
export const handler = maintenance({
  typesense: typesenseWith(() => secret('KEY_SECRET')),
  searchKey: () => secret('SEARCH_KEY_SECRET'),
  source: contentTable(),
  snapshots: variable('SNAPSHOTS'),
  now: () => new Date(),
  log,
});

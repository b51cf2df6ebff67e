import { CatalogError } from '../../catalog/errors';

/** Failure of a store that can't be written to any more: `state-full`, `state-unwritable`. What was committed is kept. */
export class StoreFailure extends CatalogError {}

import { CatalogError } from '../../../catalog/errors';
import { defineTable, Store } from '../../../sandbox/store/store';

/** Writes rows to a store until it can't be written to any more, and tells what came of that. */
async function main(): Promise<void> {
  const table = defineTable<Buffer>('test/fill');
  const store = await Store.open(process.argv[2] ?? '');
  let answered = 0;
  const put = () => store.transact(() => store.put(table, [answered], Buffer.alloc(100_000, 'x')));
  const tried = () =>
    put().then(
      () => undefined,
      (error: unknown) => (error instanceof CatalogError ? error : String(error)),
    );
  let first: unknown;
  while (first === undefined) {
    first = await tried();
    if (first === undefined) answered += 1;
  }
  const second = await tried();
  const shown = (error: unknown) =>
    error instanceof CatalogError ? { code: error.code, message: error.message } : error;
  const failure = (await store.failure).code;
  process.stdout.write(JSON.stringify({ answered, first: shown(first), second: shown(second), failure }));
  process.exit(3);
}

void main();

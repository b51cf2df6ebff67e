/** Process in which cases run: parent sends kinds and numbers, it answers each. What ends it, or what it never answers, is a failure. */
import { Random } from '../sandbox/random';
import type { FuzzKind, FuzzPlace } from './kind';

/** Case to run: the file and name of its kind's list say what, seed and number which. */
export interface CaseOrder {
  /** Module that exports `kinds`. */
  readonly module: string;
  readonly kind: string;
  readonly seed: string;
  /** Undefined: only make the kind ready. */
  readonly number?: number;
}

/** Answer to an order. */
export interface CaseAnswer {
  readonly parsed: boolean;
  readonly fault?: string;
}

const places = new Map<string, FuzzPlace>();

async function placeOf({ module, kind }: CaseOrder): Promise<FuzzPlace> {
  const known = places.get(kind);
  if (known) return known;
  for (const other of places.values()) await other.close();
  places.clear();
  const { kinds }: { readonly kinds: readonly FuzzKind[] } = await import(module);
  const found = kinds.find(({ name }) => name === kind);
  if (!found) throw new Error(`There is no kind ${kind}: ${kinds.map(({ name }) => name).join(', ')}.`);
  const place = await found.open();
  places.set(kind, place);
  return place;
}

async function answer(order: CaseOrder): Promise<CaseAnswer> {
  const place = await placeOf(order);
  if (order.number === undefined) return { parsed: false };
  try {
    return await place.run(new Random(`${order.seed}/${order.kind}/${order.number}`), order.number);
  } catch (error) {
    return { parsed: true, fault: `thrown: ${error instanceof Error ? error.stack : String(error)}` };
  }
}

process.on('message', (order: CaseOrder) => {
  answer(order).then(
    (it) => process.send?.(it),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

process.on('disconnect', async () => {
  for (const place of places.values()) await place.close();
  process.exit();
});

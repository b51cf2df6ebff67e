import rows from './simulated-values.json';

/**
 * Names of a type's resources, in `simulated-values.json`. Texts hold placeholders; `placeholders.ts` lists them.
 * A type without a row is named from what AWS's database says `Ref` returns.
 */
export interface ValueRow {
  /** Answer of `Ref`. */
  readonly id?: string;
  /** Properties that name the resource; without them CloudFormation makes a name. */
  readonly name?: readonly string[];
  /** Properties that two resources can't share; counts only where the name is given. */
  readonly unique?: readonly string[];
  /** Reach of that: by default one account and region; `account` every region of one, `world` anywhere. */
  readonly reach?: 'account' | 'world';
  /** The type whose names this one shares. */
  readonly as?: string;
  /** Characters that a name may have; 64 unless it says. */
  readonly longest?: number;
  /** The name is never a property: it is always made. */
  readonly generated?: boolean;
  readonly attributes?: Readonly<Record<string, string | number | readonly string[]>>;
}

const table: Readonly<Record<string, unknown>> = rows;

/** The row of a type, or undefined. */
export function valueRow(type: string): ValueRow | undefined {
  return Object.hasOwn(table, type) ? (table[type] as ValueRow) : undefined;
}

import { CatalogError } from '../../catalog/errors';
import type { Rows } from './rows';
import { defineTable } from './table';

/** Form of a state: whose rows they are, and a number that grows with each change of them. */
interface Form {
  readonly name: string;
  readonly version: number;
}

const forms = defineTable<Form>('sandbox/format');

const NAME = 'bellyfed-sandbox';

/** All rows of a state, of whatever program. */
export interface AllRows extends Rows {
  /** Whether there is no row at all. */
  isEmpty(): boolean;
}

/** Change of a state's rows from the form that an earlier release gave them to the next. */
export type Migration = (rows: Rows) => void;

/**
 * Brings a state to the form of this release, inside the transaction that opens it: wholly, or not at all. A state
 * without rows gets that form.
 *
 * @param migrations from form 1 on, one a form: the state of a release that had `n` of them has form `n + 1`.
 * @throws CatalogError `foreign-state` where another program wrote it or a newer release did.
 */
export function bringForward(rows: AllRows, folder: string, migrations: readonly Migration[]): void {
  const newest = migrations.length + 1;
  const form = rows.get(forms, []);
  if (form ? form.name !== NAME : !rows.isEmpty()) {
    const advice = 'Nothing was changed; choose another folder with --state.';
    throw new CatalogError('foreign-state', `State folder ${folder} holds the store of another program. ${advice}`);
  }
  const { version } = form ?? { version: newest };
  if (version > newest) {
    const forms = `format ${version}, this release reads ${newest}`;
    const advice = 'Nothing was changed; use the release that wrote it, or choose another folder with --state.';
    throw new CatalogError(
      'foreign-state',
      `State folder ${folder} was written by a newer release (${forms}). ${advice}`,
    );
  }
  for (const migrate of migrations.slice(version - 1)) migrate(rows);
  if (form?.version !== newest) rows.put(forms, [], { name: NAME, version: newest });
}

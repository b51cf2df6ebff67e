import { type ConditionalActions, OPERATIONS, type Operation, type ResourceTypeRow } from '../../catalog/permissions';
import type { Canonical } from './canonical-actions';
import { jsonText } from './json-text';
import type { ProviderSchema } from './provider-schema';

/** Rows of `resource-types.json` as the file has them. */
export type Rows = Readonly<Record<string, ResourceTypeRow>>;

/** Result of laying provider schemas beside the rows. */
export interface RenewedRows {
  readonly text: string;
  /** One line a difference: actions that were added, and actions that no schema names any more, which stay. */
  readonly notes: readonly string[];
}

/** Actions that rows name by the properties that ask for them: `passRole`, `serviceLinkedRole`. */
const BY_PROPERTY = ['iam:PassRole', 'iam:CreateServiceLinkedRole'];

/**
 * Rows with what AWS's schemas ask for beyond them. An action that is new is asked for unconditionally, until somebody
 * tells which property needs it or why it is left out; one that a schema has dropped is named and stays: drop it, or move
 * it to `caller` with the page that asks for it. What has a source of its own (`caller`, `unscoped`) stays as it is.
 *
 * @param canonical spells out an action of a schema as IAM knows it: the right case, wildcards resolved
 */
export function renewedRows(rows: Rows, schemas: readonly ProviderSchema[], canonical: Canonical): RenewedRows {
  const notes: string[] = [];
  const byType = new Map(schemas.map((schema) => [schema.typeName, schema]));
  const renewed = Object.entries(rows).map(([type, row]): [string, ResourceTypeRow] => {
    const schema = byType.get(type);
    // Types that CloudFormation handles itself have no handlers: their rows follow from pages.
    if (schema?.handlers === undefined) return [type, row];
    const lists = OPERATIONS.map((operation): [Operation, readonly string[]] => {
      const asked = (permissionsOf(schema, operation) ?? []).map(canonical);
      const known = knownOf(row, operation);
      // Of a wildcard, a row names those that are needed.
      const added = [...new Set(asked.filter((actions) => !actions.some((action) => known.has(action))).flat())].sort();
      const gone = [...row[operation], ...conditionalOf(row, operation)].filter(
        (action) => !asked.flat().includes(action),
      );
      if (added.length > 0) notes.push(`${type}: ${operation} asks for ${added.join(', ')}: added`);
      if (gone.length > 0) notes.push(`${type}: ${operation} no longer asks for ${gone.join(', ')}: kept`);
      return [operation, [...row[operation], ...added].sort()];
    });
    return [type, { ...row, ...Object.fromEntries(lists) }];
  });
  return { text: jsonText(Object.fromEntries(renewed)), notes };
}

function permissionsOf({ handlers, tagging }: ProviderSchema, operation: Operation): readonly string[] | undefined {
  return operation === 'tag' ? tagging?.permissions : handlers?.[operation]?.permissions;
}

function conditionalOf({ conditional = [] }: ResourceTypeRow, operation: Operation): readonly string[] {
  if (operation === 'tag') return [];
  const removal = (each: ConditionalActions) => (operation === 'update' ? (each.removal ?? []) : []);
  return conditional.flatMap((each) => [...(each[operation] ?? []), ...removal(each)]);
}

/** Actions of the schema that a row says something of, whatever it says. */
function knownOf(row: ResourceTypeRow, operation: Operation): ReadonlySet<string> {
  const said = [...row[operation], ...conditionalOf(row, operation), ...Object.keys(row.omitted ?? {})];
  return new Set([...said, ...BY_PROPERTY]);
}

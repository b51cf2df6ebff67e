import { LineCounter, parseDocument, stringify } from 'yaml';
import { CatalogError } from '../errors';
import { placeText, yamlFault } from '../template/yaml-fault';
import { isVersion, type LedgerEntry, type ReleaseStatus, releaseStatuses } from './release';

/** The ledger's fields in the order in which they are written, each with what it must be. */
const fields: Readonly<Record<keyof LedgerEntry, { readonly is: (value: unknown) => boolean; readonly what: string }>> =
  {
    version: { is: (value) => isText(value) && isVersion(value), what: 'three numbers, as in 1.2.0' },
    date: { is: (value) => isText(value) && isDay(value), what: 'a day in UTC, as in 2026-11-22' },
    status: { is: (value) => isText(value) && isStatus(value), what: `one of ${releaseStatuses.join(', ')}` },
    security: { is: (value) => value === undefined || hasText(value), what: 'a reason, or left out' },
    notes: { is: hasText, what: 'a text that says what is new' },
    upgradeNotes: {
      is: (value) => value === undefined || hasText(value),
      what: 'a text, or left out',
    },
    sha256: { is: (value) => isText(value) && /^[0-9a-f]{64}$/.test(value), what: '64 lower-case hexadecimal digits' },
  };

/**
 * Reads a ledger, in the order in which it is written.
 *
 * @param text the content of `releases.yaml`
 * @param where the file's path, for messages
 * @throws `CatalogError` `invalid-ledger` that names the entry, the field and the value received
 */
export function parseLedger(text: string, where: string): LedgerEntry[] {
  const refuse = (problem: string): never => {
    throw new CatalogError('invalid-ledger', `${where}: ${problem}`);
  };
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [error] = document.errors;
  if (error) {
    const fault = yamlFault(error, text, lines);
    refuse(`not YAML: ${fault.reason} ${placeText(fault)}`);
  }
  const entries: unknown = document.toJS();
  if (!Array.isArray(entries)) return refuse(`must be a list of releases, got: ${JSON.stringify(entries)}.`);
  return entries.map((entry: unknown, index) => {
    if (!isRecord(entry)) return refuse(`entry ${index + 1} must have fields, got: ${JSON.stringify(entry)}.`);
    const name = isText(entry.version) ? entry.version : `entry ${index + 1}`;
    const unknown = Object.keys(entry).find((field) => !(field in fields));
    if (unknown !== undefined) {
      return refuse(`${name} has the field ${unknown}; a release has ${Object.keys(fields).join(', ')}.`);
    }
    for (const [field, { is, what }] of Object.entries(fields)) {
      if (!is(entry[field])) refuse(`${name}: ${field} must be ${what}, got: ${JSON.stringify(entry[field])}.`);
    }
    if (entry.security !== undefined && entry.status !== 'retired') {
      refuse(`${name}: security is why a release was retired, got one that is ${entry.status}.`);
    }
    // Every field was checked just above.
    return entry as unknown as LedgerEntry;
  });
}

/** The text of a ledger; parsing it gives the same entries. */
export function renderLedger(entries: readonly LedgerEntry[]): string {
  const ordered = entries.map((entry) =>
    Object.fromEntries(
      (Object.keys(fields) as (keyof LedgerEntry)[])
        .filter((field) => entry[field] !== undefined)
        .map((field) => [field, entry[field]]),
    ),
  );
  return `# Written by "npm run catalog -- release", the oldest version first; a released file never changes.\n${stringify(ordered, { lineWidth: 120 })}`;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function hasText(value: unknown): boolean {
  return isText(value) && value.trim() !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isStatus(value: string): value is ReleaseStatus {
  return (releaseStatuses as readonly string[]).includes(value);
}

function isDay(value: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? new Date(`${value}T00:00:00Z`) : undefined;
  return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value);
}

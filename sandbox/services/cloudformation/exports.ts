import { defineTable, type Store } from '../../store/store';
import type { StackOutput, StackRecord, StackScope } from './state';

/** An exported output. */
export interface ExportRecord {
  readonly value: string;
  /** Id of the stack that exports it. */
  readonly stackId: string;
}

/** Exports by account, region and name. */
export const stackExports = defineTable<ExportRecord>('cloudformation/exports');
/** Readers of exports, by account, region, the export's name and the reading stack's name. */
export const imports = defineTable<true>('cloudformation/imports');

/** Characters that an export's name may have: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const LONGEST_NAME = 255;

/** Problem of an export's name; undefined where there is none. */
export function exportNameProblem(name: string): string | undefined {
  if (/^[A-Za-z0-9:-]+$/.test(name) && name.length <= LONGEST_NAME) return undefined;
  const shown = name.slice(0, LONGEST_NAME);
  return `Template format error: Export name ${shown} must hold 1 to ${LONGEST_NAME} letters, digits, colons and hyphens`;
}

/** The export of that name, or undefined. */
export function findExport(db: Store, { accountId, region }: StackScope, name: string): ExportRecord | undefined {
  return db.get(stackExports, [accountId, region, name]);
}

/** Names of the stacks that read an export, in order; as many as a refusal names. */
function importersOf(db: Store, { accountId, region }: StackScope, name: string): string[] {
  return db.list(imports, [accountId, region, name], { limit: MANY }).map(({ key }) => String(key[3]));
}

/** Makes a stack a reader of just these exports. Changes the stack's record. */
export function setImports(db: Store, stack: StackRecord, names: readonly string[]): void {
  const { accountId, region } = stack;
  for (const name of stack.imports) {
    if (!names.includes(name)) db.remove(imports, [accountId, region, name, stack.name]);
  }
  for (const name of names) {
    if (!stack.imports.includes(name)) db.put(imports, [accountId, region, name, stack.name], true);
  }
  stack.imports = [...names];
}

/** Why a stack can't come to have these outputs, in CloudFormation's words; undefined where it can. */
export function outputsProblem(db: Store, stack: StackRecord, outputs: readonly StackOutput[]): string | undefined {
  const wanted = new Map(outputs.filter(isExport).map((output) => [output.exportName, output.value]));
  for (const { exportName: name, value } of stack.outputs.filter(isExport)) {
    if (wanted.get(name) === value) continue;
    const readers = importersOf(db, stack, name).filter((reader) => reader !== stack.name);
    const verb = wanted.has(name) ? 'updated' : 'deleted';
    if (readers.length > 0) return `Export ${name} cannot be ${verb} as it is in use by ${and(readers)}`;
  }
  for (const name of wanted.keys()) {
    const other = findExport(db, stack, name);
    if (other && other.stackId !== stack.id) {
      return `Export with name ${name} is already exported by stack ${stackNameOf(other.stackId)}`;
    }
  }
  return undefined;
}

/** Gives a stack its outputs, after {@link outputsProblem} found nothing. Changes the stack's record. */
export function setOutputs(db: Store, stack: StackRecord, outputs: readonly StackOutput[]): void {
  const { accountId, region } = stack;
  const kept = new Set(outputs.map((output) => output.exportName));
  for (const { exportName } of stack.outputs.filter(isExport)) {
    if (!kept.has(exportName)) db.remove(stackExports, [accountId, region, exportName]);
  }
  for (const { exportName, value } of outputs.filter(isExport)) {
    db.put(stackExports, [accountId, region, exportName], { value, stackId: stack.id });
  }
  stack.outputs = outputs;
}

/** Readers that a refusal names at the most. */
const MANY = 10;

function isExport(output: StackOutput): output is StackOutput & { exportName: string } {
  return output.exportName !== undefined;
}

function and(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** The name in a stack's id. */
function stackNameOf(stackId: string): string {
  return stackId.split('/')[1] ?? stackId;
}

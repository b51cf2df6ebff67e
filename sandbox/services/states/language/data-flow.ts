import type { Json } from '../../../../catalog/template';
import { evaluate, lookUp, referencePath, type Scope } from './expression';
import { runtimeError, StateError } from './failure';
import { withValueAt } from './json-path';
import type { DataFields } from './machine';
import { payloadOf } from './payload-template';

/** Context object, made when an expression asks for it. */
export type Context = Scope['context'];

/** Bytes that the input or output of a state or an execution has at the most, as UTF-8. */
const LARGEST = 262_144;

/**
 * Input that a state works with: what `InputPath` selects of its raw input, and what `Parameters` make of that.
 *
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/concepts-input-output-filtering.html
 */
export function effectiveInput(state: DataFields, raw: Json, context: Context): Json {
  const input = selectedInput(state, raw, context);
  return state.Parameters === undefined ? input : payloadOf(state.Parameters, { input, context });
}

/** Part of a state's raw input that its `InputPath` selects. */
export function selectedInput({ InputPath }: DataFields, raw: Json, context: Context): Json {
  return selected(InputPath, { input: raw, context });
}

/** Output of a state that has a result: what `ResultSelector`, `ResultPath` and `OutputPath` make of it and the raw input. */
export function effectiveOutput(
  { ResultSelector, ResultPath, OutputPath }: DataFields,
  raw: Json,
  result: Json,
  context: Context,
): Json {
  const chosen = ResultSelector === undefined ? result : payloadOf(ResultSelector, { input: result, context });
  return selected(OutputPath, { input: placed(ResultPath, raw, chosen), context });
}

/**
 * Raw input with a result where `ResultPath` says: in place of all by default, nowhere if that is null.
 *
 * @throws StateError `States.ResultPathMatchFailure`
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultpath.html
 */
export function placed(path: string | null | undefined, raw: Json, result: Json): Json {
  if (path === null) return raw;
  const output = path === undefined ? result : withValueAt(raw, referencePath(path).steps, result);
  if (output !== undefined) return output;
  const cause = `Unable to apply ReferencePath ${path} to input ${JSON.stringify(raw)}`;
  throw new StateError({ error: 'States.ResultPathMatchFailure', cause });
}

/**
 * Whole number that a field gives, or the field of that name with `Path`; undefined where neither is there.
 *
 * @throws StateError `States.Runtime` where the path leads to anything else.
 */
export function wholeNumber(
  name: string,
  value: number | undefined,
  path: string | undefined,
  scope: Scope,
): number | undefined {
  if (path === undefined) return value;
  const found = evaluate(path, `${name}Path`, scope);
  if (typeof found === 'number' && Number.isSafeInteger(found) && found >= 0) return found;
  throw runtimeError(`The ${name}Path field refers to ${JSON.stringify(found)}, which is no whole number: ${path}`);
}

/**
 * JSON text of the data that `name` takes or gives.
 *
 * @throws StateError `States.DataLimitExceeded`
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
 */
export function dataText(name: string, data: Json): string {
  const text = JSON.stringify(data);
  if (isWithinLimit(text)) return text;
  const cause = `The state/task '${name}' returned a result with a size exceeding the maximum number of bytes service limit.`;
  throw new StateError({ error: 'States.DataLimitExceeded', cause });
}

/** Whether a JSON text is small enough to be the input or output of a state or an execution: 256 KiB. */
export function isWithinLimit(text: string): boolean {
  return text.length <= LARGEST && Buffer.byteLength(text) <= LARGEST;
}

function selected(path: string | null | undefined, scope: Scope): Json {
  if (path === null) return {};
  const found = path === undefined ? scope.input : lookUp(path, scope);
  if (found === undefined) throw runtimeError(`Invalid path '${path}' : No results for path`);
  return found;
}

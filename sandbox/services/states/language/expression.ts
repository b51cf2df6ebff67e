import type { Json } from '../../../../catalog/template';
import { runtimeError, StateError } from './failure';
import { ArgumentProblem, format, intrinsicFunctions } from './intrinsic-functions';
import { type Path, readPath } from './json-path';
import { parsePath } from './path-parser';
import { Scanner } from './scanner';

/** Data that expressions are read from. */
export interface Scope {
  /** Value of `$`. */
  readonly input: Json;
  /** Value of `$$`: https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
  readonly context: () => Json;
}

/** Path or intrinsic function, parsed: undefined is what a path reads that fails. */
type Expression = (scope: Scope) => Json | undefined;

/** Depth to which intrinsic functions nest. */
const DEEPEST = 10;

/** Expressions that are kept parsed. */
const KEPT = 10_000;

const parsed = new Map<string, Expression>();

/**
 * Value of a field that holds a path (`$.a`, or `$$.a` of the context) or an intrinsic function.
 *
 * @param field as the definition names it, for the failure
 * @throws StateError `States.Runtime` where the path leads nowhere, `States.IntrinsicFailure` where the function fails.
 */
export function evaluate(text: string, field: string, scope: Scope): Json {
  const value = expressionOf(text)(scope);
  if (value !== undefined) return value;
  const where = JSON.stringify(scope.input);
  throw runtimeError(
    `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${where}'`,
  );
}

/** Value of a path, or undefined where it fails. */
export function lookUp(text: string, scope: Scope): Json | undefined {
  return expressionOf(text)(scope);
}

/** @throws SyntaxProblem where a text is neither a path nor an intrinsic function that the sandbox can read. */
export function expressionOf(text: string): Expression {
  const known = parsed.get(text);
  if (known) return known;
  const scanner = new Scanner(text);
  const expression = pathAt(scanner) ?? callAt(scanner, 1);
  scanner.end();
  if (parsed.size >= KEPT) parsed.clear();
  parsed.set(text, expression);
  return expression;
}

/** @throws SyntaxProblem where a text is no path, or one of the context. */
export function referencePath(text: string): Path {
  const scanner = new Scanner(text);
  const path = parsePath(scanner);
  if (!path.isDefinite) scanner.fail();
  scanner.end();
  return path;
}

function pathAt(scanner: Scanner): Expression | undefined {
  if (!scanner.match(/(?=\$)/y)) return undefined;
  const isOfContext = scanner.match(/\$(?=\$)/y) !== undefined;
  const path = parsePath(scanner);
  return ({ input, context }) => readPath(path, isOfContext ? context() : input);
}

function callAt(scanner: Scanner, depth: number): Expression {
  const [name = ''] = scanner.match(/[A-Za-z0-9._]+/y) ?? [];
  const known = intrinsicFunctions[name];
  if ((!known && name !== 'States.Format') || depth > DEEPEST || !scanner.match(/\(\s*/y)) return scanner.fail();
  const args: Argument[] = [];
  if (!scanner.take(')')) {
    do args.push(argumentAt(scanner, depth));
    while (scanner.take(','));
    if (!scanner.match(/\s*\)/y)) scanner.fail();
  }
  if (args.length < (known?.least ?? 1) || args.length > (known?.most ?? args.length)) scanner.fail();
  return (scope) => {
    try {
      const values = args.map(({ value }) => argumentValue(value, scope));
      if (known) return known.call(...values);
      const [template, ...rest] = values;
      return format(args[0]?.literal ?? escaped(template), rest);
    } catch (error) {
      if (!(error instanceof ArgumentProblem)) throw error;
      const cause = `The function '${name}' had the following error: ${error.message}`;
      throw new StateError({ error: 'States.IntrinsicFailure', cause });
    }
  };
}

interface Argument {
  readonly value: Expression;
  /** Text in apostrophes, its escapes as they are. */
  readonly literal?: string;
}

function argumentAt(scanner: Scanner, depth: number): Argument {
  const path = pathAt(scanner);
  if (path) return { value: path };
  const [, literal] = scanner.match(/'((?:\\['{}\\]|[^'\\])*)'/y) ?? [];
  if (literal !== undefined) {
    const text = literal.replace(/\\(.)/g, '$1');
    return { literal, value: () => text };
  }
  const [constant] = scanner.match(/-?\d+(\.\d+)?|(true|false|null)\b/y) ?? [];
  if (constant === undefined) return { value: callAt(scanner, depth + 1) };
  const value: Json = JSON.parse(constant);
  return { value: () => value };
}

function argumentValue(expression: Expression, scope: Scope): Json {
  const value = expression(scope);
  if (value === undefined) throw new ArgumentProblem('a path of its arguments leads nowhere');
  return value;
}

/** A template that isn't written in the definition has no escapes. */
function escaped(template: Json | undefined): string {
  if (typeof template !== 'string') throw new ArgumentProblem(`${JSON.stringify(template)} is no string`);
  return template.replace(/\\/g, '\\\\');
}

import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../../../catalog/template';
import { type Path, pathOf, type Step, select } from './json-path';
import type { Scanner } from './scanner';

/**
 * Path at the scanner's position, from its `$` (or `@`, in a filter) on: names, indexes, slices, wildcards, descendants,
 * and filters that compare with `==`, `!=`, `<`, `<=`, `>`, `>=`, `&&`, `||` and `!`. Functions of paths (`length()`) and
 * operators that are words (`in`, `subsetof`) aren't read.
 *
 * @throws SyntaxProblem
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/amazon-states-language-paths.html
 */
export function parsePath(scanner: Scanner): Path {
  if (!scanner.match(/[$@]/y)) scanner.fail();
  const steps: Step[] = [];
  for (let next = stepsAt(scanner); next; next = stepsAt(scanner)) steps.push(...next);
  return pathOf(steps);
}

/** The next step; `..` is two. A dot may stand before brackets: AWS's page writes `$.abc.['def ghi']`. */
function stepsAt(scanner: Scanner): Step[] | undefined {
  const dots = scanner.match(/\.{0,2}/y)?.[0] ?? '';
  const step = bracketAt(scanner) ?? (dots === '' ? undefined : memberAt(scanner));
  if (!step) return dots === '' ? undefined : scanner.fail();
  return dots === '..' ? [{ kind: 'descendants' }, step] : [step];
}

/** A name may hold what AWS's examples have in names (`$.delivery-partner`); a backslash takes the next character as it is. */
function memberAt(scanner: Scanner): Step | undefined {
  if (scanner.match(/\*/y)) return { kind: 'all' };
  const [name] = scanner.match(/(?:\\.|&(?!&)|[^\s.[\]()'"\\,@?*$:=<>!|&])+/y) ?? [];
  return name === undefined ? undefined : { kind: 'name', name: unescaped(name) };
}

function bracketAt(scanner: Scanner): Step | undefined {
  if (!scanner.match(/\[\s*/y)) return undefined;
  const step = nameAt(scanner) ?? filterAt(scanner) ?? sliceAt(scanner) ?? indexesAt(scanner);
  if (!step || !scanner.match(/\s*\]/y)) return scanner.fail();
  return step;
}

function nameAt(scanner: Scanner): Step | undefined {
  if (scanner.match(/\*/y)) return { kind: 'all' };
  const name = quotedAt(scanner);
  return name === undefined ? undefined : { kind: 'name', name };
}

function sliceAt(scanner: Scanner): Step | undefined {
  const [found, from, to] = scanner.match(/(-?\d+)?\s*:\s*(-?\d+)?/y) ?? [];
  return found === undefined ? undefined : { kind: 'slice', from: numberOf(from), to: numberOf(to) };
}

function indexesAt(scanner: Scanner): Step | undefined {
  const [found] = scanner.match(/-?\d+(\s*,\s*-?\d+)*/y) ?? [];
  return found === undefined ? undefined : { kind: 'indexes', indexes: found.split(',').map(Number) };
}

function filterAt(scanner: Scanner): Step | undefined {
  if (!scanner.take('?')) return undefined;
  scanner.expect('(');
  const holds = eitherAt(scanner);
  scanner.expect(')');
  return { kind: 'filter', holds };
}

type Test = (item: Json, root: Json) => boolean;
/** Operand of a comparison: a path's value, undefined where it leads nowhere, or a literal. */
type Operand = (item: Json, root: Json) => Json | undefined;

function eitherAt(scanner: Scanner): Test {
  const tests = [bothAt(scanner)];
  while (scanner.take('||')) tests.push(bothAt(scanner));
  return (item, root) => tests.some((test) => test(item, root));
}

function bothAt(scanner: Scanner): Test {
  const tests = [testAt(scanner)];
  while (scanner.take('&&')) tests.push(testAt(scanner));
  return (item, root) => tests.every((test) => test(item, root));
}

function testAt(scanner: Scanner): Test {
  if (scanner.take('!')) {
    const test = testAt(scanner);
    return (item, root) => !test(item, root);
  }
  if (scanner.take('(')) {
    const test = eitherAt(scanner);
    scanner.expect(')');
    return test;
  }
  const left = operandAt(scanner);
  const [, operator] = scanner.match(/\s*(==|!=|<=|>=|<|>)\s*/y) ?? [];
  if (operator === undefined) return (item, root) => left(item, root) !== undefined;
  const right = operandAt(scanner);
  return (item, root) => compares(operator, left(item, root), right(item, root));
}

function operandAt(scanner: Scanner): Operand {
  const literal = literalAt(scanner);
  if (literal !== undefined) return () => literal;
  const isOfItem = scanner.match(/(?=@)/y) !== undefined;
  const path = parsePath(scanner);
  if (!path.isDefinite) scanner.fail();
  return (item, root) => select(path, isOfItem ? item : root, false)?.[0];
}

function literalAt(scanner: Scanner): Json | undefined {
  const text = quotedAt(scanner);
  if (text !== undefined) return text;
  const [found] = scanner.match(/-?\d+(\.\d+)?|true|false|null/y) ?? [];
  return found === undefined ? undefined : JSON.parse(found);
}

function compares(operator: string, left: Json | undefined, right: Json | undefined): boolean {
  if (operator === '==') return isDeepStrictEqual(left, right);
  if (operator === '!=') return !isDeepStrictEqual(left, right);
  if (typeof left === 'number' && typeof right === 'number') return isOrdered(operator, left - right);
  return (
    typeof left === 'string' && typeof right === 'string' && isOrdered(operator, left < right ? -1 : +(left > right))
  );
}

function isOrdered(operator: string, difference: number): boolean {
  return operator.startsWith('<')
    ? difference < 0 || (operator === '<=' && difference === 0)
    : difference > 0 || (operator === '>=' && difference === 0);
}

function quotedAt(scanner: Scanner): string | undefined {
  const [, single, double] = scanner.match(/'((?:\\.|[^'\\])*)'|"((?:\\.|[^"\\])*)"/y) ?? [];
  const text = single ?? double;
  return text === undefined ? undefined : unescaped(text);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, '$1');
}

function numberOf(text: string | undefined): number | undefined {
  return text === undefined ? undefined : Number(text);
}

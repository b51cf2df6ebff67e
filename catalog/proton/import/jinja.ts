import { type JinjaSyntaxNode, parse } from 'nunjucks/src/parser';
import { Untranslatable } from './refusal';

/** An expression of Jinja, as far as it means something here; anything else is `unknown`, with what it is. */
export type Expression = { readonly line: number } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'path'; readonly path: readonly (string | number)[] }
  | { readonly kind: 'filter'; readonly name: string; readonly value: Expression; readonly args: readonly Expression[] }
  | { readonly kind: 'if'; readonly condition: Expression; readonly yes: Expression; readonly no?: Expression }
  | { readonly kind: 'not'; readonly value: Expression }
  | { readonly kind: 'and' | 'or' | 'in'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'join'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'compare'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'is'; readonly value: Expression; readonly test: string }
  | { readonly kind: 'unknown'; readonly what: string }
);

/** A part of a template. */
export type Statement = { readonly line: number } & (
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'output'; readonly value: Expression }
  | {
      readonly kind: 'if';
      readonly condition: Expression;
      readonly yes: readonly Statement[];
      readonly no: readonly Statement[];
    }
  | { readonly kind: 'for'; readonly name: string; readonly over: Expression; readonly body: readonly Statement[] }
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'unknown'; readonly what: string }
);

/** Brackets and operators in one another, and blocks in one another, that are read by recursion. */
const DEEPEST = 200;

/**
 * Reads a Jinja template with the parser of nunjucks.
 *
 * @throws `Untranslatable` where the template isn't well-formed, or is nested deeper than it can be read
 */
export function parseJinja(source: string): Statement[] {
  const tooDeep = `expressions and blocks are read to a depth of ${DEEPEST}, and this is deeper`;
  const deep = deepLine(source);
  if (deep !== undefined) throw new Untranslatable(tooDeep, deep);
  try {
    return statements(parsed(source), source.split('\n'));
  } catch (error) {
    // A string that looks like the end of a tag hides what comes after it from the count above.
    if (error instanceof RangeError) throw new Untranslatable(tooDeep, 1);
    if (error instanceof Untranslatable || !(error instanceof Error) || !('lineno' in error)) throw error;
    const [message = ''] = error.message.split('\n').slice(-1);
    const line = Number(error.lineno ?? 1);
    throw new Untranslatable(dynamicReference(source, line) ?? `this isn't Jinja: ${message.trim()}`, line);
  }
}

/**
 * Reason that a line isn't Jinja though CloudFormation would take it: its dynamic references look like values of Jinja.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function dynamicReference(source: string, line: number): string | undefined {
  const [found] = /\{\{resolve:[^}]*\}\}/.exec(source.split('\n')[line - 1] ?? '') ?? [];
  return (
    found && `${found} is CloudFormation's own, which Jinja takes for a value: write {% raw %}${found}{% endraw %}`
  );
}

function parsed(source: string) {
  try {
    return parse(source, [], {});
  } catch (error) {
    // Where a comment, a tag or a bracket has no end the parser throws without a line, or reads what follows the last token.
    if (!(error instanceof Error) || error instanceof RangeError || 'lineno' in error) throw error;
    const reason = error instanceof TypeError ? 'a tag or a bracket has no end' : error.message;
    throw new Untranslatable(`this isn't Jinja: ${reason}`, source.split('\n').length);
  }
}

/** The line of the first tag that nests too deeply, or that opens one block too many; undefined where none does. */
function deepLine(source: string): number | undefined {
  /** Of each block that is open, the blocks that it counts for: an elif is read as an if in the branch before it. */
  const open: number[] = [];
  let line = 1;
  let seen = 0;
  for (const { 0: tag, index } of source.matchAll(/\{[{%][\s\S]*?[}%]\}/g)) {
    for (; seen < index; seen += 1) if (source[seen] === '\n') line += 1;
    const word = /^\{%[-+]?\s*(\w+)/.exec(tag)?.[1] ?? '';
    if (word.startsWith('end')) open.pop();
    else if (word === 'elif') open.push((open.pop() ?? 0) + 1);
    else if (BLOCKS.has(word)) open.push(1);
    const plain = tag.replace(/'[^']*'|"[^"]*"/g, '');
    const parts = plain.match(/[([{|~+*/-]|\b(not|and|or|if|is|in)\b/g) ?? [];
    if (parts.length > DEEPEST || open.reduce((sum, one) => sum + one, 0) > DEEPEST) return line;
  }
  return undefined;
}

const BLOCKS = new Set(['if', 'for', 'macro', 'call', 'filter', 'block', 'raw', 'verbatim']);

type Fields = Readonly<Record<string, unknown>>;

function statements(list: unknown, source: readonly string[]): Statement[] {
  return children(list).flatMap((node) => statement(node, source));
}

function statement(node: JinjaSyntaxNode, source: readonly string[]): Statement[] {
  const line = node.lineno + 1;
  const { cond, body, else_, arr, name, targets, value }: Fields = node;
  switch (node.typename) {
    case 'Output':
      return children(node).map((child) =>
        child.typename === 'TemplateData'
          ? { kind: 'text', text: String(child.value), line: lineOfText(child, source) }
          : { kind: 'output', value: expression(child), line },
      );
    case 'If':
      return [
        { kind: 'if', condition: expression(cond), yes: statements(body, source), no: branch(else_, source), line },
      ];
    case 'For': {
      const loop = syntax(name);
      if (loop.typename !== 'Symbol') return [{ kind: 'unknown', what: 'a loop over keys and values', line }];
      if (else_) return [{ kind: 'unknown', what: 'a loop with an else', line }];
      return [{ kind: 'for', name: String(loop.value), over: expression(arr), body: statements(body, source), line }];
    }
    case 'Set': {
      const [target, ...others] = Array.isArray(targets) ? targets.map(syntax) : [];
      if (!target || others.length > 0 || !value) return [{ kind: 'unknown', what: 'this form of set', line }];
      return [{ kind: 'set', name: String(target.value), value: expression(value), line }];
    }
    default:
      return [{ kind: 'unknown', what: `{% ${node.typename.toLowerCase()} %}`, line }];
  }
}

/** Branch after `else`: statements, or the next `if` of a chain. */
function branch(node: unknown, source: readonly string[]): Statement[] {
  if (!node) return [];
  return syntax(node).typename === 'If' ? statement(syntax(node), source) : statements(node, source);
}

/** Empty lines that a tag cuts off and that are looked through for the text behind them. */
const MOST_LINES_CUT = 1_000;

/**
 * The line on which text begins. Where a tag before it ends with `-`, its first lines are gone, and with them its
 * count.
 */
function lineOfText({ lineno, colno, value }: JinjaSyntaxNode, source: readonly string[]): number {
  const text = String(value);
  if (/^\s/.test(text) || text === '') return lineno + 1;
  const [first = ''] = text.split('\n');
  for (let after = 0; after < MOST_LINES_CUT; after += 1) {
    if (source[lineno + after]?.slice(after === 0 ? colno : 0).includes(first)) return lineno + 1 + after;
  }
  return lineno + 1;
}

function expression(value: unknown): Expression {
  const node = syntax(value);
  const { left, right, target, cond, body, else_, expr, ops, name, args }: Fields = node;
  const line = node.lineno + 1;
  const unknown = (what: string): Expression => ({ kind: 'unknown', what, line });
  switch (node.typename) {
    case 'Literal':
      return { kind: 'literal', value: node.value as string | number | boolean | null, line };
    case 'Symbol':
    case 'LookupVal':
      return lookup(node);
    case 'Array':
      return { kind: 'list', items: children(node).map(expression), line };
    case 'Group': {
      const [only, ...others] = children(node);
      return only && others.length === 0 ? expression(only) : unknown('a tuple');
    }
    case 'Filter': {
      const [filtered, ...given] = children(args);
      const named = given.some(({ typename }) => typename === 'KeywordArgs');
      if (!filtered || named) return unknown(`the filter ${String(syntax(name).value)} with named arguments`);
      return {
        kind: 'filter',
        name: String(syntax(name).value),
        value: expression(filtered),
        args: given.map(expression),
        line,
      };
    }
    case 'InlineIf':
      return {
        kind: 'if',
        condition: expression(cond),
        yes: expression(body),
        ...(else_ ? { no: expression(else_) } : {}),
        line,
      };
    case 'Not':
      return { kind: 'not', value: expression(target), line };
    case 'And':
    case 'Or':
    case 'In':
      return {
        kind: node.typename.toLowerCase() as 'and' | 'or' | 'in',
        left: expression(left),
        right: expression(right),
        line,
      };
    case 'Add':
    case 'Concat':
      return { kind: 'join', left: expression(left), right: expression(right), line };
    case 'Is': {
      const test = syntax(right);
      return { kind: 'is', value: expression(left), test: String(test.value), line };
    }
    case 'Compare': {
      const [comparison, ...others] = Array.isArray(ops) ? ops.map(syntax) : [];
      if (!comparison || others.length > 0) return unknown('a chain of comparisons');
      const operator = String(comparison.type);
      return { kind: 'compare', operator, left: expression(expr), right: expression(comparison.expr), line };
    }
    default:
      return unknown(node.typename === 'FunCall' ? 'a call of a function' : `the operator ${node.typename}`);
  }
}

function lookup(node: JinjaSyntaxNode): Expression {
  const line = node.lineno + 1;
  if (node.typename === 'Symbol') return { kind: 'path', path: [String(node.value)], line };
  const target = expression(node.target);
  const key = syntax(node.val);
  if (target.kind !== 'path' || key.typename !== 'Literal')
    return { kind: 'unknown', what: 'a lookup by a value', line };
  return { kind: 'path', path: [...target.path, key.value as string | number], line };
}

function children(value: unknown): JinjaSyntaxNode[] {
  const list = (value as Fields).children;
  return Array.isArray(list) ? list.map(syntax) : [];
}

function syntax(value: unknown): JinjaSyntaxNode {
  return value as JinjaSyntaxNode;
}

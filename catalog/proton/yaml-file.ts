import { type Document, isMap, isNode, isScalar, LineCounter, parseAllDocuments, visit } from 'yaml';
import type { Json } from '../template';
import { placeText, yamlFault } from '../template/yaml-fault';

/** A document of a YAML file as a plain value, with the lines of its places. */
export interface YamlDocument {
  readonly value: Json;
  /** Line of a place: of its key, or of what is around it when it isn't there. The first line is 1. */
  lineOf(path: readonly (string | number)[]): number;
  /** Text of a place as it was written, without quotes: `yes` of what YAML reads as true. Undefined of a text, a list or a mapping. */
  writtenAt(path: readonly (string | number)[]): string | undefined;
}

/** Fault of a YAML file, or of one of its documents. */
export interface YamlFault {
  /** The first line is 1. */
  readonly line: number;
  readonly reason: string;
}

/** Characters of a file; more than any schema, manifest or file of specs has. */
const MOST_CHARACTERS = 1_000_000;
const MOST_DOCUMENTS = 100;

/** Levels of a document; deeper ones can't be walked by recursion everywhere. */
const DEEPEST = 100;

/** Values of a document once its aliases are written out. */
const MOST_VALUES = 100_000;

/**
 * Reads the documents of a YAML file that somebody else wrote, within bounds: of characters, documents, depth, and of what its
 * aliases make of it. None of them throws; what can't be read is a fault in the document's place.
 *
 * @param version of YAML: 1.1 reads `yes` as true, as Proton does in specs.
 */
export function readYamlFile(text: string, version: '1.1' | '1.2' = '1.2'): (YamlDocument | YamlFault)[] {
  if (text.length > MOST_CHARACTERS) return [{ line: 1, reason: `it has more than ${MOST_CHARACTERS} characters` }];
  const lines = new LineCounter();
  try {
    const documents = parseAllDocuments(text, { lineCounter: lines, version });
    if ('empty' in documents) return [];
    const [first] = documents.slice(MOST_DOCUMENTS);
    if (first) return [{ line: startOf(first, lines), reason: `it has more than ${MOST_DOCUMENTS} documents` }];
    return documents.map((document) => read(document, text, lines));
  } catch (error) {
    // Thousands of brackets exhaust the parser's stack.
    if (error instanceof RangeError) return [{ line: deepLine(text), reason: TOO_DEEP }];
    throw error;
  }
}

/** Reads a YAML file that is one document; an empty one is `null`. Another reason for a fault is that there are several. */
export function readYamlDocument(text: string): YamlDocument | YamlFault {
  const [document = { value: null, lineOf: () => 1, writtenAt: () => undefined }, second] = readYamlFile(text);
  if ('reason' in document || !second) return document;
  return { line: 'reason' in second ? second.line : second.lineOf([]), reason: 'it has more than one document' };
}

const TOO_DEEP = `it is nested deeper than ${DEEPEST} levels`;

function read(document: Document, text: string, lines: LineCounter): YamlDocument | YamlFault {
  const [error] = document.errors;
  if (error) {
    const fault = yamlFault(error, text, lines);
    // The parser tells of its exhausted stack as of any other fault.
    const isTooDeep = fault.reason.startsWith('Maximum call stack');
    return { line: fault.line, reason: isTooDeep ? TOO_DEEP : `${fault.reason} ${placeText(fault)}` };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    const limit = beyond(value);
    if (limit !== undefined) return { line: aliasLine(document, lines), reason: limit };
    return {
      value: value as Json,
      lineOf: (path) => lineOf(document, path, lines),
      writtenAt: (path) => writtenAt(document, path),
    };
  } catch (error) {
    // What the reader throws of an alias without an anchor, of an anchor in itself, and of one that grows.
    if (!(error instanceof ReferenceError || error instanceof TypeError)) throw error;
    return { line: aliasLine(document, lines), reason: `an alias can't be written out: ${error.message}` };
  }
}

/** Bound that a value is beyond; undefined where it is within them. A value that holds itself has no end of levels. */
function beyond(value: unknown): string | undefined {
  const open: [unknown, number][] = [[value, 0]];
  for (let count = 0; ; count += 1) {
    const [item, depth] = open.pop() ?? [];
    if (depth === undefined) return undefined;
    if (depth > DEEPEST) return TOO_DEEP;
    if (count > MOST_VALUES) return `it has more than ${MOST_VALUES} values once its aliases are written out`;
    if (typeof item === 'object' && item !== null)
      for (const inner of Object.values(item)) open.push([inner, depth + 1]);
  }
}

function aliasLine(document: Document, lines: LineCounter): number {
  let offset: number | undefined;
  visit(document, {
    Alias: (_, { range }) => {
      offset = range?.[0];
      return visit.BREAK;
    },
  });
  return offset === undefined ? startOf(document, lines) : lines.linePos(offset).line;
}

/** The line on which brackets or indentation go deeper than a document may; the first where none does. */
function deepLine(text: string): number {
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    for (const character of line) depth += '[{'.includes(character) ? 1 : ']}'.includes(character) ? -1 : 0;
    if (depth > DEEPEST || line.search(/\S/) > DEEPEST) return index + 1;
  }
  return 1;
}

function lineOf(document: Document, path: readonly (string | number)[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true);
    const key = path[length - 1];
    const pair = isMap(parent) ? parent.items.find((item) => String(item.key) === String(key)) : undefined;
    const place = pair?.key ?? document.getIn(path.slice(0, length), true);
    if (isNode(place) && place.range) return lines.linePos(place.range[0]).line;
  }
  return startOf(document, lines);
}

function writtenAt(document: Document, path: readonly (string | number)[]): string | undefined {
  const node = document.getIn(path, true);
  return isScalar(node) && typeof node.value !== 'string' ? node.source : undefined;
}

function startOf({ contents, range }: Document, lines: LineCounter): number {
  const start = isNode(contents) ? contents.range?.[0] : range?.[0];
  return start === undefined ? 1 : lines.linePos(start).line;
}

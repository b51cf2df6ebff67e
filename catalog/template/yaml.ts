import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type ScalarTag,
  type Tags,
} from 'yaml';
import { nestsDeeperThan } from './json';
import { TemplateError } from './template-error';
import type { Json, JsonObject } from './types';
import { placeText, yamlFault } from './yaml-fault';

/** Tags whose long form has no `Fn::` before it. */
const BARE_TAGS = new Set(['Ref', 'Condition']);

/** Tags whose long form is `Fn::` and the tag's name. */
const FUNCTION_TAGS = new Set([
  ...['And', 'Base64', 'Cidr', 'Equals', 'FindInMap', 'GetAtt', 'GetAZs', 'If', 'ImportValue', 'Join', 'Length', 'Not'],
  ...['Or', 'Select', 'Split', 'Sub', 'ToJsonString', 'Transform'],
  ...['Contains', 'EachMemberEquals', 'EachMemberIn', 'RefAll', 'ValueOf', 'ValueOfAll'],
]);

/** Types of YAML 1.1 that CloudFormation's YAML leaves out (what they would match stays text), and booleans: see below. */
const REPLACED_TYPES = new Set(['timestamp', 'binary', 'omap', 'pairs', 'set', 'merge', 'bool']);

/** YAML 1.1's booleans without `y` and `n`, which the YAML reader of CloudFormation takes for text. */
const BOOLEANS: ScalarTag[] = [
  { value: true, test: /^(?:[Yy]es|YES|[Tt]rue|TRUE|[Oo]n|ON)$/ },
  { value: false, test: /^(?:[Nn]o|NO|[Ff]alse|FALSE|[Oo]ff|OFF)$/ },
].map(({ value, test }) => ({ tag: 'tag:yaml.org,2002:bool', default: true, test, resolve: () => value }));

/** Levels of a template: deeper than any that means something, and shallow enough to walk by recursion. */
export const DEEPEST = 200;

/** Fault of a template that is nested too deeply. */
export const unsupportedStructure = () => new TemplateError('Template format error: unsupported structure.');

/**
 * Reads YAML as CloudFormation does: YAML 1.1 (so `yes` is true and `0755` is octal) without timestamps, binary, ordered
 * maps, pairs, sets, hash merges and aliases, and with the short forms of the intrinsic functions. Of a key that stands
 * twice the last one counts, as CloudFormation was seen to take it: https://github.com/go-to-k/cdk-real-drift/issues/1074.
 *
 * @throws TemplateError where the YAML is not well-formed, has a tag that is no function, has an alias, or is nested deeper
 *   than it can be walked.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-formats.html
 */
export function parseYaml(text: string): Json {
  try {
    const json = read(text);
    if (nestsDeeperThan(json, DEEPEST)) throw unsupportedStructure();
    return json;
  } catch (error) {
    // Thousands of nested brackets exhaust the reader's stack.
    if (error instanceof RangeError) throw unsupportedStructure();
    throw error;
  }
}

function read(text: string): Json {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: '1.1',
    schema: 'yaml-1.1',
    merge: false,
    lineCounter: lines,
    customTags: supportedTypes,
    uniqueKeys: false,
  });
  const [fault] = document.errors;
  if (fault) throw notWellFormed(yamlFault(fault, text, lines));
  return toJson(document.contents, '', { text, lines });
}

/** YAML 1.1's types but those left out. */
function supportedTypes(tags: Tags): Tags {
  const kept = tags.filter((tag) => typeof tag === 'string' || !REPLACED_TYPES.has(typeName(tag.tag)));
  return [...BOOLEANS, ...kept];
}

function typeName(tag: string): string {
  return tag.slice(tag.lastIndexOf(':') + 1);
}

function notWellFormed(place: { readonly line: number; readonly column: number }): TemplateError {
  return new TemplateError(`Template format error: YAML not well-formed. ${placeText(place)}`);
}

/** Text that is read, and the places of its lines. */
interface Source {
  readonly text: string;
  readonly lines: LineCounter;
}

function refusedAt({ lines }: Source, offset: number): TemplateError {
  const { line, col: column } = lines.linePos(offset);
  return notWellFormed({ line, column });
}

function toJson(node: unknown, path: string, source: Source): Json {
  if (isAlias(node))
    throw new TemplateError('Template error: YAML aliases are not allowed in CloudFormation templates');
  if (isScalar(node)) return tagged(node, scalar(node.value, node.source), source);
  if (isSeq(node)) {
    const items = node.items.map((item, index) => toJson(item, `${path}/${index}`, source));
    return tagged(node, items, source);
  }
  if (isMap(node)) {
    const entries = node.items.map(({ key, value }): [string, Json] => {
      const name = keyText(key, path, source);
      return [name, toJson(value, `${path}/${name}`, source)];
    });
    return tagged(node, Object.fromEntries(entries), source);
  }
  return null;
}

/** The value of a plain or quoted scalar. Integers beyond what JavaScript holds exactly keep their digits, as text. */
function scalar(value: unknown, source: string | undefined): Json {
  if (typeof value === 'number') {
    const exact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value));
    return exact ? value : (source ?? String(value));
  }
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  return source ?? null;
}

/** A mapping key. Numbers are refused, since CloudFormation does; other scalars (`on`, `true`) are read as written. */
function keyText(key: unknown, path: string, source: Source): string {
  if (!isScalar(key) || key.value === null) {
    throw refusedAt(source, (key as Node | null)?.range?.[0] ?? 0);
  }
  if (typeof key.value === 'number') {
    throw new TemplateError(
      `Template format error: [${path}] map keys must be strings; received numeric [${key.source ?? key.value}] instead`,
    );
  }
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

/** Writes a short form (`!Sub x`) in its long form (`{"Fn::Sub": x}`); a value without a tag stays as it is. */
function tagged(node: Node & { tag?: string }, value: Json, source: Source): Json {
  const tag = node.tag;
  if (tag === undefined || tag.startsWith('tag:yaml.org,2002:')) return value;
  const name = tag.slice(1);
  if (BARE_TAGS.has(name)) return { [name]: value };
  if (!FUNCTION_TAGS.has(name)) {
    const [start] = node.range ?? [0];
    // The node's range begins behind its tag, which stands there in other letters where a handle stands for its beginning.
    const written = source.text.lastIndexOf(tag, start);
    throw refusedAt(source, written === -1 ? start : written);
  }
  const argument = name === 'GetAtt' && typeof value === 'string' ? attributeOf(value) : value;
  return { [`Fn::${name}`]: argument } satisfies JsonObject;
}

/** `Vpc.CidrBlock` as `["Vpc", "CidrBlock"]`; only the first dot parts the logical id from the attribute. */
function attributeOf(text: string): Json {
  const dot = text.indexOf('.');
  return dot < 0 ? text : [text.slice(0, dot), text.slice(dot + 1)];
}

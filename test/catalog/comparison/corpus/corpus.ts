import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { ChangeEffect } from '../../../../catalog/comparison';
import type { Bump } from '../../../../catalog/release';
import { type Json, type JsonObject, parseTemplate, type Template, TemplateError } from '../../../../catalog/template';

/** Two templates, and what going from one to the other needs according to AWS's pages and the design. */
export interface CorpusCase {
  /** Name that says what changes; unique. */
  readonly name: string;
  /** Beginning of the sentence of AWS's documentation that the case was drawn by; absent where it was chosen. */
  readonly says?: string;
  /** The case file. */
  readonly file: string;
  readonly before: Template;
  readonly after: Template;
  readonly needs: Bump | 'none';
  readonly losesData: boolean;
  /** Code of the error by which the comparison refuses to answer; then it needs no bump. */
  readonly refuses?: string;
  /** The change that decides; absent where no single thing does. */
  readonly decisive?: { readonly logicalId: string | null; readonly effect?: ChangeEffect };
  /** The environment types where the decisive change bites; absent where the case doesn't say. */
  readonly environmentTypes?: readonly string[];
  readonly why: string;
  /** The AWS page that the label follows from. */
  readonly page: string;
}

/**
 * A case as its file has it. The templates are one of three things:
 * - `type`, `has` and `gets`: one resource, its properties, and a merge patch (RFC 7396) of them;
 * - `template` or `release`, and `patch`: a template, or one of our own (`data/1.0.0`), and a merge patch of it. Without
 *   resources it gets a topic. `rename` gives other names to logical ids, and to what refers to them, before the patch;
 * - `before` and `after`: the texts of both.
 */
export interface WrittenCase {
  readonly name: string;
  /** Beginning of the sentence of AWS's documentation that the case was drawn by. */
  readonly says?: string;
  readonly type?: string;
  readonly has?: JsonObject;
  readonly gets?: JsonObject;
  readonly template?: JsonObject;
  readonly release?: string;
  readonly rename?: Readonly<Record<string, string>>;
  readonly patch?: JsonObject;
  readonly before?: string;
  readonly after?: string;
  /** Left out: the comparison refuses. */
  readonly needs?: Bump | 'none';
  /** Code of the error of a comparison that refuses: what happens isn't known. */
  readonly refuses?: string;
  /** Left out: no. */
  readonly losesData?: boolean;
  /** Logical id of the decisive change, `null` for the template as a whole. The one resource where there is but one. */
  readonly at?: string | null;
  readonly effect?: ChangeEffect;
  /** Environment types. */
  readonly in?: readonly string[];
  readonly why: string;
  /** An address, or the name of a page of the template reference. Left out: the page of the type. */
  readonly page?: string;
}

const KEYS: readonly string[] = [
  ...['name', 'says', 'type', 'has', 'gets', 'template', 'release', 'rename', 'patch', 'before', 'after'],
  ...['needs', 'refuses', 'losesData', 'at', 'effect', 'in', 'why', 'page'],
];
const PRODUCTS = join(__dirname, '../../../../products');
const REFERENCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference';

/** Every case of the corpus, file by file. Throws for a case that isn't written as it should be. */
export function loadCorpus(): CorpusCase[] {
  const files = readdirSync(__dirname)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  return files.flatMap((file) => {
    const written: WrittenCase[] = parse(readFileSync(join(__dirname, file), 'utf8'), { merge: true });
    return written.map((one) => readCase(one, file));
  });
}

/** A case as the tests want it. Throws for one that isn't written as it should be. */
export function readCase(written: WrittenCase, file: string): CorpusCase {
  const { name, refuses, needs = refuses === undefined ? undefined : 'none', losesData = false, effect, why } = written;
  const wrong = (problem: string) => new Error(`${file}: "${name}": ${problem}`);
  const unknown = Object.keys(written).filter((key) => !KEYS.includes(key));
  if (unknown.length > 0) throw wrong(`knows no ${unknown.join(', ')}`);
  if (needs === undefined || !['none', 'patch', 'minor', 'major'].includes(needs))
    throw wrong(`needs an unknown bump: ${needs}`);
  if (losesData && needs !== 'major') throw wrong('loses data, so it needs a major bump');
  if (!name || !why?.endsWith('.')) throw wrong('a case has a name, and says why in a sentence');
  const [before, after] = attempt(() => templatesOf(written), wrong);
  const at = 'at' in written ? written.at : written.type && SUBJECT;
  return {
    ...{ name, file, before, after, needs, losesData, why, page: pageOf(written, wrong) },
    ...(refuses !== undefined && { refuses }),
    ...(written.says !== undefined && { says: written.says }),
    ...(at !== undefined && { decisive: { logicalId: at, ...(effect && { effect }) } }),
    ...(written.in && { environmentTypes: written.in }),
  };
}

/** Templates that CloudFormation would refuse are a fault of the case. */
function attempt<T>(work: () => T, wrong: (problem: string) => Error): T {
  try {
    return work();
  } catch (error) {
    throw error instanceof TemplateError ? wrong(error.message) : error;
  }
}

/** Logical id of the resource of a case that has but one. */
const SUBJECT = 'Subject';

function templatesOf({ before, after, ...written }: WrittenCase): [Template, Template] {
  if (before !== undefined && after !== undefined) return [parseTemplate(before), parseTemplate(after)];
  const { type, gets = {}, rename = {}, patch = {} } = written;
  const base: JsonObject = { Resources: { Note: { Type: 'AWS::SNS::Topic' } }, ...baseOf(written) };
  const change = type === undefined ? patch : { Resources: { [SUBJECT]: { Properties: gets } } };
  const renamed = Object.entries(rename).reduce(
    (text, [old, name]) => text.replaceAll(`"${old}"`, `"${name}"`),
    JSON.stringify(base),
  );
  return [parseTemplate(JSON.stringify(base)), parseTemplate(JSON.stringify(mergePatch(JSON.parse(renamed), change)))];
}

function baseOf({ type, has = {}, release, template }: WrittenCase): JsonObject | undefined {
  if (type !== undefined) return { Resources: { [SUBJECT]: { Type: type, Properties: has } } };
  if (release === undefined) return template;
  const [product = '', version] = release.split('/');
  return JSON.parse(readFileSync(join(PRODUCTS, product, 'releases', `${version}.json`), 'utf8'));
}

function pageOf({ page, type }: WrittenCase, wrong: (problem: string) => Error): string {
  const name = page ?? type?.replace(/^AWS/, 'aws-resource').replaceAll('::', '-').toLowerCase();
  if (name === undefined) throw wrong('cites no page');
  const address = name.startsWith('https:') ? name : `${REFERENCE}/${name}.html`;
  if (!address.startsWith('https://docs.aws.amazon.com/')) throw wrong(`cites no page of AWS: ${address}`);
  return address;
}

/** @see https://www.rfc-editor.org/rfc/rfc7396 */
function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isRecord(patch)) return patch;
  const merged = isRecord(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = mergePatch(merged[key], value);
  }
  return merged;
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { UpdateEffect, ValuesCondition } from './facts/fact';
import { pageOf, updates } from './facts/families';
import { anyOf, becomesAnother, changesOnceGiven, first, leaves, moves, removed } from './facts/values-conditions';
import type { Impact, Json } from './types';

/** Condition on values as the files have it: by its name, by the value that is left, from one value to another, or any of several. */
type WrittenCondition =
  | 'first'
  | 'removed'
  | 'another'
  | 'once given'
  | { readonly was: string | boolean }
  | { readonly from: string | null; readonly to: string }
  | { readonly 'any of': readonly WrittenCondition[] };

/** Sentence of AWS's documentation on a type, read and judged. */
export interface JudgedSentence {
  /** The sentence as the resource database has it. */
  readonly says: string;
  /** Properties that it is told of; absent where it is no fact about an update. */
  readonly at?: readonly string[];
  /** Effect of an update of the properties. */
  readonly update?: Impact;
  /** Absent: for every change. */
  readonly when?: WrittenCondition;
  /** Reason why no fact follows from it. */
  readonly not?: string;
  /** Date of the template reference that marks the properties so; the resource database has no such marks. */
  readonly marked?: string;
}

/** Folder of the judged sentences, a file a service. */
const FOLDER = join(__dirname, 'facts', 'sentences');

/** Services that there is a file of; listed once, when first asked for. */
let services: ReadonlySet<string> | undefined;

const read = new Map<string, Readonly<Record<string, readonly JudgedSentence[]>>>();

/**
 * Sentences of AWS's documentation that say what an update of a type does, or seem to, each judged by somebody who has
 * read it. A service's are read when first asked for.
 *
 * @see https://github.com/cdklabs/awscdk-service-spec
 * @see https://github.com/awsdocs/aws-cloudformation-user-guide
 */
export function judgedSentences(type: string): readonly JudgedSentence[] {
  const service = type.split('::')[1]?.toLowerCase() ?? '';
  const known = read.get(service);
  if (known !== undefined) return Object.hasOwn(known, type) ? (known[type] ?? []) : [];
  services ??= new Set(readdirSync(FOLDER));
  if (!services.has(`${service}.json`)) return [];
  read.set(service, JSON.parse(readFileSync(join(FOLDER, `${service}.json`), 'utf8')));
  return judgedSentences(type);
}

/** Every type of which a sentence is judged. */
export function judgedTypes(): string[] {
  return readdirSync(FOLDER).flatMap((file) => Object.keys(JSON.parse(readFileSync(join(FOLDER, file), 'utf8'))));
}

/** Effects of updates of a type's properties that follow from AWS's sentences. */
export function documentedEffects(type: string): readonly UpdateEffect[] {
  return judgedSentences(type).flatMap(({ says, at = [], update, when }) => {
    if (update === undefined) return [];
    const facts = updates(type, update, at, { page: pageOf(type), words: says });
    return when === undefined ? facts : facts.map((fact) => ({ ...fact, when: conditionOf(when) }));
  });
}

const NAMED: Readonly<Record<string, ValuesCondition>> = {
  first,
  removed,
  another: becomesAnother,
  'once given': changesOnceGiven,
};

function conditionOf(written: WrittenCondition): ValuesCondition {
  if (typeof written === 'string') {
    const condition = NAMED[written];
    if (condition === undefined) throw new Error(`No condition is called ${written}.`);
    return condition;
  }
  if ('any of' in written) return anyOf(...written['any of'].map(conditionOf));
  if ('was' in written) return leaves(written.was);
  const from: Json | undefined = written.from ?? undefined;
  return moves(from, written.to);
}

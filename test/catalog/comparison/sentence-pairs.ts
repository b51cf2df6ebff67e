import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, SpecDatabase, TypeDefinition } from '@aws-cdk/service-spec-types';
import type { JudgedSentence } from '../../../catalog/template/documented-effects';
import type { Impact, Json, JsonObject } from '../../../catalog/template/types';

/** Two versions of one resource that differ in what a sentence is about, and what the sentence says of it. */
export interface SentencePair {
  readonly type: string;
  readonly path: string;
  readonly says: string;
  readonly update: Impact;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

type Condition = NonNullable<JudgedSentence['when']>;

/** A value before and after for which a condition holds; undefined where there is none. */
function valuesFor(when: Condition | undefined): readonly [Json | undefined, Json | undefined] {
  if (when === undefined || when === 'another' || when === 'once given') return ['one', 'two'];
  if (when === 'first') return [undefined, 'two'];
  if (when === 'removed') return ['one', undefined];
  if ('any of' in when) return valuesFor(when['any of'][0]);
  if ('was' in when) return [when.was, 'other'];
  return [when.from ?? undefined, when.to];
}

let database: SpecDatabase | undefined;

/** The pairs of a type's judged sentences, a path and a sentence each. */
export function sentencePairs(type: string, judged: readonly JudgedSentence[]): SentencePair[] {
  database ??= loadAwsServiceSpecSync();
  const spec = database;
  const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', type);
  if (resource === undefined) return [];
  return judged.flatMap(({ says, update, at = [], when }) => {
    if (update === undefined) return [];
    const [before, after] = valuesFor(when);
    return at.map((path) => ({
      ...{ type, path, says, update },
      before: nest(spec, resource, path.split('.'), before),
      after: nest(spec, resource, path.split('.'), after),
    }));
  });
}

/** Properties with a value at a path; of a list, in its only element. */
function nest(
  database: SpecDatabase,
  { properties }: Resource | TypeDefinition,
  [name = '', ...rest]: readonly string[],
  value: Json | undefined,
): JsonObject {
  const kind = properties[name]?.type;
  if (rest.length === 0 || kind === undefined) return value === undefined ? {} : { [name]: value };
  return { [name]: wrap(database, kind, rest, value) };
}

function wrap(database: SpecDatabase, kind: PropertyType, rest: readonly string[], value: Json | undefined): Json {
  switch (kind.type) {
    case 'array':
      return [wrap(database, kind.element, rest, value)];
    case 'map':
      return { key: wrap(database, kind.element, rest, value) };
    case 'union': {
      const inner = kind.types.find(({ type }) => type === 'ref' || type === 'array');
      return inner === undefined ? {} : wrap(database, inner, rest, value);
    }
    case 'ref':
      return nest(database, database.get('typeDefinition', kind.reference), rest, value);
    default:
      return {};
  }
}

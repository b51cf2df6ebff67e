import type { Json } from '../../../catalog/template';
import { AwsError } from '../../kernel/aws-error';
import { type Matcher, matcherOf } from './matcher';

/** A checked event pattern. */
export type EventPattern = (event: Json) => boolean;

/** Names of a pattern and what must hold of what an event has there: the field itself, or everything below it. */
type Fields = ReadonlyMap<string, { readonly leaf: readonly Matcher[] } | { readonly below: Node }>;

interface Node {
  readonly fields: Fields;
  /** Of each group one alternative must hold. */
  readonly alternatives: readonly (readonly Node[])[];
}

/**
 * Reads an event pattern.
 *
 * @throws AwsError `InvalidEventPatternException` for what is no pattern, an operator that EventBridge doesn't have included.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
export function readPattern(text: string): EventPattern {
  let pattern: Json;
  try {
    pattern = JSON.parse(text);
  } catch {
    throw invalid('Event pattern is not valid JSON');
  }
  if (!isObject(pattern)) throw invalid('Filter is not an object');
  const node = nodeOf(pattern);
  return (event) => holds(node, event);
}

function nodeOf(pattern: { readonly [key: string]: Json }): Node {
  const fields = new Map<string, { readonly leaf: readonly Matcher[] } | { readonly below: Node }>();
  const alternatives: (readonly Node[])[] = [];
  if (Object.keys(pattern).length === 0) throw invalid('Empty objects are not allowed');
  for (const [name, value] of Object.entries(pattern)) {
    if (name === '$or') {
      if (!Array.isArray(value) || value.length < 2 || !value.every(isObject)) {
        throw invalid('"$or" must be an array of at least two objects');
      }
      alternatives.push(value.filter(isObject).map(nodeOf));
    } else if (Array.isArray(value)) {
      if (value.length === 0) throw invalid('Empty arrays are not allowed');
      fields.set(name, { leaf: value.map((each) => matcherOf(each, invalid)) });
    } else if (isObject(value)) {
      fields.set(name, { below: nodeOf(value) });
    } else {
      throw invalid(`"${name}" must be an object or an array`);
    }
  }
  return { fields, alternatives };
}

function holds({ fields, alternatives }: Node, event: Json | undefined): boolean {
  // Of a list of objects one must match as a whole.
  if (Array.isArray(event)) return event.some((each) => holds({ fields, alternatives }, each));
  const at = (name: string) => (isObject(event) && Object.hasOwn(event, name) ? event[name] : undefined);
  return (
    [...fields].every(([name, field]) =>
      'below' in field ? holds(field.below, at(name)) : leafHolds(field.leaf, at(name)),
    ) && alternatives.every((group) => group.some((node) => holds(node, event)))
  );
}

/** A list in an event matches where one of its items does; what isn't there is seen by `exists` alone. */
function leafHolds(matchers: readonly Matcher[], value: Json | undefined): boolean {
  const values = (Array.isArray(value) ? value.flat() : [value]).filter((each) => !isObject(each));
  const present = values.filter((each) => each !== undefined);
  return matchers.some((matcher) => matcher(present));
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(reason: string): AwsError {
  return new AwsError('InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
}

import type { Json } from '../../../../catalog/template';
import { evaluate, type Scope } from './expression';

/**
 * Payload of a template (`Parameters`, `ResultSelector`, `ItemSelector`): each field whose name ends in `.$`, at any depth,
 * is given its expression's value under the name without that ending.
 *
 * @throws StateError as {@link evaluate} does.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html
 */
export function payloadOf(template: Json, scope: Scope): Json {
  if (Array.isArray(template)) return template.map((item) => payloadOf(item, scope));
  if (typeof template !== 'object' || template === null) return template;
  const fields = Object.entries(template).map(([name, value]): [string, Json] => {
    const isExpression = name.endsWith('.$') && typeof value === 'string';
    return isExpression ? [name.slice(0, -2), evaluate(value, name, scope)] : [name, payloadOf(value, scope)];
  });
  return Object.fromEntries(fields);
}

import { contextValues, type RequestContext } from './context';
import { literally, type Pattern, wildcards } from './pattern';

/** A pattern, or the reason why its variables can't be filled in. */
export type FilledPattern = { readonly pattern: Pattern } | { readonly unknown: string };

/**
 * Fills in the policy variables of a text: `${aws:PrincipalArn}`, with a default `${aws:PrincipalTag/team, 'none'}`, and
 * `${*}`, `${?}`, `${$}` for those characters themselves. What a variable stands for is taken literally: a `*` in it is no
 * wildcard. A policy of version 2008-10-17 has no variables: there the text stands as it is.
 *
 * A variable without a default whose key the request lacks, or has several values of, can't be judged.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function fillVariables(text: string, version: string | undefined, context: RequestContext): FilledPattern {
  if (version !== '2012-10-17') return { pattern: wildcards(text) };
  const parts = text.split(VARIABLE);
  const filled: Pattern[] = [];
  for (const [index, part] of parts.entries()) {
    // Splitting on a pattern with one group puts what the group held at the odd places.
    const pattern = index % 2 === 0 ? wildcards(part) : variable(part, context);
    if ('unknown' in pattern) return { unknown: pattern.unknown };
    filled.push(pattern);
  }
  return { pattern: filled.flat() };
}

const VARIABLE = /\$\{([^}]*)\}/;

function variable(inside: string, context: RequestContext): Pattern | { readonly unknown: string } {
  if (inside === '*' || inside === '?' || inside === '$') return literally(inside);
  const [, key = '', fallback] = /^([^,]*?)\s*(?:,\s*'(.*)'\s*)?$/.exec(inside) ?? [];
  const values = contextValues(context, key.trim());
  if ('unknown' in values) return { unknown: `the value of ${key} is not known` };
  const [value, ...more] = values;
  if (value !== undefined && more.length === 0) return literally(value);
  if (value === undefined && fallback !== undefined) return literally(fallback);
  return { unknown: `the policy variable \${${inside}} has ${values.length} values in the request` };
}

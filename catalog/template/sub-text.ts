import { TemplateError } from './template-error';

/** A piece of the text of `Fn::Sub`: literal text, or the name between `${` and `}`. */
export type SubPart = { readonly text: string } | { readonly name: string };

const VARIABLE_NAME = /^[A-Za-z0-9_.:]+$/;

/**
 * Parts the text of `Fn::Sub` into literals and names. `${!Name}` is the literal `${Name}`.
 *
 * @throws TemplateError for a name with other characters than CloudFormation allows.
 */
export function subParts(text: string): SubPart[] {
  const parts: SubPart[] = [];
  let literal = '';
  let end = 0;
  for (const match of text.matchAll(/\$\{([^}]*)\}/g)) {
    literal += text.slice(end, match.index);
    end = match.index + match[0].length;
    const name = match[1] ?? '';
    if (name.startsWith('!')) {
      literal += `\${${name.slice(1)}}`;
      continue;
    }
    if (!VARIABLE_NAME.test(name)) {
      throw new TemplateError(
        'Template error: variable names in Fn::Sub syntax must contain only alphanumeric characters, underscores, periods, and colons',
      );
    }
    if (literal !== '') parts.push({ text: literal });
    literal = '';
    parts.push({ name });
  }
  literal += text.slice(end);
  if (literal !== '') parts.push({ text: literal });
  return parts;
}

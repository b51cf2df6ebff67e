import { isObject, type Json } from '../../catalog/template';

/**
 * Text of a template's value, functions written as CloudFormation's `${…}`: `{ "Fn::GetAtt": ["Table", "Arn"] }` is
 * `${Table.Arn}`. Of `Fn::If` both values are named.
 */
export function readableText(value: Json): string {
  if (Array.isArray(value)) return value.map(readableText).join(', ');
  if (!isObject(value)) return String(value ?? '');
  const [name = '', argument = null] = Object.entries(value)[0] ?? [];
  const items = Array.isArray(argument) ? argument : [argument];
  const [first = '', second = ''] = items;
  switch (name) {
    case 'Ref':
      return `\${${readableText(argument)}}`;
    case 'Fn::GetAtt':
      return `\${${items.map(readableText).join('.')}}`;
    case 'Fn::ImportValue':
      return `\${${readableText(argument)}}`;
    case 'Fn::Join':
      return Array.isArray(second) ? second.map(readableText).join(readableText(first)) : readableText(second);
    case 'Fn::Select':
      return `\${part ${Number(first) + 1} of ${readableText(second)}}`;
    case 'Fn::Split':
      return readableText(second);
    case 'Fn::Sub':
      return filled(readableText(first), second);
    case 'Fn::If':
      return items
        .slice(1)
        .filter((each) => !(isObject(each) && each.Ref === 'AWS::NoValue'))
        .map(readableText)
        .join(' or ');
    default:
      return JSON.stringify(value);
  }
}

function filled(text: string, variables: Json): string {
  if (!isObject(variables)) return text;
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = variables[name];
    return value === undefined ? whole : readableText(value);
  });
}

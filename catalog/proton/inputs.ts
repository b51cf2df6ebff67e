import { CatalogError } from '../errors';
import type { Json, JsonObject, Template, TemplateParameter } from '../template';
import { asIntrinsic } from '../template/intrinsic';
import { isObject, own } from '../template/json';
import { parameterType } from '../template/parameter-types';
import { subParts } from '../template/sub-text';
import { mayHold } from './possible-characters';

/** Around the name of a parameter, where its value goes: characters that no template has use for. */
const OPEN = '\uE000';
const CLOSE = '\uE001';

/** A place in a text where the value of a parameter goes; the group is the parameter's name. */
export const inputMark = /\uE000([A-Za-z0-9]+)\uE001/;

type Parameters = Readonly<Record<string, TemplateParameter>>;

/**
 * A template whose parameters became inputs: every `Ref` and `${…}` of a parameter is a mark, and `Parameters`, `Rules`
 * and the form are gone. `Fn::Sub` of nothing but inputs becomes plain text.
 *
 * @throws `CatalogError` `not-for-proton` for a parameter that only CloudFormation itself can resolve
 */
export function withInputs(template: Template): JsonObject {
  const { Parameters = {}, Rules, Metadata = {}, ...rest } = template;
  checkParameters(Parameters);
  if (JSON.stringify(template).includes(OPEN)) {
    throw new CatalogError(
      'not-for-proton',
      'The template holds the private character U+E000, which marks inputs here.',
    );
  }
  const { 'AWS::CloudFormation::Interface': form, ...metadata } = Metadata;
  const kept = Object.keys(metadata).length > 0 ? { Metadata: metadata, ...rest } : rest;
  return Object.fromEntries(
    Object.entries(kept)
      .filter(([, section]) => section !== undefined)
      .map(([name, section]) => [name, replaced(section as Json, Parameters)]),
  );
}

function checkParameters(parameters: Parameters): void {
  for (const [name, { Type }] of Object.entries(parameters)) {
    if (parameterType(Type)?.fromSsm !== false) {
      throw new CatalogError(
        'not-for-proton',
        `${name}: a parameter of type ${Type} is looked up by CloudFormation itself, so it can't be a Proton input.`,
      );
    }
  }
}

function replaced(value: Json, parameters: Parameters): Json {
  if (Array.isArray(value)) return value.map((item) => replaced(item, parameters));
  if (!isObject(value)) return value;
  const call = asIntrinsic(value);
  if (call?.name === 'Ref' && own(parameters, String(call.argument))) return mark(String(call.argument));
  if (call?.name === 'Fn::Sub') return substituted(call.argument, parameters);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, parameters)]));
}

function substituted(argument: Json, parameters: Parameters): Json {
  const [text = '', given = {}] = Array.isArray(argument) ? argument : [argument];
  const variables = replaced(given, parameters);
  if (typeof text !== 'string' || !isObject(variables)) return { 'Fn::Sub': argument };
  let isPlain = true;
  const parts = subParts(text).map((part) => {
    if ('text' in part) return part;
    const parameter = Object.hasOwn(variables, part.name) ? undefined : own(parameters, part.name);
    if (parameter && !mayHold(parameter, '$')) return { text: mark(part.name) };
    isPlain = false;
    // Text that holds "${" must not be read by Fn::Sub again: a variable's value isn't.
    if (parameter) variables[part.name] = mark(part.name);
    return part;
  });
  if (isPlain) return parts.map((part) => ('text' in part ? part.text : '')).join('');
  const substitution = parts
    .map((part) => ('text' in part ? part.text.replaceAll('${', '${!') : `\${${part.name}}`))
    .join('');
  return { 'Fn::Sub': Object.keys(variables).length > 0 ? [substitution, variables] : substitution };
}

function mark(parameter: string): string {
  return `${OPEN}${parameter}${CLOSE}`;
}

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
 * and the form are gone. `Fn::Sub` and `Fn::Join` of nothing but text and inputs become plain text.
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
  if (call?.name === 'Fn::Join') return joined(replaced(call.argument, parameters), parameters);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, parameters)]));
}

/** `Fn::Join` of nothing but text and inputs becomes plain text; any other a `Fn::Sub` where that is shorter. */
function joined(argument: Json, parameters: Parameters): Json {
  const [separator, items] = Array.isArray(argument) ? argument : [];
  const join = { 'Fn::Join': argument };
  if (typeof separator !== 'string' || !Array.isArray(items)) return join;
  if (items.every((item) => typeof item === 'string')) return items.join(separator);
  if (separator !== '' || items.some((item) => typeof item === 'string' && isReadAgain(item, parameters))) return join;
  const variables = new Map<string, string>();
  const text = items.map((item) => subText(item, variables)).join('');
  const values = Object.fromEntries([...variables].map(([value, name]) => [name, JSON.parse(value)]));
  const sub = { 'Fn::Sub': variables.size === 0 ? text : [text, values] };
  return JSON.stringify(sub).length < JSON.stringify(join).length ? sub : join;
}

/** Whether a text has inputs that may hold what `Fn::Sub` reads. */
function isReadAgain(text: string, parameters: Parameters): boolean {
  const names = [...text.matchAll(new RegExp(inputMark, 'g'))].map(([, name = '']) => own(parameters, name));
  return names.some((parameter) => parameter === undefined || mayHold(parameter, '$'));
}

/** Text that stands for a value in `Fn::Sub`: itself, a reference, or a variable, of which there is one for equal values. */
function subText(value: Json, variables: Map<string, string>): string {
  if (typeof value === 'string') return value.replaceAll('${', '${!');
  const call = isObject(value) ? asIntrinsic(value) : undefined;
  if (call?.name === 'Ref' && typeof call.argument === 'string') return `\${${call.argument}}`;
  if (call?.name === 'Fn::GetAtt' && Array.isArray(call.argument)) {
    const [id, attribute] = call.argument;
    if (typeof id === 'string' && typeof attribute === 'string') return `\${${id}.${attribute}}`;
  }
  const text = JSON.stringify(value);
  const name = variables.get(text) ?? `Value${variables.size + 1}`;
  variables.set(text, name);
  return `\${${name}}`;
}

function substituted(argument: Json, parameters: Parameters): Json {
  const [text = '', given = {}] = Array.isArray(argument) ? argument : [argument];
  const variables = replaced(given, parameters);
  if (typeof text !== 'string' || !isObject(variables)) return { 'Fn::Sub': argument };
  let isPlain = true;
  const parts = subParts(text).map((part) => {
    if ('text' in part) return part;
    // Once only: a mark is longer than a name.
    const isOnce = text.split(`\${${part.name}}`).length === 2;
    const input = isOnce ? inputIn(variables[part.name], parameters) : undefined;
    if (input !== undefined) return { text: input };
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
  const used = Object.entries(variables).filter(([name]) => substitution.includes(`\${${name}}`));
  return { 'Fn::Sub': used.length > 0 ? [substitution, Object.fromEntries(used)] : substitution };
}

/** Mark of an input that is the whole of a variable, and whose value `Fn::Sub` may read; undefined for anything else. */
function inputIn(value: Json | undefined, parameters: Parameters): string | undefined {
  if (typeof value !== 'string') return undefined;
  const [whole, name = ''] = inputMark.exec(value) ?? [];
  const parameter = own(parameters, name);
  return whole === value && parameter && !mayHold(parameter, '$') ? value : undefined;
}

function mark(parameter: string): string {
  return `${OPEN}${parameter}${CLOSE}`;
}

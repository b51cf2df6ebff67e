import { cidrBlocks } from './cidr';
import { asIntrinsic, isResolved } from './intrinsic';
import { isObject, own, sameJson, scalarText } from './json';
import { getAttParts } from './references';
import { subParts } from './sub-text';
import { TemplateError } from './template-error';
import { type EvaluationContext, type Json, type Template, UNRESOLVED, type Unresolved } from './types';

/** Scope in which a function is evaluated: what it may ask for. */
export interface Scope {
  readonly template: Template;
  readonly context: EvaluationContext;
  /** Evaluates an argument; `undefined` for `AWS::NoValue`. */
  value(json: Json): Json | undefined;
  condition(name: string): boolean;
  /** Value of `Ref` (no attribute) or `Fn::GetAtt`; `undefined` for `AWS::NoValue`. */
  reference(id: string, attribute?: string): Json | undefined | Unresolved;
}

type IntrinsicFunction = (argument: Json, scope: Scope) => Json | undefined;

/**
 * Every intrinsic function, by name. Arguments have the right shape (`checkShape`). Each answers its value, or, as long
 * as something it needs is unresolved, a call with the arguments folded as far as they are known.
 */
export const INTRINSIC_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Ref: (argument, scope) => orCall('Ref', argument, scope.reference(String(argument))),

  'Fn::GetAtt': (argument, scope) => {
    const parts = getAttParts(argument);
    const attribute = parts && scope.value(parts.attribute);
    if (parts === undefined || typeof attribute !== 'string') return { 'Fn::GetAtt': argument };
    return orCall('Fn::GetAtt', [parts.id, attribute], scope.reference(parts.id, attribute));
  },

  'Fn::If': (argument, scope) => {
    const [name, yes = null, no = null] = list(argument);
    return scope.value(scope.condition(String(name)) ? yes : no);
  },

  'Fn::Join': (argument, scope) => {
    const [delimiter = '', items = []] = list(argument);
    const values = scope.value(items);
    return Array.isArray(values) ? joined(String(delimiter), values) : { 'Fn::Join': [delimiter, values ?? []] };
  },

  'Fn::Sub': (argument, scope) => {
    const [text, variables] = Array.isArray(argument) ? argument : [argument];
    const given = isObject(variables) ? variables : {};
    const parts = subParts(String(text)).map((part): Json => {
      if ('text' in part) return part.text;
      const variable = own(given, part.name);
      const value = variable === undefined ? named(part.name, scope) : scope.value(variable);
      if (value === undefined || (!isCall(value) && scalarText(value) === undefined)) {
        throw new TemplateError(`Template error: Fn::Sub expression ${part.name} does not resolve to a string`);
      }
      return value;
    });
    return joined('', parts);
  },

  'Fn::Split': (argument, scope) => {
    const [delimiter = '', source = ''] = list(argument);
    const text = scope.value(source);
    return typeof text === 'string' ? text.split(String(delimiter)) : { 'Fn::Split': [delimiter, text ?? ''] };
  },

  'Fn::Select': (argument, scope) => {
    const [index = null, items = null] = list(argument).map((item) => scope.value(item));
    if (isCall(index) || !Array.isArray(items)) return { 'Fn::Select': [index ?? null, items ?? null] };
    const at = Number(index);
    const item = Number.isInteger(at) && at >= 0 ? items[at] : undefined;
    if (item === undefined || item === null) {
      throw new TemplateError(
        `Template error: Fn::Select cannot select nonexistent value at index ${scalarText(index)}`,
      );
    }
    // A plain value beside references stays in its list: what refers to a resource is made after it, whatever is selected.
    return isCall(item) || !items.some(isCall) ? item : { 'Fn::Select': [index, items] };
  },

  'Fn::FindInMap': (argument, scope) => {
    const [map, top, second, fallback] = list(argument);
    const names = [map, top, second].map((name) => scope.value(name ?? null));
    if (names.some(isCall))
      return { 'Fn::FindInMap': [...names.map((name) => name ?? null), ...(fallback ? [fallback] : [])] };
    return foundInMap(
      names.map((name) => scalarText(name) ?? ''),
      fallback,
      scope,
    );
  },

  'Fn::GetAZs': (argument, scope) => {
    const region = scope.value(argument);
    const { availabilityZones, pseudo } = scope.context;
    if (typeof region !== 'string' || availabilityZones === undefined) return { 'Fn::GetAZs': region ?? '' };
    return availabilityZones(region === '' ? pseudo['AWS::Region'] : region);
  },

  'Fn::ImportValue': (argument, scope) => {
    const name = scope.value(argument) ?? '';
    const value = typeof name === 'string' ? scope.context.importValue?.(name) : undefined;
    return orCall('Fn::ImportValue', name, value ?? UNRESOLVED);
  },

  'Fn::Base64': (argument, scope) => {
    const text = scope.value(argument) ?? '';
    return typeof text === 'string' ? Buffer.from(text, 'utf8').toString('base64') : { 'Fn::Base64': text };
  },

  'Fn::Cidr': (argument, scope) => {
    const values = list(argument).map((item) => scope.value(item) ?? '');
    if (values.some(isCall)) return { 'Fn::Cidr': values };
    const [block, count, bits] = values;
    return cidrBlocks(String(block), Number(count), bits === undefined ? undefined : Number(bits));
  },

  'Fn::Equals': (argument, scope) => {
    const [left = '', right = ''] = list(argument).map((item) => scope.value(item) ?? '');
    if (isResolved(left) && isResolved(right)) return sameJson(comparable(left), comparable(right));
    if (scope.context.undecided !== undefined) return scope.context.undecided(left, right);
    throw new TemplateError('Template error: Fn::Equals cannot be partially collapsed');
  },
  'Fn::And': (argument, scope) => list(argument).every((item) => truth(item, scope)),
  'Fn::Or': (argument, scope) => list(argument).some((item) => truth(item, scope)),
  'Fn::Not': (argument, scope) => !list(argument).some((item) => truth(item, scope)),

  'Fn::Length': (argument, scope) => {
    const items = scope.value(argument);
    return Array.isArray(items) ? items.length : { 'Fn::Length': items ?? null };
  },

  'Fn::ToJsonString': (argument, scope) => {
    const value = scope.value(argument) ?? {};
    return isResolved(value) ? JSON.stringify(value) : { 'Fn::ToJsonString': value };
  },

  'Fn::Transform': (argument) => {
    const name = isObject(argument) ? argument.Name : argument;
    throw new TemplateError(`No transform named ${scalarText(name)} found.`);
  },
};

/**
 * Whether a condition expression holds: a function of conditions, `{"Condition": name}`, or text that says so.
 *
 * @throws TemplateError when it is none of these.
 */
export function truth(expression: Json, scope: Scope): boolean {
  const name = isObject(expression) && Object.keys(expression).length === 1 ? expression.Condition : undefined;
  const value = typeof name === 'string' ? scope.condition(name) : scope.value(expression);
  if (value === true || value === 'true') return true;
  if (value === false || value === 'false') return false;
  throw new TemplateError(
    'Template format error: Conditions can only be boolean operations on parameters and other conditions',
  );
}

const list = (argument: Json): Json[] => (Array.isArray(argument) ? argument : [argument]);
const isCall = (value: Json | undefined): boolean => asIntrinsic(value) !== undefined;

function orCall(name: string, argument: Json, value: Json | undefined | Unresolved): Json | undefined {
  return value === UNRESOLVED ? { [name]: argument } : value;
}

/** Value that a name within `${}` stands for: a parameter or resource, or an attribute after the first dot. */
function named(name: string, scope: Scope): Json | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return orCall('Ref', name, scope.reference(name));
  const [id, attribute] = [name.slice(0, dot), name.slice(dot + 1)];
  return orCall('Fn::GetAtt', [id, attribute], scope.reference(id, attribute));
}

/** Joins what is known; around what isn't, a call of `Fn::Join` remains. */
function joined(delimiter: string, items: readonly Json[]): Json {
  const folded: Json[] = [];
  for (const item of items) {
    const text = scalarText(item);
    if (text === undefined && !isCall(item)) {
      throw new TemplateError(
        'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
      );
    }
    const last = folded.at(-1);
    if (text !== undefined && typeof last === 'string') folded[folded.length - 1] = `${last}${delimiter}${text}`;
    else folded.push(text ?? item);
  }
  const [only] = folded;
  if (only === undefined) return '';
  return folded.length === 1 ? only : { 'Fn::Join': [delimiter, folded] };
}

function foundInMap(names: readonly string[], fallback: Json | undefined, scope: Scope): Json | undefined {
  const [map = '', top = '', second = ''] = names;
  const mapping = own(scope.template.Mappings, map);
  const value = own(own(mapping, top), second);
  if (value !== undefined) return value;
  if (isObject(fallback)) return scope.value(fallback.DefaultValue ?? null);
  throw new TemplateError(
    mapping === undefined
      ? `Template error: Mapping named '${map}' is not present in the 'Mappings' section of template.`
      : `Template error: Unable to get mapping for ${map}::${top}::${second}`,
  );
}

/** Scalars as text, since CloudFormation compares those; lists member by member. */
function comparable(value: Json): Json {
  return Array.isArray(value) ? value.map(comparable) : (scalarText(value) ?? value);
}

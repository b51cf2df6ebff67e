import { isObject } from './json';
import { TemplateError } from './template-error';
import type { Json } from './types';

/** An intrinsic function call: an object whose only key is `Ref` or begins with `Fn::`. */
export interface Intrinsic {
  readonly name: string;
  readonly argument: Json;
}

/** Reads a value as an intrinsic function call; `undefined` when it is none. */
export function asIntrinsic(value: Json | undefined): Intrinsic | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.keys(value);
  const [name] = names;
  if (name === undefined || names.length !== 1 || !(name === 'Ref' || name.startsWith('Fn::'))) return undefined;
  const argument = value[name];
  return argument === undefined ? undefined : { name, argument };
}

/** Whether no intrinsic function is left anywhere in a value. */
export function isResolved(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isResolved);
  if (!isObject(value)) return true;
  return asIntrinsic(value) === undefined && Object.values(value).every(isResolved);
}

const SUPPORTED =
  'Fn::Base64, Fn::GetAtt, Fn::GetAZs, Fn::ImportValue, Fn::Join, Fn::Split, Fn::FindInMap, Fn::Select, Ref, Fn::Equals, ' +
  'Fn::If, Fn::Not, Condition, Fn::And, Fn::Or, Fn::Contains, Fn::EachMemberEquals, Fn::EachMemberIn, Fn::ValueOf, ' +
  'Fn::ValueOfAll, Fn::RefAll, Fn::Sub, Fn::Cidr';

/** Functions that exist only with the transform `AWS::LanguageExtensions`. */
const EXTENSIONS = new Set(['Fn::Length', 'Fn::ToJsonString']);

const isText = (value: Json | undefined): boolean => typeof value === 'string';
const isCall = (value: Json | undefined): boolean => asIntrinsic(value) !== undefined;
const isTextOrCall = (value: Json | undefined): boolean => isText(value) || isCall(value);
const isListOrCall = (value: Json | undefined): boolean => Array.isArray(value) || isCall(value);
const isScalarOrCall = (value: Json | undefined): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value) || isCall(value);
const isList = (value: Json, least: number, most = least): value is Json[] =>
  Array.isArray(value) && value.length >= least && value.length <= most;

/** Whether `Fn::FindInMap` takes it as a name or key without the transform: text, or `Ref` and `Fn::FindInMap`. */
const isMapKey = (value: Json | undefined): boolean => {
  const call = asIntrinsic(value);
  return call === undefined ? isScalarOrCall(value) : call.name === 'Ref' || call.name === 'Fn::FindInMap';
};

const BOOLEAN_FUNCTIONS = new Set(['Fn::And', 'Fn::Or', 'Fn::Not', 'Fn::Equals']);

/**
 * Whether a value is an expression of the Conditions section: a function that says true or false, or a condition's
 * name.
 */
export function isBoolean(value: Json): boolean {
  if (!isObject(value)) return false;
  const named = Object.keys(value).length === 1 && typeof value.Condition === 'string';
  return named || BOOLEAN_FUNCTIONS.has(asIntrinsic(value)?.name ?? '');
}

/** Each function's shape, and what CloudFormation says of another one. */
const SHAPES: Record<string, { holds(argument: Json, extended: boolean): boolean; fault: string }> = {
  Ref: {
    holds: (argument, extended) => isText(argument) || (extended && isCall(argument)),
    fault: 'every Ref object must have a single String value.',
  },
  'Fn::GetAtt': {
    holds: (argument, extended) =>
      (typeof argument === 'string' && /^[^.]+\..+$/.test(argument)) ||
      (extended && isCall(argument)) ||
      (isList(argument, 2) &&
        (extended ? isTextOrCall(argument[0]) : isText(argument[0])) &&
        argument[0] !== '' &&
        isTextOrCall(argument[1]) &&
        argument[1] !== ''),
    fault: 'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  },
  'Fn::Join': {
    holds: (argument) => isList(argument, 2) && isText(argument[0]) && isListOrCall(argument[1]),
    fault:
      'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
  },
  'Fn::Split': {
    holds: (argument) => isList(argument, 2) && isText(argument[0]) && argument[0] !== '' && isTextOrCall(argument[1]),
    fault:
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
  },
  'Fn::Select': {
    holds: (argument) => isList(argument, 2) && isScalarOrCall(argument[0]) && isListOrCall(argument[1]),
    fault: 'Fn::Select requires a list argument with two elements: an integer index and a list',
  },
  'Fn::Sub': {
    holds: (argument) =>
      isText(argument) || (isList(argument, 2) && isText(argument[0]) && isObject(argument[1]) && !isCall(argument[1])),
    fault:
      "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  },
  'Fn::FindInMap': {
    holds: (argument, extended) =>
      extended
        ? isList(argument, 3, 4) && argument.slice(0, 3).every(isScalarOrCall) && isMapDefault(argument[3])
        : isList(argument, 3) && argument.every(isMapKey),
    fault:
      'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
  },
  'Fn::If': {
    holds: (argument) => isList(argument, 3) && isText(argument[0]),
    fault: 'Fn::If requires a list argument with three elements, the first element being a condition',
  },
  'Fn::Equals': {
    holds: (argument) => isList(argument, 2),
    fault: 'Fn::Equals requires a list argument with two elements',
  },
  'Fn::Not': {
    holds: (argument) => isList(argument, 1) && argument.every(isBoolean),
    fault: 'Fn::Not requires a list argument with one function token',
  },
  'Fn::And': {
    holds: (argument) => isList(argument, 2, 10) && argument.every(isBoolean),
    fault: 'every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.',
  },
  'Fn::Or': {
    holds: (argument) => isList(argument, 2, 10) && argument.every(isBoolean),
    fault: 'every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters.',
  },
  'Fn::Base64': { holds: isTextOrCall, fault: 'every Fn::Base64 object must have a String-typed value.' },
  'Fn::GetAZs': { holds: isTextOrCall, fault: 'every Fn::GetAZs object must have a String-typed value.' },
  'Fn::ImportValue': { holds: isTextOrCall, fault: 'every Fn::ImportValue object must have a String-typed value.' },
  'Fn::Cidr': {
    holds: (argument) => isList(argument, 2, 3) && isTextOrCall(argument[0]) && argument.slice(1).every(isScalarOrCall),
    fault:
      'every Fn::Cidr object requires two or three parameters, the IP block, the count of subnets and, optionally, the subnet mask bits',
  },
  'Fn::Length': {
    holds: isListOrCall,
    fault: 'every Fn::Length object requires a list or a function that returns a list',
  },
  'Fn::ToJsonString': {
    holds: (argument) => Array.isArray(argument) || isObject(argument),
    fault: 'every Fn::ToJsonString object requires an object or a list',
  },
  'Fn::Transform': {
    holds: (argument) => isText(argument) || (isObject(argument) && isText(argument.Name)),
    fault: 'Key Name of transform definition must be a string.',
  },
};

function isMapDefault(value: Json | undefined): boolean {
  return (
    value === undefined || (isObject(value) && Object.keys(value).length === 1 && value.DefaultValue !== undefined)
  );
}

/**
 * Refuses a call of a function that does not exist, or whose arguments have the wrong shape.
 *
 * @param extended whether the template declares `AWS::LanguageExtensions`
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
export function checkShape({ name, argument }: Intrinsic, extended: boolean): void {
  const shape = Object.hasOwn(SHAPES, name) ? SHAPES[name] : undefined;
  if (shape === undefined || (!extended && EXTENSIONS.has(name))) {
    throw new TemplateError(
      `Template error: Encountered unsupported function: ${name} Supported functions are: [${SUPPORTED}]`,
    );
  }
  if (!shape.holds(argument, extended)) {
    throw new TemplateError(name === 'Fn::Transform' ? shape.fault : `Template error: ${shape.fault}`);
  }
}

/** The transform that adds functions to the language. */
export const LANGUAGE_EXTENSIONS = 'AWS::LanguageExtensions';

/**
 * Transforms that CloudFormation hosts, beside the language extensions: they are expanded by AWS alone.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/transform-reference.html
 */
const HOSTED = /^AWS::(CodeDeployBlueGreen|CodeStar|Include|SecretsManager-[\d-]+|Serverless-[\d-]+|ServiceCatalog)$/;

/** Whether a transform is one of AWS's that only AWS expands. */
export function isHostedTransform(name: string): boolean {
  return HOSTED.test(name);
}

/** The names of the transforms that a template declares, in order. */
export function transformNames(transform: Json | undefined): string[] {
  const all = Array.isArray(transform) ? transform : transform === undefined ? [] : [transform];
  return all.flatMap((one) => {
    const name = isObject(one) ? one.Name : one;
    return typeof name === 'string' ? [name] : [];
  });
}

/** Whether a template declares `AWS::LanguageExtensions`. */
export function isExtended(transform: Json | undefined): boolean {
  return transformNames(transform).includes(LANGUAGE_EXTENSIONS);
}

import type { Json, JsonObject, Template, TemplateParameter } from '../template';
import { isNoEcho } from '../template';
import { isObject } from '../template/json';
import { parameterType } from '../template/parameter-types';
import type { TemplateKind } from './bundle';

/** The inputs of a bundle, and what of the parameters they can't say. */
export interface InputSchema {
  /** Content of `schema.yaml`. */
  readonly document: JsonObject;
  /** One sentence for each constraint that isn't in it. */
  readonly lost: readonly string[];
}

/** Name of the type that holds the inputs, in the schema. */
const TYPE_NAME: Readonly<Record<TemplateKind, string>> = {
  environment: 'EnvironmentInputs',
  service: 'ServiceInputs',
};

/**
 * The OpenAPI 3.0.0 schema of a template's parameters, as Proton reads it.
 *
 * @see https://docs.aws.amazon.com/proton/latest/userguide/ag-schema.html
 */
export function inputSchema(template: Template, kind: TemplateKind, description: string): InputSchema {
  const { Parameters = {} } = template;
  const labels = parameterLabels(template);
  const inputs = Object.entries(Parameters).map(([name, parameter]) => ({
    name,
    parameter,
    ...inputOf(name, parameter, labels.get(name)),
  }));
  const required = inputs.filter(({ parameter }) => parameter.Default === undefined).map(({ name }) => name);
  const type: JsonObject = {
    type: 'object',
    description,
    ...(required.length > 0 ? { required } : {}),
    properties: Object.fromEntries(inputs.map(({ name, property }) => [name, property])),
  };
  return {
    document: {
      schema: {
        format: { openapi: '3.0.0' },
        [`${kind}_input_type`]: TYPE_NAME[kind],
        types: { [TYPE_NAME[kind]]: type },
      },
    },
    lost: inputs.flatMap(({ lost }) => lost),
  };
}

/** The titles of the questions, where the template has a form. */
function parameterLabels({ Metadata }: Template): ReadonlyMap<string, string> {
  const form = Metadata?.['AWS::CloudFormation::Interface'];
  const labels = isObject(form) && isObject(form.ParameterLabels) ? form.ParameterLabels : {};
  return new Map(
    Object.entries(labels).flatMap(([name, label]) =>
      isObject(label) && typeof label.default === 'string' ? [[name, label.default] as const] : [],
    ),
  );
}

function inputOf(name: string, parameter: TemplateParameter, title: string | undefined) {
  const type = parameterType(parameter.Type);
  const isNumber = type?.element === 'Number';
  const typed = (value: Json): Json => (isNumber ? Number(value) : String(value));
  const pattern = inputPattern(parameter, isNumber);
  const scalar = present({
    type: isNumber ? 'number' : 'string',
    enum: parameter.AllowedValues?.map(typed),
    pattern: pattern.text,
    minLength: number(parameter.MinLength),
    maxLength: number(parameter.MaxLength),
    minimum: number(parameter.MinValue),
    maximum: number(parameter.MaxValue),
  });
  const preset = parameter.Default;
  const listed = String(preset ?? '')
    .split(',')
    .filter((item) => item !== '')
    .map((item) => typed(item.trim()));
  const property = present({
    title,
    description: [parameter.Description, parameter.ConstraintDescription].filter(Boolean).join(' ') || undefined,
    ...(type?.list ? { type: 'array', items: scalar } : scalar),
    default: preset === undefined ? undefined : type?.list ? listed : typed(preset),
  });
  const aws = type?.shape === undefined ? [] : [`${name}: nothing checks that this ${parameter.Type} exists.`];
  const secret = isNoEcho(parameter) ? [`${name}: its value isn't hidden.`] : [];
  return { property, lost: [...(pattern.lost ? [`${name}: ${pattern.lost}`] : []), ...aws, ...secret] };
}

/**
 * The pattern of an input. CloudFormation matches the whole value, by Java's rules; OpenAPI finds the pattern anywhere in
 * it, by JavaScript's. Text without a pattern is one line: quoted YAML would fold another.
 */
function inputPattern({ AllowedPattern: pattern, AllowedValues: values }: TemplateParameter, isNumber: boolean) {
  if (pattern === undefined) return { text: isNumber || values ? undefined : '^[^\\r\\n]*$' };
  const javaOnly = /[*+?}]\+|\(\?[a-z]|\\[AGZzQEpPhRX]|\[[^\]]*(&&|\[)/.test(pattern);
  if (javaOnly || !compiles(pattern)) return { lost: `the pattern ${pattern} means something only to CloudFormation.` };
  return { text: /^\^[^|^$]*\$$/.test(pattern) ? pattern : `^(?:${pattern})$` };
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern);
    return true;
  } catch {
    return false;
  }
}

function number(value: number | string | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

function present(entries: Readonly<Record<string, Json | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(entries).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

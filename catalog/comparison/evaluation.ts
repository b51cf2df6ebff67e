import {
  asIntrinsic,
  type EvaluatedTemplate,
  type EvaluationContext,
  evaluateTemplate,
  expandLanguageExtensions,
  isObject,
  isResolved,
  type Json,
  type JsonObject,
  own,
  type ParameterValues,
  type PseudoParameters,
  sameJson,
  type Template,
} from '../template';

/** A template evaluated, and whether a condition could not be decided. */
export interface Evaluation {
  readonly evaluated: EvaluatedTemplate;
  readonly isUndecided: boolean;
}

/**
 * Evaluates a template for comparison: what isn't known stays unresolved, numbers and booleans are text as they are for
 * CloudFormation, and a value of a mapping whose key isn't known is the whole column.
 *
 * @param undecided what a condition says that can't be decided
 * @param importValue what exports are known to say. @default - none is known
 * @throws TemplateError for what CloudFormation would refuse
 */
export function evaluate(
  template: Template,
  {
    parameters,
    pseudo,
    undecided,
    importValue,
  }: { parameters: ParameterValues; pseudo: PseudoParameters; undecided: boolean } & Pick<
    EvaluationContext,
    'importValue'
  >,
): Evaluation {
  let isUndecided = false;
  const context: EvaluationContext = {
    parameters,
    pseudo,
    ...(importValue !== undefined && { importValue }),
    undecided: (left, right) => {
      if (sameJson(left, right)) return true;
      // The values that a parameter is compared with are tried themselves; here it is another one.
      if ([left, right].some((side) => isParameter(side, template)) && [left, right].some(isResolved)) return false;
      isUndecided = true;
      return undecided;
    },
  };
  const { resources, outputs, ...rest } = evaluateTemplate(expandLanguageExtensions(template, context), context);
  const evaluated: EvaluatedTemplate = {
    ...rest,
    resources: mapValues(resources, (resource) => ({
      ...resource,
      properties: mapValues(resource.properties, (value) => comparable(value, template)),
    })),
    outputs: mapValues(outputs, (output) => ({ ...output, value: comparable(output.value, template) })),
  };
  return { evaluated, isUndecided };
}

function isParameter(value: Json, template: Template): boolean {
  return isObject(value) && typeof value.Ref === 'string' && own(template.Parameters, value.Ref) !== undefined;
}

function comparable(value: Json, template: Template): Json {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return value.map((item) => comparable(item, template));
  if (!isObject(value)) return value;
  const call = asIntrinsic(value);
  if (call?.name === 'Fn::FindInMap' && Array.isArray(call.argument)) {
    const [map, , second] = call.argument;
    const mapping = typeof map === 'string' ? (own(template.Mappings, map) ?? {}) : (template.Mappings ?? {});
    const column = mapValues(mapping as JsonObject, (row) =>
      isObject(row) && typeof second === 'string' ? (own(row, second) ?? null) : row,
    );
    return { 'Fn::FindInMap': [...call.argument, comparable(column, template)] };
  }
  return mapValues(value, (item) => comparable(item, template));
}

function mapValues<In, Out>(record: Readonly<Record<string, In>>, map: (value: In) => Out): Record<string, Out> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

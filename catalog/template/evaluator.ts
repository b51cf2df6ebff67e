import { asIntrinsic, checkShape, isExtended } from './intrinsic';
import { INTRINSIC_FUNCTIONS, type Scope, truth } from './intrinsic-functions';
import { isObject, own } from './json';
import { TemplateError } from './template-error';
import {
  type EvaluatedOutput,
  type EvaluatedResource,
  type EvaluatedTemplate,
  type EvaluationContext,
  type Evaluator,
  type Json,
  type JsonObject,
  type Template,
  UNRESOLVED,
  type Unresolved,
} from './types';

/**
 * An evaluator of one template in one context.
 *
 * Evaluation is partial: what a callback leaves unresolved stays in the result as its intrinsic, and the functions
 * around it are folded as far as they can be. Nothing is evaluated before it is asked for, conditions once.
 *
 * Every member throws `TemplateError`, in CloudFormation's words, for what CloudFormation would refuse.
 */
export function evaluator(template: Template, context: EvaluationContext): Evaluator {
  const extended = isExtended(template.Transform);
  const known = new Map<string, boolean>();
  const pending = new Set<string>();

  const condition = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const expression = own(template.Conditions, name);
    if (expression === undefined) {
      throw new TemplateError(`Template error: unresolved condition dependency ${name} in the template`);
    }
    if (pending.has(name)) {
      throw new TemplateError(`Template error: Found circular condition dependency: ${[...pending].join(', ')}`);
    }
    pending.add(name);
    try {
      const holds = truth(expression, scopes.Conditions);
      known.set(name, holds);
      return holds;
    } finally {
      pending.delete(name);
    }
  };

  const exists = (id: string): boolean => {
    const resource = own(template.Resources, id);
    return resource !== undefined && (resource.Condition === undefined || condition(resource.Condition));
  };

  const fold = (json: Json, scope: Scope): Json | undefined => {
    if (Array.isArray(json)) return json.map((item) => fold(item, scope)).filter((item) => item !== undefined);
    if (!isObject(json)) return json;
    const call = asIntrinsic(json);
    if (call === undefined) return mapValues(json, (value) => fold(value, scope));
    checkShape(call, extended);
    return INTRINSIC_FUNCTIONS[call.name]?.(call.argument, scope);
  };

  const scopeOf = (block: string): Scope => {
    const scope: Scope = {
      template,
      context,
      condition,
      value: (json) => fold(json, scope),
      reference: (id, attribute) => lookUp(block, id, attribute),
    };
    return scope;
  };

  const lookUp = (block: string, id: string, attribute?: string): Json | undefined | Unresolved => {
    if (attribute === undefined) {
      const parameter = own(context.parameters, id);
      if (parameter !== undefined) return parameter;
      if (id.startsWith('AWS::')) return pseudoParameter(context, id);
      if (own(template.Parameters, id) !== undefined) return UNRESOLVED;
    }
    if (!exists(id)) {
      // Of an output whose resource is left out by its condition, AWS was seen to say it without the words before it.
      const before = block === 'Outputs' ? '' : 'Template format error: ';
      throw new TemplateError(
        `${before}Unresolved resource dependencies [${id}] in the ${block} block of the template`,
      );
    }
    return context.reference?.(id, attribute) ?? UNRESOLVED;
  };

  const scopes = { Conditions: scopeOf('Conditions'), Resources: scopeOf('Resources'), Outputs: scopeOf('Outputs') };
  const evaluate = (json: Json, scope: Scope): Json | undefined => {
    const value = fold(json, scope);
    return value === undefined ? undefined : withDynamicReferences(value, context);
  };

  return {
    get conditions() {
      return Object.fromEntries(Object.keys(template.Conditions ?? {}).map((name) => [name, condition(name)]));
    },
    condition,
    exists,
    value: (json) => evaluate(json, scopes.Resources),
    resource: (id) => {
      const resource = own(template.Resources, id);
      if (resource === undefined) throw new RangeError(`no resource ${id} in the template`);
      const section = (json: JsonObject | undefined): JsonObject | undefined =>
        json && mapValues(json, (value) => evaluate(value, scopes.Resources));
      const text = (json: Json | undefined) => {
        const value = json === undefined ? undefined : evaluate(json, scopes.Resources);
        return typeof value === 'string' ? value : undefined;
      };
      const { CreationPolicy, UpdatePolicy } = resource;
      return withoutAbsent<EvaluatedResource>({
        type: resource.Type,
        properties: section(resource.Properties) ?? {},
        dependsOn: [resource.DependsOn ?? []].flat().filter(exists),
        deletionPolicy: text(resource.DeletionPolicy),
        updateReplacePolicy: text(resource.UpdateReplacePolicy),
        creationPolicy: CreationPolicy === undefined ? undefined : evaluate(CreationPolicy, scopes.Resources),
        updatePolicy: UpdatePolicy === undefined ? undefined : evaluate(UpdatePolicy, scopes.Resources),
        metadata: section(resource.Metadata),
      });
    },
    output: (name) => {
      const output = own(template.Outputs, name);
      if (output === undefined) throw new RangeError(`no output ${name} in the template`);
      const exported = output.Export && evaluate(output.Export.Name, scopes.Outputs);
      return withoutAbsent<EvaluatedOutput>({
        value: evaluate(output.Value, scopes.Outputs) ?? '',
        description: output.Description,
        exportName: exported,
      });
    },
  };
}

/**
 * Evaluates a whole template: the resources and the outputs that exist in the context, in the template's order.
 *
 * @throws TemplateError for what CloudFormation would refuse.
 */
export function evaluateTemplate(template: Template, context: EvaluationContext): EvaluatedTemplate {
  const { conditions, condition, exists, resource, output } = evaluator(template, context);
  const outputs = Object.entries(template.Outputs ?? {}).filter(
    ([, { Condition }]) => Condition === undefined || condition(Condition),
  );
  return {
    template,
    parameters: context.parameters,
    conditions,
    resources: Object.fromEntries(
      Object.keys(template.Resources)
        .filter(exists)
        .map((id) => [id, resource(id)]),
    ),
    outputs: Object.fromEntries(outputs.map(([name]) => [name, output(name)])),
  };
}

function pseudoParameter({ pseudo }: EvaluationContext, name: string): Json | undefined | Unresolved {
  switch (name) {
    case 'AWS::NoValue':
      return undefined;
    case 'AWS::NotificationARNs':
      return [...pseudo[name]];
    case 'AWS::StackId':
      return pseudo[name] ?? UNRESOLVED;
    case 'AWS::AccountId':
    case 'AWS::Region':
    case 'AWS::Partition':
    case 'AWS::URLSuffix':
    case 'AWS::StackName':
      return pseudo[name];
    default:
      throw new TemplateError(
        `Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`,
      );
  }
}

/**
 * Puts the values of dynamic references in their place; last of all, so that functions see the reference itself.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
 */
function withDynamicReferences(value: Json, context: EvaluationContext): Json {
  const { dynamicReference } = context;
  if (dynamicReference === undefined) return value;
  if (typeof value === 'string') {
    return value.replace(/\{\{resolve:[^{}]+\}\}/g, (reference) => {
      const resolved = dynamicReference(reference);
      return resolved === UNRESOLVED ? reference : resolved;
    });
  }
  if (Array.isArray(value)) return value.map((item) => withDynamicReferences(item, context));
  return isObject(value) ? mapValues(value, (item) => withDynamicReferences(item, context)) : value;
}

function mapValues(json: JsonObject, map: (value: Json) => Json | undefined): JsonObject {
  const entries = Object.entries(json).map(([key, value]): [string, Json | undefined] => [key, map(value)]);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

function withoutAbsent<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;
}

import { asIntrinsic } from './intrinsic';
import { isObject, own } from './json';
import { PSEUDO_PARAMETER_NAMES } from './pseudo-parameters';
import { type Reference, referencesIn } from './references';
import { TemplateError } from './template-error';
import type { Json, Template } from './types';

/**
 * Refuses references to what the template does not declare: resources, parameters, conditions.
 *
 * @throws TemplateError in CloudFormation's words.
 */
export function checkReferences(template: Template): void {
  const conditions = new Set(Object.keys(template.Conditions ?? {}));
  checkConditionReferences(template, conditions);
  checkConditionCircles(template);
  const resources = Object.values(template.Resources);
  checkNames('Resources', conditions, [
    ...resources.flatMap((resource) => (resource.Condition === undefined ? [] : [resource.Condition])),
    ...resources.flatMap((resource) => namedByIf(resource.Properties ?? null)),
  ]);
  const outputs = Object.values(template.Outputs ?? {});
  checkNames('Outputs', conditions, [
    ...outputs.flatMap((output) => (output.Condition === undefined ? [] : [output.Condition])),
    ...outputs.flatMap((output) => namedByIf(output.Value)),
  ]);
  const needs = resources.flatMap(({ DependsOn = [] }) => DependsOn);
  const inResources = resources.flatMap(({ Properties, Metadata, CreationPolicy, UpdatePolicy }) =>
    [Properties, Metadata, CreationPolicy, UpdatePolicy].flatMap(referencesIn),
  );
  checkBlock(template, 'Resources', inResources, needs);
  checkBlock(
    template,
    'Outputs',
    outputs.flatMap((output) => [output.Value, output.Export?.Name].flatMap(referencesIn)),
  );
  for (const value of [...resources.map((resource) => resource.Properties), ...outputs.map((output) => output.Value)]) {
    checkImports(template, value);
  }
  for (const [name, output] of Object.entries(template.Outputs ?? {}))
    checkExportName(template, name, output.Export?.Name);
}

function checkBlock(template: Template, block: string, references: readonly Reference[], needs: string[] = []): void {
  const isResource = (id: string) => own(template.Resources, id) !== undefined;
  const unresolved = new Set<string>();
  for (const { by, id, attribute } of references) {
    if (isResource(id)) continue;
    if (attribute !== undefined) {
      throw new TemplateError(
        by === 'Fn::GetAtt'
          ? `Template error: instance of Fn::GetAtt references undefined resource ${id}`
          : `Template error: instance of Fn::Sub references invalid resource attribute ${id}.${attribute}`,
      );
    }
    if (own(template.Parameters, id) === undefined && !PSEUDO_PARAMETER_NAMES.has(id)) unresolved.add(id);
  }
  for (const id of needs) if (!isResource(id)) unresolved.add(id);
  if (unresolved.size > 0) {
    throw new TemplateError(
      `Template format error: Unresolved resource dependencies [${[...unresolved].join(', ')}] in the ${block} block of the template`,
    );
  }
}

function checkConditionReferences(template: Template, conditions: ReadonlySet<string>): void {
  for (const condition of Object.values(template.Conditions ?? {})) {
    checkNames('Conditions', conditions, namedByCondition(condition));
    const outside = referencesIn(condition).filter(
      ({ id, attribute }) =>
        attribute !== undefined || (own(template.Parameters, id) === undefined && !PSEUDO_PARAMETER_NAMES.has(id)),
    );
    if (outside.length > 0) {
      const ids = [...new Set(outside.map(({ id }) => id))].join(', ');
      throw new TemplateError(
        `Template format error: Unresolved dependencies [${ids}]. Cannot reference resources in the Conditions block of the template`,
      );
    }
  }
}

function checkConditionCircles({ Conditions: conditions = {} }: Template): void {
  const sound = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (sound.has(name)) return;
    if (path.includes(name)) {
      const circle = path.slice(path.indexOf(name)).join(', ');
      throw new TemplateError(`Template error: Found circular condition dependency: ${circle}`);
    }
    for (const next of namedByCondition(own(conditions, name) ?? '')) visit(next, [...path, name]);
    sound.add(name);
  };
  for (const name of Object.keys(conditions)) visit(name, []);
}

function checkNames(block: string, conditions: ReadonlySet<string>, names: readonly string[]): void {
  const missing = names.find((name) => !conditions.has(name));
  if (missing !== undefined) {
    throw new TemplateError(
      `Template format error: Unresolved condition dependency ${missing} in the ${block} block of the template`,
    );
  }
}

/** The conditions that a value outside the Conditions section names: the first argument of each `Fn::If`. */
function namedByIf(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(namedByIf);
  if (!isObject(value)) return [];
  const call = asIntrinsic(value);
  const name = call?.name === 'Fn::If' && Array.isArray(call.argument) ? call.argument[0] : undefined;
  return [...(typeof name === 'string' ? [name] : []), ...Object.values(value).flatMap(namedByIf)];
}

/** The conditions that a condition names: as `namedByIf`, and every `{"Condition": name}`. */
function namedByCondition(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(namedByCondition);
  if (!isObject(value)) return [];
  const direct = Object.keys(value).length === 1 && typeof value.Condition === 'string' ? [value.Condition] : [];
  const call = asIntrinsic(value);
  const name = call?.name === 'Fn::If' && Array.isArray(call.argument) ? call.argument[0] : undefined;
  return [...direct, ...(typeof name === 'string' ? [name] : []), ...Object.values(value).flatMap(namedByCondition)];
}

/** An import's name is needed before anything is created, so nothing that is created may be in it. */
function checkImports(template: Template, value: Json | undefined): void {
  if (Array.isArray(value)) for (const item of value) checkImports(template, item);
  if (!isObject(value)) return;
  const call = asIntrinsic(value);
  if (call?.name === 'Fn::ImportValue' && !isStatic(template, call.argument)) {
    throw new TemplateError(
      'Template error: the attribute in Fn::ImportValue must not depend on any resources, imported values, or Fn::GetAZs',
    );
  }
  for (const item of Object.values(value)) checkImports(template, item);
}

function checkExportName(template: Template, output: string, name: Json | undefined): void {
  if (name !== undefined && !isStatic(template, name)) {
    throw new TemplateError(
      `Template format error: Output ${output} is malformed. The Name field of every Export member must not depend on any resources, imported values, or Fn::GetAZs.`,
    );
  }
}

/** Whether a value can be known before any resource exists. */
function isStatic(template: Template, value: Json): boolean {
  return referencesIn(value).every(({ id }) => own(template.Resources, id) === undefined) && !callsLater(value);
}

function callsLater(value: Json): boolean {
  if (Array.isArray(value)) return value.some(callsLater);
  if (!isObject(value)) return false;
  const name = asIntrinsic(value)?.name;
  return name === 'Fn::ImportValue' || name === 'Fn::GetAZs' || Object.values(value).some(callsLater);
}

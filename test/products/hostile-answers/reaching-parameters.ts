import { asIntrinsic, isObject, type Json, own, referencesIn, type Template } from '../../../catalog/template';
import { policyPlaces } from './policies';

/** Properties by which a resource is named: what refers to it reads them. */
const NAMING = /(?:Name|Identifier|NamePrefix)$/;

/**
 * Names of the parameters that reach a policy, in alphabetical order: found by following every reference (`Ref`, `Fn::Sub`,
 * `Fn::GetAtt`, in any function), through the names of the resources that policies refer to, and through the conditions on
 * which a policy, or a part of it, hangs.
 */
export function reachingParameters(template: Template): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const follow = (value: Json | undefined): void => {
    for (const { id } of referencesIn(value)) {
      if (own(template.Parameters, id) !== undefined) found.add(id);
      else followResource(id);
    }
    for (const name of conditionsIn(value)) followCondition(name);
  };
  const once = (key: string, then: () => void): void => {
    if (seen.has(key)) return;
    seen.add(key);
    then();
  };
  const followCondition = (name: string): void =>
    once(`condition ${name}`, () => follow(own(template.Conditions, name)));
  const followResource = (id: string): void =>
    once(`resource ${id}`, () => {
      const { Properties = {} } = own(template.Resources, id) ?? {};
      for (const [name, value] of Object.entries(Properties)) if (NAMING.test(name)) follow(value);
    });
  for (const { value, resource } of policyPlaces(template)) {
    follow(value);
    if (resource.Condition !== undefined) followCondition(resource.Condition);
  }
  return [...found].sort();
}

/** Conditions that a value names: in `Fn::If`, and in other conditions. */
function conditionsIn(value: Json | undefined): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(conditionsIn);
  if (!isObject(value)) return [];
  const call = asIntrinsic(value);
  const [first] = call?.name === 'Fn::If' && Array.isArray(call.argument) ? call.argument : [];
  const named = [first, value.Condition].filter((name) => typeof name === 'string');
  return [...named, ...Object.values(value).flatMap(conditionsIn)];
}

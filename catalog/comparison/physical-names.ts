import {
  type EvaluatedResource,
  factsOf,
  type JsonObject,
  own,
  propertyImpact,
  resourceType,
  sameJson,
} from '../template';

/** Properties by which AWS tells resources of a type apart, the name first: no two may have the same of all. */
type Identity = readonly string[];

/**
 * Identities that make AWS refuse a second resource beside this one: its physical name, as far as the template gives
 * it, or the place that it takes. CloudFormation makes a replacement before it deletes the old resource, so one that
 * keeps an identity can't be replaced, and one that comes under another logical id can't be made.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html
 */
export function identities({ type, properties }: EvaluatedResource): Identity[] {
  const listed = told(type) ?? [...identifier(type, properties), ...customNames(type)];
  return listed.filter(([name = '']) => own(properties, name) !== undefined);
}

/** The identities that facts tell, where the type's identifier in AWS's database isn't one, or isn't the only one. */
function told(type: string): Identity[] | undefined {
  const facts = factsOf(type).filter(({ effect }) => effect === 'name taken' || effect === 'name shared');
  if (facts.length === 0) return undefined;
  return facts.flatMap((fact) => (fact.effect === 'name taken' ? [[fact.property, ...fact.within]] : []));
}

/** The type's own identifier, where all of it is given in the template: else AWS makes up the rest. */
function identifier(type: string, given: JsonObject): Identity[] {
  const { ref = [], properties = new Set<string>() } = resourceType(type) ?? {};
  const isGiven = ref.every((part) => properties.has(part) && own(given, part) !== undefined);
  return ref.length > 0 && isGiven ? [ref] : [];
}

/** The property that names a resource by the way AWS calls such properties; others of the identifier are its scope. */
function customNames(type: string): Identity[] {
  const { ref = [], properties = new Set<string>() } = resourceType(type) ?? {};
  const [, , short = ''] = type.split('::');
  const scope = ref.filter((part) => properties.has(part));
  return ['Name', 'Identifier', `${short}Name`, `${short}Identifier`]
    .filter((name) => properties.has(name) && propertyImpact(type, [name]) === 'replacement')
    .map((name) => [name, ...scope.filter((part) => part !== name)]);
}

/** The names that fix a resource while nothing of its identity changes. */
export function fixedNames(resource: EvaluatedResource, changed: ReadonlySet<string>): string[] {
  const kept = identities(resource).filter((identity) => !identity.some((name) => changed.has(name)));
  return [...new Set(kept.map(([name = '']) => name))];
}

/** Whether two resources of one type can't be at the same time. */
export function sameIdentity(one: EvaluatedResource, other: EvaluatedResource): boolean {
  if (one.type !== other.type) return false;
  return identities(one).some((identity) =>
    identity.every((name) => sameJson(own(one.properties, name), own(other.properties, name))),
  );
}

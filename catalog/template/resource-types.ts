import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import type { PropertyType, Resource, SpecDatabase, TypeDefinition } from '@aws-cdk/service-spec-types';
import { databaseName, isCustom } from './custom-type';
import { own } from './json';
import { LAUNCHED_PRODUCT } from './launched-product';
import { referencesIn } from './references';
import { TemplateError } from './template-error';
import type { Template } from './types';

/** Entry of AWS's resource database on a resource type. */
export interface ResourceTypeFacts {
  readonly type: string;
  /** Names for `Fn::GetAtt`. */
  readonly attributes: ReadonlySet<string>;
  /** The properties or attributes that make up what `Ref` returns; joined by `|` when there are several. */
  readonly ref: readonly string[];
  /** Names of the top-level properties. */
  readonly properties: ReadonlySet<string>;
  readonly required: ReadonlySet<string>;
  /** Form in which the type takes tags: a list of keys and values, the same for Auto Scaling groups, or a map. */
  readonly tags?: { readonly property: string; readonly variant: 'standard' | 'asg' | 'map' };
  /** With `${Partition}`, `${Region}`, `${Account}` and property names. */
  readonly arnTemplate?: string;
}

/** Declaration of a property: its type, and whether changing it replaces the resource. */
export interface PropertySpec {
  readonly replaces: 'yes' | 'no' | 'maybe';
  /** Declarations of the properties below it: of the objects, the list's elements or the map's values. */
  readonly below: ReadonlyMap<string, PropertySpec>;
}

let database: SpecDatabase | undefined;
const found = new Map<string, Resource | undefined>();
const facts = new Map<string, ResourceTypeFacts>();

/** The database's entry of a type. The first call in a process loads the database: about half a second, 100 MB. */
function resourceOf(type: string): Resource | undefined {
  if (!found.has(type)) {
    database ??= loadAwsServiceSpecSync();
    const [resource] = database.lookup('resource', 'cloudFormationType', 'equals', databaseName(type));
    // Names that are no type are without number, so only those that exist are remembered. A type that a transform
    // replaces (`AWS::Serverless::Function`) is none without it.
    if (resource === undefined || resource.cloudFormationTransform !== undefined) return undefined;
    found.set(type, resource);
  }
  return found.get(type);
}

/**
 * Entry of AWS's database on a resource type; `undefined` when AWS has no such type.
 *
 * The first call in a process takes about half a second.
 */
export function resourceType(type: string): ResourceTypeFacts | undefined {
  const known = facts.get(type);
  if (known !== undefined) return known;
  const resource = resourceOf(type);
  if (resource === undefined) return undefined;
  const { properties, attributes, tagInformation, arnTemplate } = resource;
  const read: ResourceTypeFacts = {
    type,
    attributes: new Set(Object.keys(attributes)),
    ref: resource.cfnRefIdentifier ?? resource.primaryIdentifier ?? [],
    properties: new Set(Object.keys(properties)),
    required: new Set(Object.keys(properties).filter((name) => properties[name]?.required)),
    ...(tagInformation && { tags: { property: tagInformation.tagPropertyName, variant: tagInformation.variant } }),
    ...(arnTemplate === undefined ? {} : { arnTemplate }),
  };
  facts.set(type, read);
  return read;
}

/** Types whose attributes are chosen by whoever writes them. */
const FREE_ATTRIBUTES = new Set(['AWS::CloudFormation::CustomResource']);

/** Types with attributes `Outputs.<name>`, named by the template inside. */
const OUTPUT_ATTRIBUTES = new Set(['AWS::CloudFormation::Stack', LAUNCHED_PRODUCT]);

/** CDK writes this type; CloudFormation accepts it, the database doesn't list it. */
const UNLISTED_TYPES = new Set(['AWS::CDK::Metadata']);

/** Whether CloudFormation knows a type. */
export function isKnownType(type: string): boolean {
  return UNLISTED_TYPES.has(type) || resourceOf(type) !== undefined;
}

/**
 * Refuses what only AWS's resource database can tell: types that don't exist, and attributes that a type doesn't have.
 *
 * @throws TemplateError in CloudFormation's words.
 */
export function checkResourceTypes(template: Template): void {
  const types = Object.values(template.Resources).map(({ Type }) => Type);
  const unknown = [...new Set(types.filter((type) => !isKnownType(type)))];
  if (unknown.length > 0) {
    throw new TemplateError(`Template format error: Unrecognized resource types: [${unknown.join(', ')}]`);
  }
  const parts = [
    ...Object.values(template.Resources).flatMap(({ Properties, Metadata }) => [Properties, Metadata]),
    ...Object.values(template.Outputs ?? {}).map(({ Value }) => Value),
  ];
  for (const { by, id, attribute } of parts.flatMap(referencesIn)) {
    const type = own(template.Resources, id)?.Type;
    if (type === undefined || attribute === undefined || attribute === '' || hasAttribute(type, attribute)) continue;
    throw new TemplateError(
      by === 'Fn::GetAtt'
        ? `Template error: resource ${id} does not support attribute type ${attribute} in Fn::GetAtt`
        : `Template error: instance of Fn::Sub references invalid resource attribute ${id}.${attribute}`,
    );
  }
}

function hasAttribute(type: string, attribute: string): boolean {
  if (isCustom(type) || FREE_ATTRIBUTES.has(type)) return true;
  if (OUTPUT_ATTRIBUTES.has(type) && /^Outputs\..+/.test(attribute)) return true;
  return resourceType(type)?.attributes.has(attribute) ?? false;
}

/** The declarations of a type's top-level properties; `undefined` when there is no such type. */
export function propertySpecs(type: string): ReadonlyMap<string, PropertySpec> | undefined {
  const resource = resourceOf(type);
  if (resource === undefined) return undefined;
  return specsOf(resource);
}

/** Paths of properties that replace the resource although their own declaration doesn't say so. */
export function additionalReplacements(type: string): readonly (readonly string[])[] {
  return resourceOf(type)?.additionalReplacementProperties ?? [];
}

function specsOf({ properties }: Resource | TypeDefinition): Map<string, PropertySpec> {
  return new Map(
    Object.entries(properties).map(([name, { causesReplacement = 'no', type }]) => [
      name,
      {
        replaces: causesReplacement,
        // Definitions may contain themselves, so what is below is read only when it is asked for.
        get below() {
          return specsBelow(type);
        },
      },
    ]),
  );
}

function specsBelow(type: PropertyType): Map<string, PropertySpec> {
  switch (type.type) {
    case 'ref': {
      const definition = database?.get('typeDefinition', type.reference);
      return definition === undefined ? new Map() : specsOf(definition);
    }
    case 'array':
    case 'map':
      return specsBelow(type.element);
    case 'union':
      return new Map(type.types.flatMap((one) => [...specsBelow(one)]));
    default:
      return new Map();
  }
}

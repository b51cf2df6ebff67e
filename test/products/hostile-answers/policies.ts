import {
  asIntrinsic,
  isObject,
  type Json,
  type JsonObject,
  type Template,
  type TemplateResource,
} from '../../../catalog/template';

/** Use of a policy: what a role may do, who may take it on, or who may use the resource that it stands on. */
export type PolicyUse = 'identity' | 'trust' | 'resource';

/** Property of a resource that is a policy, or part of one. */
export interface PolicyPlace {
  readonly logicalId: string;
  readonly resource: TemplateResource;
  readonly property: string;
  readonly use: PolicyUse;
  readonly value: Json;
}

const known = new WeakMap<Template, readonly PolicyPlace[]>();

/** Every place of a template that says who may do what: each property with statements in it, and Lambda's permissions. */
export function policyPlaces(template: Template): readonly PolicyPlace[] {
  const places = known.get(template) ?? findPlaces(template);
  known.set(template, places);
  return places;
}

function findPlaces({ Resources }: Template): readonly PolicyPlace[] {
  return Object.entries(Resources).flatMap(([logicalId, resource]) => {
    const { Type, Properties = {} } = resource;
    const isPermission = Type === 'AWS::Lambda::Permission';
    return Object.entries(Properties)
      .filter(([, value]) => isPermission || statementsIn(value).length > 0)
      .map(([property, value]) => ({ logicalId, resource, property, use: useOf(Type, property), value }));
  });
}

function useOf(type: string, property: string): PolicyUse {
  if (property === 'AssumeRolePolicyDocument') return 'trust';
  return type.startsWith('AWS::IAM::') ? 'identity' : 'resource';
}

/** Statements anywhere in a value, behind conditions of the template too. */
export function statementsIn(value: Json | undefined): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (!isObject(value)) return [];
  if ('Effect' in value && ('Action' in value || 'NotAction' in value)) return [value];
  return Object.values(value).flatMap(statementsIn);
}

/** Logical id of the role that an identity policy belongs to: the resource itself, or the role that it names. */
export function roleOf({ logicalId, resource: { Type, Properties = {} } }: PolicyPlace): string {
  if (Type === 'AWS::IAM::Role') return logicalId;
  const call = asIntrinsic([Properties.RoleName ?? Properties.Roles ?? null].flat()[0]);
  return typeof call?.argument === 'string' ? call.argument : logicalId;
}

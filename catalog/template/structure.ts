import { canBeSnapshotted } from './deletion-policy';
import { asIntrinsic, checkShape, isBoolean, isExtended, transformNames } from './intrinsic';
import { isObject, own, scalarText } from './json';
import { parameterType } from './parameter-types';
import { TemplateError } from './template-error';
import type { Json, JsonObject, Template } from './types';

const SECTIONS = new Set([
  ...['AWSTemplateFormatVersion', 'Description', 'Metadata', 'Parameters', 'Rules', 'Mappings', 'Conditions'],
  ...['Transform', 'Hooks', 'Resources', 'Outputs'],
]);
const PARAMETER_KEYS = new Set([
  ...['Type', 'Default', 'AllowedValues', 'AllowedPattern', 'MinLength', 'MaxLength', 'MinValue', 'MaxValue', 'NoEcho'],
  ...['Description', 'ConstraintDescription'],
]);
const RESOURCE_KEYS = new Set([
  ...['Type', 'Properties', 'Condition', 'DependsOn', 'DeletionPolicy', 'UpdateReplacePolicy', 'CreationPolicy'],
  ...['UpdatePolicy', 'Metadata', 'Description', 'Version'],
]);
const OUTPUT_KEYS = new Set(['Value', 'Description', 'Condition', 'Export']);
const RULE_KEYS = new Set(['RuleCondition', 'Assertions']);

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const QUOTAS = { Resources: 500, Parameters: 200, Outputs: 200, Mappings: 200 } as const;
const LONGEST_DESCRIPTION = 1024;

const format = (message: string): TemplateError => new TemplateError(`Template format error: ${message}`);

/**
 * Checks the form of each section of a parsed template and returns it as a `Template`.
 *
 * What refers to what is checked apart (`checkReferences`), since macros may add what is referred to.
 *
 * @throws TemplateError in CloudFormation's words for the first fault found.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
export function checkStructure(json: Json): Template {
  if (!isObject(json)) throw format('unsupported structure.');
  // https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
  const isServerless = transformNames(json.Transform).some((name) => name.startsWith('AWS::Serverless-'));
  const unknown = Object.keys(json).filter((key) => !SECTIONS.has(key) && !(isServerless && key === 'Globals'));
  if (unknown.length > 0) throw new TemplateError(`Invalid template property or properties [${unknown.join(', ')}]`);
  refuseNulls(json, '');
  checkHeader(json);
  const extended = isExtended(json.Transform);
  section(json, 'Parameters', checkParameter);
  section(json, 'Mappings', checkMapping);
  section(json, 'Conditions', checkCondition);
  section(json, 'Rules', checkRule);
  if (!isObject(json.Resources) || Object.keys(json.Resources).length === 0) {
    throw format('At least one Resources member must be defined.');
  }
  section(json, 'Resources', (name, value) => checkResource(name, value, extended));
  section(json, 'Outputs', checkOutput);
  const common = Object.keys(json.Resources).filter((name) => own(json.Parameters as JsonObject | undefined, name));
  if (common.length > 0) {
    throw new TemplateError(
      `Template error: all resources and parameters must have unique names. Common name(s):[${common.join(', ')}]`,
    );
  }
  for (const part of [json.Conditions, json.Resources, json.Outputs]) checkShapes(part, extended);
  // Every field of `Template` has been checked above, one by one.
  return json as unknown as Template;
}

function refuseNulls(value: Json, path: string): void {
  if (value === null) throw new TemplateError(`[${path}] 'null' values are not allowed in templates`);
  if (typeof value !== 'object') return;
  for (const [key, item] of Object.entries(value)) refuseNulls(item, `${path}/${key}`);
}

function checkHeader({ AWSTemplateFormatVersion: version, Description: description }: JsonObject): void {
  if (version !== undefined && version !== '2010-09-09') {
    throw format('unsupported value for AWSTemplateFormatVersion.');
  }
  if (description === undefined) return;
  if (typeof description !== 'string') throw format('Description must be a string.');
  if (new TextEncoder().encode(description).length > LONGEST_DESCRIPTION) {
    throw format(`'Description' length is greater than ${LONGEST_DESCRIPTION}.`);
  }
}

/** Checks one section: an object, within its quota, whose members each pass `check`. Loops stay for the transform. */
function section(json: JsonObject, name: string, check: (member: string, value: Json) => void): void {
  const value = json[name];
  if (value === undefined) return;
  if (!isObject(value)) throw format(`${name} section must be a map.`);
  const members = Object.entries(value);
  const most = name in QUOTAS ? QUOTAS[name as keyof typeof QUOTAS] : Number.POSITIVE_INFINITY;
  if (members.length > most) {
    throw format(`Number of ${name.toLowerCase()}, ${members.length}, is greater than maximum allowed, ${most}`);
  }
  for (const [member, content] of members) {
    if (!isLoop(member, json.Transform)) check(member, content);
  }
}

function isLoop(key: string, transform: Json | undefined): boolean {
  return key.startsWith('Fn::ForEach::') && isExtended(transform);
}

function checkName(kind: string, name: string): void {
  if (!/^[A-Za-z0-9]{1,255}$/.test(name)) throw format(`${kind} name ${name} is non alphanumeric.`);
}

function checkParameter(name: string, parameter: Json): void {
  checkName('Parameter', name);
  if (!isObject(parameter)) throw format('Any Parameters member must be an object.');
  const unknown = Object.keys(parameter).find((key) => !PARAMETER_KEYS.has(key));
  if (unknown !== undefined) throw new TemplateError(`Invalid template parameter property '${unknown}'`);
  if (parameter.Type === undefined) throw format('Every Parameters object must contain a Type member.');
  if (typeof parameter.Type !== 'string' || parameterType(parameter.Type) === undefined) {
    throw format(`Unrecognized parameter type: ${scalarText(parameter.Type) ?? JSON.stringify(parameter.Type)}`);
  }
  const { AllowedValues: allowed, ...scalars } = parameter;
  const wrong = Object.entries(scalars).find(([, value]) => scalarText(value) === undefined);
  if (wrong !== undefined) throw format(`Every ${wrong[0]} member must be a string.`);
  if (allowed !== undefined && !(Array.isArray(allowed) && allowed.every((value) => scalarText(value) !== undefined))) {
    throw format('Every AllowedValues member must be a list of strings.');
  }
}

function checkMapping(name: string, mapping: Json): void {
  checkName('Mapping', name);
  if (!isObject(mapping)) throw format(`Every Mappings member ${name} must be a map`);
  for (const [key, attributes] of Object.entries(mapping)) {
    // `Fn::Transform` may stand for a mapping's content; it is refused when the template is evaluated.
    if (key === 'Fn::Transform') continue;
    if (!isObject(attributes)) throw format(`Every Mappings member ${name} must be a map`);
    const flat = (value: Json) =>
      scalarText(value) !== undefined ||
      (Array.isArray(value) && value.every((item) => scalarText(item) !== undefined));
    if (!Object.values(attributes).every(flat)) throw format('Every Mappings attribute must be a String or a List.');
  }
}

function checkCondition(name: string, condition: Json): void {
  checkName('Condition', name);
  if (!isBoolean(condition)) {
    throw format('Conditions can only be boolean operations on parameters and other conditions');
  }
}

/** Checks the form of one rule; what its functions are is checked when they are evaluated. */
export function checkRule(name: string, rule: Json): void {
  checkName('Rule', name);
  if (!isObject(rule)) throw format('Any Rules member must be an object.');
  const unknown = Object.keys(rule).find((key) => !RULE_KEYS.has(key));
  if (unknown !== undefined) throw new TemplateError(`Invalid template rule property '${unknown}'`);
  const { Assertions: assertions } = rule;
  if (!Array.isArray(assertions) || assertions.length === 0) {
    throw format(`Rule ${name} must contain a list of Assertions.`);
  }
  for (const assertion of assertions) {
    const { Assert: assert, AssertDescription: description, ...rest } = isObject(assertion) ? assertion : {};
    if (!isObject(assert) || !['string', 'undefined'].includes(typeof description) || Object.keys(rest).length > 0) {
      throw format(`Every assertion of rule ${name} must contain an Assert and may contain an AssertDescription.`);
    }
  }
}

function checkResource(name: string, resource: Json, extended: boolean): void {
  checkName('Resource', name);
  if (!isObject(resource)) throw format(`[/Resources/${name}] resource definition is malformed`);
  if (resource.Type === undefined) {
    throw format(`[/Resources/${name}] Every Resources object must contain a Type member.`);
  }
  if (typeof resource.Type !== 'string') throw format(`[/Resources/${name}/Type] Type must be a string.`);
  const unknown = Object.keys(resource).find((key) => !RESOURCE_KEYS.has(key));
  if (unknown !== undefined) throw new TemplateError(`Invalid template resource property '${unknown}'`);
  for (const key of ['Properties', 'Metadata', 'CreationPolicy', 'UpdatePolicy']) {
    const value = resource[key];
    if (value !== undefined && !isObject(value)) throw format(`[/Resources/${name}/${key}] ${key} must be an object.`);
  }
  if (!extended && [resource.CreationPolicy, resource.UpdatePolicy].some(isBareFunction))
    throw format('Expected an object');
  if (resource.Condition !== undefined && typeof resource.Condition !== 'string') {
    throw format('Every Condition member must be a string.');
  }
  const needs = Array.isArray(resource.DependsOn) ? resource.DependsOn : [resource.DependsOn ?? ''];
  if (!needs.every((id) => typeof id === 'string')) throw format('DependsOn must be a string or list of strings.');
  for (const key of ['DeletionPolicy', 'UpdateReplacePolicy'])
    checkPolicy(name, resource.Type, key, resource[key], extended);
}

/**
 * Whether a function other than `Fn::If` stands in the place of a whole policy.
 *
 * @see https://github.com/aws-cloudformation/cfn-lint/pull/4641
 */
function isBareFunction(policy: Json | undefined): boolean {
  const call = policy === undefined ? undefined : asIntrinsic(policy);
  return call !== undefined && call.name !== 'Fn::If' && call.name !== 'Fn::Transform';
}

function checkPolicy(name: string, type: string, key: string, value: Json | undefined, extended: boolean): void {
  if (value === undefined || (extended && isObject(value))) return;
  if (typeof value !== 'string') throw format(`[/Resources/${name}/${key}] Every ${key} member must be a string.`);
  const allowed = ['Delete', 'Retain', 'Snapshot', ...(key === 'DeletionPolicy' ? ['RetainExceptOnCreate'] : [])];
  if (!allowed.includes(value)) throw format(`Unrecognized ${key} ${value} for resource ${name}`);
  if (value === 'Snapshot' && !canBeSnapshotted(type)) {
    const words = key === 'DeletionPolicy' ? 'deletion policy' : 'update replace policy';
    throw new TemplateError(`Template error: resource type ${type} does not support ${words} Snapshot`);
  }
}

function checkOutput(name: string, output: Json): void {
  checkName('Output', name);
  if (!isObject(output)) throw format('Any Outputs member must be an object.');
  if (output.Value === undefined) throw format('Every Outputs member must contain a Value object');
  const unknown = Object.keys(output).find((key) => !OUTPUT_KEYS.has(key));
  if (unknown !== undefined) throw new TemplateError(`Invalid template output property '${unknown}'`);
  if (!['string', 'undefined'].includes(typeof output.Description))
    throw format('Every Description member must be a string.');
  if (!['string', 'undefined'].includes(typeof output.Condition))
    throw format('Every Condition member must be a string.');
  const { Export: exported } = output;
  if (exported !== undefined && !(isObject(exported) && Object.keys(exported).join() === 'Name')) {
    throw format(
      `Output ${name} is malformed. The Name field of every Export member must be specified and consist only of alphanumeric characters, colons, or hyphens.`,
    );
  }
}

function checkShapes(value: Json | undefined, extended: boolean): void {
  if (Array.isArray(value)) for (const item of value) checkShapes(item, extended);
  if (!isObject(value)) return;
  const call = asIntrinsic(value);
  // Loops are checked when the transform expands them.
  if (call !== undefined && !(extended && call.name.startsWith('Fn::ForEach::'))) checkShape(call, extended);
  for (const item of Object.values(value)) checkShapes(item, extended);
}

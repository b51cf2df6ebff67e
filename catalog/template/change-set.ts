import type { ResourceChange, ResourceChangeDetail, ResourceTarget } from './change-types';
import { deletionPolicyOf } from './deletion-policy';
import { dependencyGraph } from './dependency-graph';
import { changeImpact, propertyImpact } from './impact';
import { asIntrinsic } from './intrinsic';
import { isObject, own, sameJson } from './json';
import { type Reference, referencesIn } from './references';
import { RESOURCE_ATTRIBUTES } from './resource-attributes';
import { TemplateError } from './template-error';
import type { EvaluatedResource, EvaluatedTemplate, Impact, Json } from './types';

/**
 * Change set between two evaluated templates, as `DescribeChangeSet` lists it: sorted by logical id, nothing of what
 * stays. What a change means for a release is judged in `catalog/comparison`.
 *
 * Both sides must have been evaluated with references to resources left unresolved, so that a resource that is replaced
 * shows in those that refer to it, as CloudFormation shows it: a `Ref` to a replaced resource is a change, and so is a
 * `Fn::GetAtt` of any resource that is modified, since its new value isn't known before the update runs.
 *
 * @throws TemplateError when a logical id changes its type, which CloudFormation refuses.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-changesets-samples.html
 */
export function changeSetOf(before: EvaluatedTemplate, after: EvaluatedTemplate): ResourceChange[] {
  refuseNewTypes(before, after);
  const changes = new Map<string, ResourceChange>();
  // In the order of dependencies: what a resource refers to has been judged before the resource itself.
  for (const id of dependencyGraph(after).order) {
    const change = changeOf(id, before, after, changes);
    if (change !== undefined) changes.set(id, change);
  }
  for (const [id, resource] of Object.entries(before.resources)) {
    if (own(after.resources, id) === undefined) changes.set(id, removal(id, resource));
  }
  return [...changes.values()].sort((a, b) => (a.LogicalResourceId < b.LogicalResourceId ? -1 : 1));
}

function refuseNewTypes(before: EvaluatedTemplate, after: EvaluatedTemplate): void {
  const changed = Object.entries(after.resources)
    .filter(([id, { type }]) => (own(before.resources, id)?.type ?? type) !== type)
    .map(([id]) => id);
  if (changed.length > 0) {
    throw new TemplateError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(', ')}]`,
    );
  }
}

type Changes = ReadonlyMap<string, ResourceChange>;

function changeOf(
  id: string,
  before: EvaluatedTemplate,
  after: EvaluatedTemplate,
  changes: Changes,
): ResourceChange | undefined {
  const now = own(after.resources, id);
  const then = own(before.resources, id);
  if (now === undefined) return undefined;
  const about = { LogicalResourceId: id, ResourceType: now.type };
  if (then === undefined) return { Action: 'Add', ...about, Scope: [], Details: [] };
  const details = [...propertyDetails(id, before, after, changes), ...attributeDetails(then, now)];
  if (details.length === 0) return undefined;
  const replacement = replacementOf(details);
  return {
    Action: 'Modify',
    ...about,
    Replacement: replacement,
    ...(replacement === 'False' ? {} : { PolicyAction: replacePolicy(now) }),
    Scope: [...new Set(details.map(({ Target }) => Target.Attribute))],
    Details: details,
  };
}

function removal(id: string, resource: EvaluatedResource): ResourceChange {
  const policy = deletionPolicyOf(resource);
  return {
    Action: 'Remove',
    LogicalResourceId: id,
    ResourceType: resource.type,
    PolicyAction: policy === 'RetainExceptOnCreate' ? 'Retain' : policy,
    Scope: [],
    Details: [],
  };
}

function replacePolicy({ updateReplacePolicy }: EvaluatedResource): ResourceChange['PolicyAction'] {
  if (updateReplacePolicy === 'Retain') return 'ReplaceAndRetain';
  return updateReplacePolicy === 'Snapshot' ? 'ReplaceAndSnapshot' : 'ReplaceAndDelete';
}

/** Always and known is a replacement; always but known only later, or conditionally, may be one. */
function replacementOf(details: readonly ResourceChangeDetail[]): 'True' | 'False' | 'Conditional' {
  const needs = (wanted: string, evaluation?: string) =>
    details.some(
      ({ Target, Evaluation }) =>
        Target.RequiresRecreation === wanted && (evaluation === undefined || Evaluation === evaluation),
    );
  if (needs('Always', 'Static')) return 'True';
  return needs('Always') || needs('Conditionally') ? 'Conditional' : 'False';
}

function propertyDetails(
  id: string,
  before: EvaluatedTemplate,
  after: EvaluatedTemplate,
  changes: Changes,
): ResourceChangeDetail[] {
  const then = own(before.resources, id)?.properties ?? {};
  const { type, properties: now } = own(after.resources, id) ?? { type: '', properties: {} };
  const update = { former: { properties: then }, latter: { properties: now } };
  const names = new Set([...Object.keys(now), ...Object.keys(then)]);
  return [...names].flatMap((name) => {
    const [old, value] = [own(then, name), own(now, name)];
    const written = (template: EvaluatedTemplate) => own(own(template.template.Resources, id)?.Properties, name);
    const direct = sameJson(old, value)
      ? []
      : directDetails(
          target(name, changeImpact(type, name, old, value, update)),
          written(before),
          written(after),
          before,
          after,
        );
    return [...direct, ...referenceDetails(type, name, value, changes)];
  });
}

function target(name: string, impact: Impact): ResourceTarget {
  if (name === 'Tags') return { Attribute: 'Tags', RequiresRecreation: 'Never' };
  const recreation = impact === 'replacement' ? 'Always' : impact === 'conditional' ? 'Conditionally' : 'Never';
  return { Attribute: 'Properties', Name: name, RequiresRecreation: recreation };
}

/**
 * Origins of a new value: each parameter of the property that has another value, with the direct modification that
 * CloudFormation lists beside it as dynamic; else the template itself.
 */
function directDetails(
  Target: ResourceTarget,
  writtenBefore: Json | undefined,
  writtenAfter: Json | undefined,
  before: EvaluatedTemplate,
  after: EvaluatedTemplate,
): ResourceChangeDetail[] {
  const names = [...new Set(referencesIn(writtenAfter).map(({ id }) => id))];
  const causes = names.filter((name) => {
    const value = own(after.parameters, name);
    return value !== undefined && !sameJson(own(before.parameters, name), value);
  });
  const rewritten = !sameJson(writtenBefore, writtenAfter);
  return [
    ...causes.map(
      (CausingEntity): ResourceChangeDetail => ({
        Target,
        Evaluation: 'Static',
        ChangeSource: 'ParameterReference',
        CausingEntity,
      }),
    ),
    { Target, Evaluation: causes.length > 0 && !rewritten ? 'Dynamic' : 'Static', ChangeSource: 'DirectModification' },
  ];
}

/** Details that references to changing resources add. */
function referenceDetails(
  type: string,
  name: string,
  value: Json | undefined,
  changes: Changes,
): ResourceChangeDetail[] {
  const details = new Map<string, ResourceChangeDetail>();
  for (const { path, id, attribute } of referencesWithPaths(value, [name])) {
    const change = changes.get(id);
    if (change?.Action !== 'Modify') continue;
    const Target = target(name, propertyImpact(type, path));
    if (attribute !== undefined) {
      const CausingEntity = `${id}.${attribute}`;
      details.set(CausingEntity, { Target, Evaluation: 'Dynamic', ChangeSource: 'ResourceAttribute', CausingEntity });
    } else if (change.Replacement !== 'False') {
      const Evaluation = change.Replacement === 'True' ? 'Static' : 'Dynamic';
      details.set(id, { Target, Evaluation, ChangeSource: 'ResourceReference', CausingEntity: id });
    }
  }
  return [...details.values()];
}

/** Every reference in a property's value, with the path of the property that it stands in; list indexes left out. */
export function referencesWithPaths(
  value: Json | undefined,
  path: readonly string[],
): (Reference & { readonly path: readonly string[] })[] {
  if (Array.isArray(value)) return value.flatMap((item) => referencesWithPaths(item, path));
  if (!isObject(value)) return [];
  if (asIntrinsic(value) !== undefined) return referencesIn(value).map((reference) => ({ ...reference, path }));
  return Object.entries(value).flatMap(([name, item]) => referencesWithPaths(item, [...path, name]));
}

function attributeDetails(then: EvaluatedResource, now: EvaluatedResource): ResourceChangeDetail[] {
  return RESOURCE_ATTRIBUTES.filter(({ of }) => !sameJson(of(then), of(now))).map(({ name: Attribute }) => ({
    Target: { Attribute, RequiresRecreation: 'Never' },
    Evaluation: 'Static',
    ChangeSource: 'DirectModification',
  }));
}

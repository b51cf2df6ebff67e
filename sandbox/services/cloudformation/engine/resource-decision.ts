import {
  changeImpact,
  type EvaluatedResource,
  type Evaluator,
  type Impact,
  type Json,
  refusedCreations,
  refusedUpdates,
  resourceType,
  TemplateError,
} from '../../../../catalog/template';
import { nameOf } from '../resources/names';
import { policyProblem } from '../stack-policy';
import type { Declaration, ResourceRecord } from '../state';
import type { Plan } from './plan';
import { requestOf } from './provision';
import { sameUpToAbsence } from './same-up-to-absence';
import type { StackSession } from './stack-session';

/** Decision on a resource whose turn in an operation has come, before anything is done. */
export type ResourceDecision =
  | { readonly kind: 'unchanged'; readonly record: ResourceRecord; readonly declared: Declaration }
  | {
      readonly kind: 'create' | 'update' | 'replace';
      readonly record: ResourceRecord;
      readonly resource: EvaluatedResource;
      readonly declared: Declaration;
      /** Why it fails without a try. */
      readonly refused?: string;
    };

/** Statuses of resources that were never made, or are gone. */
const ABSENT = /^(?:CREATE_FAILED|DELETE_COMPLETE|DELETE_SKIPPED)$/;

/** Decision on a resource whose dependencies are done. */
export function decisionOf(
  session: StackSession,
  plan: Plan,
  evaluate: Evaluator,
  logicalId: string,
): ResourceDecision {
  const existing = session.resources.get(logicalId);
  const dependencies = [...(plan.dependencies.get(logicalId) ?? [])];
  try {
    const resource = evaluate.resource(logicalId);
    const { deletionPolicy, updateReplacePolicy, metadata } = resource;
    const declared = { deletionPolicy, updateReplacePolicy, metadata, dependencies };
    if (existing && !ABSENT.test(existing.status)) return change(session, existing, resource, declared);
    return {
      kind: 'create',
      record: newRecord(session, logicalId, resource, declared),
      resource,
      declared,
      refused: session.operation.problems[logicalId] ?? creationRefusal(resource),
    };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const type = plan.template.Resources[logicalId]?.Type ?? '';
    const resource: EvaluatedResource = { type, properties: {}, dependsOn: [] };
    const declared = { dependencies };
    const record = existing ?? newRecord(session, logicalId, resource, declared);
    return { kind: existing ? 'update' : 'create', record, resource, declared, refused: error.message };
  }
}

function newRecord(
  { work }: StackSession,
  logicalId: string,
  { type, properties }: EvaluatedResource,
  declared: Declaration,
): ResourceRecord {
  const now = { properties, attributes: {}, tags: {} };
  return { logicalId, type, status: 'CREATE_IN_PROGRESS', at: work.now, now, declared, touched: { how: 'created' } };
}

function change(
  session: StackSession,
  record: ResourceRecord,
  resource: EvaluatedResource,
  declared: Declaration,
): ResourceDecision {
  const { type, logicalId, now } = record;
  const impact = impactOf(type, now.properties, resource.properties);
  const request = requestOf(session, logicalId, type, resource.properties);
  const isRetagged = resourceType(type)?.tags !== undefined && !sameUpToAbsence(now.tags, request.tags);
  const isReworded = !sameUpToAbsence(record.declared.metadata, declared.metadata);
  const isFailed = record.status === 'UPDATE_FAILED';
  if (impact === undefined && !isRetagged && !isReworded && !isFailed) return { kind: 'unchanged', record, declared };
  const kind = impact === 'replacement' ? 'replace' : 'update';
  const { policy, problems } = session.operation;
  const action = kind === 'replace' ? 'Update:Replace' : 'Update:Modify';
  const refused =
    (policy === undefined ? undefined : policyProblem(policy, action, record)) ??
    problems[logicalId] ??
    (impact === 'refused' ? refusal(record, resource) : undefined) ??
    serviceRefusal(record, resource) ??
    (kind === 'replace' ? (customName(record, resource) ?? creationRefusal(resource)) : undefined);
  return { kind, record, resource, declared, refused };
}

type Properties = Readonly<Record<string, Json>>;

function changedNames(before: Properties, after: Properties): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter((name) => !sameUpToAbsence(before[name], after[name]));
}

/** The gravest of what the changed properties do; undefined where none changed. */
function impactOf(type: string, before: Properties, after: Properties): Impact | undefined {
  const update = { former: { properties: before }, latter: { properties: after } };
  const impacts = changedNames(before, after).map((name) =>
    changeImpact(type, name, before[name], after[name], update),
  );
  if (impacts.length === 0) return undefined;
  return (['refused', 'replacement'] as const).find((one) => impacts.includes(one)) ?? 'none';
}

function refusal({ type, now }: ResourceRecord, { properties }: EvaluatedResource): string {
  const update = { former: now, latter: { properties } };
  const names = changedNames(now.properties, properties).filter(
    (name) => changeImpact(type, name, now.properties[name], properties[name], update) === 'refused',
  );
  return `Resource handler returned message: "Updates are not allowed for property - ${names.join(', ')}." (HandlerErrorCode: NotUpdatable)`;
}

/** Service's own words against an update that its facts refuse; undefined where they refuse nothing. */
function serviceRefusal({ type, now }: ResourceRecord, resource: EvaluatedResource): string | undefined {
  const [fact] = refusedUpdates('stacks', type, now, resource);
  return fact && handlerRefusal(fact.words ?? fact.advice(now, resource));
}

/** Service's own words against a resource that its facts refuse to make; undefined where they refuse nothing. */
function creationRefusal(resource: EvaluatedResource): string | undefined {
  const [fact] = refusedCreations('stacks', resource.type, resource);
  return fact && handlerRefusal(fact.words ?? fact.advice(resource, resource));
}

/** Refusal as the handler of a resource's type passes it on, in the service's words. */
export function handlerRefusal(words: string): string {
  return `Resource handler returned message: "${words}" (HandlerErrorCode: InvalidRequest)`;
}

/** The new resource would need the name while the old one still has it. */
function customName({ type, now }: ResourceRecord, { properties }: EvaluatedResource): string | undefined {
  const before = nameOf(type, now.properties);
  if (before === undefined || !sameUpToAbsence(before, nameOf(type, properties))) return undefined;
  return `CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename ${before.slice(1).filter(Boolean).join('|')} and update the stack again.`;
}

import type { EvaluatedResource, Json } from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import type {
  ExistingResourceRequest,
  PendingResource,
  ProvidedResource,
  ResourceRequest,
} from '../../../kernel/resource';
import type { ResourceProvider } from '../../../kernel/work';
import { deletionRefusal } from '../deletion-refusals';
import { exclusionProblem } from '../exclusions';
import { simulatedProvider } from '../resources/simulated-provider';
import type { Incarnation, ResourceRecord } from '../state';
import { accessProblem } from './access';
import type { StackSession } from './stack-session';

/** Outcome of an operation on a resource: over, under way, or failed with the reason that its event gives. */
export type Outcome<T> = { readonly done: T } | { readonly pending: PendingResource } | { readonly failed: string };

type Answer = ProvidedResource | PendingResource;

/** Makes a resource. */
export function create(session: StackSession, logicalId: string, resource: EvaluatedResource): Outcome<Incarnation> {
  const { type, properties } = resource;
  return attempt(session, { logicalId, type, verb: 'create', properties }, () => {
    const request = requestOf(session, logicalId, type, properties);
    refuseExcluded(session, request);
    return provided(providerOf(session, type).create(request, session.work), request);
  });
}

/**
 * Changes a resource in place.
 *
 * @param undoes whether it goes back to what it was: faults that are asked for don't stop that.
 */
export function update(
  session: StackSession,
  { logicalId, type, now }: ResourceRecord,
  properties: Readonly<Record<string, Json>>,
  { undoes = false } = {},
): Outcome<Incarnation> {
  const asked = { logicalId, type, verb: 'update', properties, previous: now.properties, undoes } as const;
  return attempt(session, asked, () => {
    const request = existingRequest(session, logicalId, type, now, properties);
    refuseExcluded(session, request);
    return provided(providerOf(session, type).update(request, session.work), request);
  });
}

/** Asks again for a resource that was pending. */
export function poll(session: StackSession, resource: ResourceRecord): Outcome<Incarnation> {
  const { logicalId, type, now, pending } = resource;
  return failing(() => {
    const request = requestOf(session, logicalId, type, now.properties);
    const provider = providerOf(session, type);
    if (!provider.poll) throw new Error(`the provider of ${type} was pending and has no poll`);
    return provided(provider.poll(pending ?? null, request, session.work), request);
  });
}

/** Deletes a resource, or asks again for one whose deletion was pending. */
export function remove(
  session: StackSession,
  { logicalId, type }: Pick<ResourceRecord, 'logicalId' | 'type'>,
  incarnation: Incarnation,
  pending?: Json,
): Outcome<undefined> {
  const { properties, physicalId = '' } = incarnation;
  const { work, stack } = session;
  return attempt(session, { logicalId, type, verb: 'delete', properties }, () => {
    const doomed = { type, properties, physicalId, scope: stack };
    const refusal = pending === undefined ? deletionRefusal(work, doomed, 'stacks') : undefined;
    if (refusal) throw new AwsError(refusal.errorCode, refusal.message);
    const provider = providerOf(session, type);
    const request = existingRequest(session, logicalId, type, incarnation, properties);
    const answer =
      pending === undefined
        ? provider.delete(request, session.work)
        : provider.pollDelete?.(pending, request, session.work);
    return answer ? { pending: answer } : { done: undefined };
  });
}

function refuseExcluded({ work }: StackSession, request: ResourceRequest): void {
  const problem = exclusionProblem(work.db, request);
  if (problem !== undefined) throw new AwsError('InvalidRequest', problem);
}

interface Attempt {
  readonly logicalId: string;
  readonly type: string;
  readonly verb: 'create' | 'update' | 'delete';
  readonly properties: Readonly<Record<string, Json>>;
  readonly previous?: Readonly<Record<string, Json>>;
  readonly undoes?: boolean;
}

/** Faults and permissions come first: nothing is made that they forbid. */
function attempt<T>(session: StackSession, asked: Attempt, run: () => Outcome<T>): Outcome<T> {
  const refused = faultOf(session, asked) ?? accessProblem(session, asked);
  return refused === undefined ? failing(run) : { failed: refused };
}

function faultOf({ work }: StackSession, { logicalId, verb, undoes }: Attempt): string | undefined {
  const { faults } = work.parts;
  if (verb === 'delete') return faults.deletionFailureOf(logicalId);
  return undoes ? undefined : faults.failureOf(logicalId);
}

function failing<T>(run: () => Outcome<T>): Outcome<T> {
  try {
    return run();
  } catch (error) {
    if (error instanceof AwsError) return { failed: handlerMessage(error) };
    throw error;
  }
}

/** Error codes of services, as the handlers of CloudFormation's resource types classify them. */
const HANDLER_CODES: readonly (readonly [RegExp, string])[] = [
  [/AlreadyExists|Duplicate|Exists$/, 'AlreadyExists'],
  [/NotFound|NoSuch/, 'NotFound'],
  [/AccessDenied|Unauthorized/, 'AccessDenied'],
  [/LimitExceeded/, 'ServiceLimitExceeded'],
  [/InUse|DeleteConflict|Conflict/, 'ResourceConflict'],
];

/** `Resource handler returned message: "…" (RequestToken: …, HandlerErrorCode: …)`. */
function handlerMessage({ code, message }: AwsError): string {
  const handlerCode = HANDLER_CODES.find(([pattern]) => pattern.test(code))?.[1] ?? 'InvalidRequest';
  return `Resource handler returned message: "${message}" (HandlerErrorCode: ${handlerCode})`;
}

function provided(answer: Answer, request: ResourceRequest): Outcome<Incarnation> {
  if ('pending' in answer) return { pending: answer };
  const { physicalId, attributes } = answer;
  return { done: { physicalId, attributes, properties: request.properties, tags: request.tags } };
}

function providerOf({ work }: StackSession, type: string): ResourceProvider {
  return work.parts.providers.get(type) ?? simulatedProvider;
}

/** Request to a resource's provider. */
export function requestOf(
  { stack }: StackSession,
  logicalId: string,
  type: string,
  properties: Readonly<Record<string, Json>>,
): ResourceRequest {
  const { accountId, region, id: stackId, name: stackName } = stack;
  const tags = {
    ...stack.definition?.tags,
    'aws:cloudformation:stack-name': stackName,
    'aws:cloudformation:stack-id': stackId,
    'aws:cloudformation:logical-id': logicalId,
  };
  return { accountId, region, stackId, stackName, logicalId, type, properties, tags };
}

function existingRequest(
  session: StackSession,
  logicalId: string,
  type: string,
  { physicalId = '', properties: previousProperties, attributes: previousAttributes }: Incarnation,
  properties: Readonly<Record<string, Json>>,
): ExistingResourceRequest {
  return { ...requestOf(session, logicalId, type, properties), physicalId, previousProperties, previousAttributes };
}

import { changeImpact } from '../../../catalog/template';
import { knownSchemaProblems, schemaProblems } from '../../../catalog/validation';
import { AwsError } from '../../kernel/aws-error';
import type { JobHandler } from '../../kernel/jobs';
import type { Properties } from '../../kernel/properties';
import type { ResourceProvider, Work } from '../../kernel/work';
import type { StackScope } from '../cloudformation';
import {
  changeExisting,
  type DeletionRefusal,
  deletionRefusal,
  type Existing,
  findExisting,
  forgetExisting,
  requestFor,
  simulatedProvider,
} from '../cloudformation';
import { notFoundMessage } from './resource-type';
import { type RequestRecord, requests, underWay } from './state';

/** Payload of a request's job: its token, and the reason for which the resource couldn't be judged, where there is one. */
interface CarryOutJob extends StackScope {
  readonly token: string;
  readonly unjudged?: string;
}

/** Carries a request out, in one step once AWS's schemas have been asked. */
export const carryOut: JobHandler<CarryOutJob> = (job, work) => {
  const { accountId, region, token, unjudged } = job;
  const { db, now: at } = work;
  const request = db.get(requests, [accountId, region, token]);
  if (!request) return undefined;
  const refusal: Attempt =
    unjudged === undefined ? attempt(request, work) : { errorCode: 'InternalFailure', message: unjudged };
  if (refusal instanceof Promise) {
    return { payload: job, until: refusal, otherwise: (reason) => ({ ...job, unjudged: reason }) };
  }
  const ended = refusal
    ? ({ status: 'FAILED', errorCode: refusal.errorCode, message: refusal.message } as const)
    : ({ status: 'SUCCESS' } as const);
  db.put(requests, [accountId, region, token], { ...request, ...ended, at });
  db.remove(underWay, [accountId, region, request.type, request.identifier]);
  return undefined;
};

/** Refusal of a request; what to wait for before it is tried again; or neither, where it is carried out. */
type Attempt = DeletionRefusal | Promise<unknown> | undefined;

function attempt(request: RequestRecord, work: Work): Attempt {
  const { type, identifier, properties } = request;
  const existing = findExisting(work.db, request, type, identifier);
  if (!existing) return { errorCode: 'NotFound', message: notFoundMessage(type, identifier) };
  try {
    const provider = work.parts.providers.get(type) ?? simulatedProvider;
    return properties ? update(existing, properties, provider, work) : remove(existing, provider, work);
  } catch (error) {
    if (error instanceof AwsError) return { errorCode: 'GeneralServiceException', message: error.message };
    throw error;
  }
}

function remove(existing: Existing, provider: ResourceProvider, work: Work): DeletionRefusal | undefined {
  const fault = work.parts.faults.deletionFailureOf(existing.logicalId);
  if (fault !== undefined) return { errorCode: 'GeneralServiceException', message: fault };
  const refusal = deletionRefusal(work, existing, 'Cloud Control');
  if (refusal) return refusal;
  if (provider.delete(requestFor(existing), work)) return tooLong(existing);
  forgetExisting(work.db, existing);
  return undefined;
}

function update(existing: Existing, properties: Properties, provider: ResourceProvider, work: Work): Attempt {
  const { type, logicalId } = existing;
  const names = new Set([...Object.keys(properties), ...Object.keys(existing.properties)]);
  const fixed = [...names].filter((name) => isFixed(type, name, existing.properties, properties));
  if (fixed.length > 0) {
    const message = `Invalid patch update: createOnlyProperties [${fixed.map((name) => `/properties/${name}`).join(', ')}] cannot be updated`;
    return { errorCode: 'NotUpdatable', message };
  }
  const resource = { type, properties: { ...properties }, dependsOn: [], metadata: {} };
  const asked = { resources: { [logicalId]: resource } };
  const problems = knownSchemaProblems(asked, existing.scope.region);
  if (!problems) return schemaProblems(asked, existing.scope.region);
  const [problem] = problems;
  if (problem) return { errorCode: 'InvalidRequest', message: problem.message };
  if ('pending' in provider.update(requestFor(existing, properties), work)) return tooLong(existing);
  changeExisting(work.db, existing, properties);
  return undefined;
}

function isFixed(type: string, name: string, before: Properties, after: Properties): boolean {
  const isSame = JSON.stringify(before[name]) === JSON.stringify(after[name]);
  return (
    !isSame &&
    changeImpact(type, name, before[name], after[name], {
      former: { properties: before },
      latter: { properties: after },
    }) === 'replacement'
  );
}

/** For the few types whose operations take more than a step: stacks and provisioned products. */
function tooLong({ type }: Existing): never {
  throw new AwsError('UnsupportedActionException', `The sandbox changes a ${type} by its own service's calls only.`);
}

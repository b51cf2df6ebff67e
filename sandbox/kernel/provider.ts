import type { Json } from '../../catalog/template';
import type { Work } from './call';

/** What a provider is told of the resource it is to make, change or delete. */
export interface ResourceRequest {
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  /** Evaluated: no intrinsic functions are left. */
  readonly properties: Readonly<Record<string, Json>>;
  /** The stack's tags and `aws:cloudformation:*`, which a provider puts on what it makes where the type takes tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** What a provider is told of a resource that exists. */
export interface ExistingResourceRequest extends ResourceRequest {
  readonly physicalId: string;
  /** The properties that it was last made or updated with, and its attributes then. */
  readonly previousProperties: Readonly<Record<string, Json>>;
  readonly previousAttributes: Readonly<Record<string, Json>>;
}

/** A resource as a provider leaves it. */
export interface ProvidedResource {
  /** What `Ref` gives, and what stack resources show. */
  readonly physicalId: string;
  /** What `Fn::GetAtt` gives, by attribute name. */
  readonly attributes: Readonly<Record<string, Json>>;
}

/** A resource that takes time: the engine asks again with the token, in a later transaction, until it is provided. */
export interface PendingResource {
  readonly pending: Json;
  /** Known at once by some types; shown while the resource is being made. */
  readonly physicalId?: string;
}

/**
 * How one resource type comes into being in the sandbox's other services. Methods are synchronous, run inside the stack
 * job's transaction, and throw `AwsError` where AWS would fail the resource.
 */
export interface ResourceProvider {
  create(request: ResourceRequest, work: Work): ProvidedResource | PendingResource;
  /** Asked after `create` or `update` was pending. */
  poll?(token: Json, request: ResourceRequest, work: Work): ProvidedResource | PendingResource;
  /** Changes in place; a replacement is a `create` and, in the clean-up, a `delete`: the engine decides from AWS's database. */
  update(request: ExistingResourceRequest, work: Work): ProvidedResource | PendingResource;
  /** Deletes; what is gone already is no error. */
  delete(request: ExistingResourceRequest, work: Work): PendingResource | undefined;
  /** Asked after `delete` was pending. */
  pollDelete?(token: Json, request: ExistingResourceRequest, work: Work): PendingResource | undefined;
}

/** The same provider, so made that a method that throws leaves nothing of what it did: AWS undoes what failed half-way. */
export function undoingProvider(provider: ResourceProvider): ResourceProvider {
  const { poll, pollDelete } = provider;
  return {
    create: (request, work) => work.db.attempt(() => provider.create(request, work)),
    update: (request, work) => work.db.attempt(() => provider.update(request, work)),
    delete: (request, work) => work.db.attempt(() => provider.delete(request, work)),
    poll: poll && ((token, request, work) => work.db.attempt(() => poll.call(provider, token, request, work))),
    pollDelete:
      pollDelete && ((token, request, work) => work.db.attempt(() => pollDelete.call(provider, token, request, work))),
  };
}

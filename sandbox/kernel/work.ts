import type { Json } from '../../catalog/template';
import type { Store } from '../store/store';
import type { Faults } from './faults';
import type { OrganizationChanged, StackEnded, StackStatusChanged } from './notices';
import type {
  ExistingResourceRequest,
  PendingResource,
  PlacedResource,
  ProvidedResource,
  ResourceRequest,
} from './resource';
import type { Authorize } from './service-access';
import type { ServiceRequest } from './service-request';

// What follows stands in one file because each names the other: work is handed the sandbox's parts, and the parts that
// services bring, listeners and providers, are handed work.

/** Transaction under way, in an operation and in a job alike: the state, the time, the sandbox's parts. */
export interface Work {
  readonly db: Store;
  readonly now: Date;
  readonly parts: SandboxParts;
}

/** The parts of one sandbox that services share. */
export interface SandboxParts {
  /** Adds a job, as part of the transaction under way. It takes its first step after the commit. */
  readonly jobs: { enqueue(kind: string, payload: unknown, afterMs?: number): void };
  readonly faults: Faults;
  /** Takes a defect that the sandbox lives on with. */
  readonly report: (defect: unknown) => void;
  /**
   * Calls another service as an AWS service does for somebody, as part of the transaction under way: what a refused call
   * wrote is undone. Throws `AwsError`.
   */
  readonly invoke: (request: ServiceRequest) => unknown;
  readonly authorize: Authorize;
  /** Providers of resources by their type; a type without an entry is simulated from AWS's database. */
  readonly providers: ReadonlyMap<string, ResourceProvider>;
  /** Looks into resources, by their type; what has no entry is empty as far as anybody knows. */
  readonly looks: ReadonlyMap<string, LookInside>;
  /** Called, inside the transaction, when a stack gets a status: the event bus tells of it. */
  readonly stackStatusListeners: readonly StackStatusListener[];
  /** Called, inside the transaction, when a stack operation ends: Service Catalog's records follow it. */
  readonly stackListeners: readonly StackListener[];
  /** Called, inside the transaction, when an organization changes: shares and stack sets follow it. */
  readonly organizationListeners: readonly OrganizationListener[];
  /** Name of the role that a bare account id acts as. */
  readonly defaultRoleName: string;
}

/** Whether a resource contains what only its own service knows of, and what its deletion may be refused over. */
export type LookInside = (resource: PlacedResource, work: Work) => boolean;

/** See {@link SandboxParts.stackStatusListeners}. */
export type StackStatusListener = (changed: StackStatusChanged, work: Work) => void;

/** See {@link SandboxParts.stackListeners}. */
export type StackListener = (ended: StackEnded, work: Work) => void;

/** See {@link SandboxParts.organizationListeners}. */
export type OrganizationListener = (changed: OrganizationChanged, work: Work) => void;

/**
 * Life of one resource type in the sandbox's other services. Methods are synchronous, run inside the stack job's
 * transaction, and throw `AwsError` where AWS would fail the resource.
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

import type { Faults } from '../http/faults';
import type { Store } from '../store/store';
import type { JobQueue } from './jobs';
import type { ResourceProvider } from './provider';

/** Who makes a call: an assumed-role session or a user of one account. */
export interface Caller {
  /** 12 digits. */
  readonly accountId: string;
  /** As `sts:GetCallerIdentity` answers it: `arn:aws:sts::111111111111:assumed-role/Name/session`. */
  readonly arn: string;
  /** As `sts:GetCallerIdentity` answers it: `AROA…:session`. */
  readonly userId: string;
  /** The role behind the session, as policies name it: `arn:aws:iam::111111111111:role/Name`. Absent for a root user. */
  readonly roleArn?: string;
  /** The AWS service that acts, where it isn't a customer's principal: `servicecatalog.amazonaws.com`. */
  readonly service?: string;
}

/** The parts of one sandbox that services share. */
export interface SandboxParts {
  readonly jobs: JobQueue;
  readonly faults: Faults;
  /** Takes a defect that the sandbox lives on with. */
  readonly report: (defect: unknown) => void;
  /**
   * Calls another service as an AWS service does for somebody, as part of the transaction under way: what a refused call
   * wrote is undone.
   *
   * @throws AwsError
   */
  readonly invoke: (request: ServiceRequest) => unknown;
  /** How a resource type comes into being, by type; a type without an entry is simulated from AWS's database. */
  readonly providers: ReadonlyMap<string, ResourceProvider>;
  /** Called, inside the transaction, when a stack operation ends: Service Catalog's records follow it. */
  readonly stackListeners: readonly StackListener[];
  /** Called, inside the transaction, when an organization changes: shares and stack sets follow it. */
  readonly organizationListeners: readonly OrganizationListener[];
  /** Name of the role that a bare account id acts as. */
  readonly defaultRoleName: string;
}

/** A call that one service makes to another. */
export interface ServiceRequest {
  /** Signing name of the service that is called: `cloudformation`. */
  readonly service: string;
  /** As the API names it: `DescribeStacks`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly caller: Caller;
  readonly region: string;
}

/** What code inside a transaction works with, in an operation and in a job alike. */
export interface Work {
  readonly db: Store;
  readonly now: Date;
  readonly parts: SandboxParts;
}

/** One call: what an operation works with. Everything it does is one transaction. */
export interface Call extends Work {
  /** The account that is called: the caller's. */
  readonly accountId: string;
  /** The region that the request is signed for: `us-east-1`. */
  readonly region: string;
  readonly caller: Caller;
  readonly requestId: string;
}

/** What a listener is told of a stack operation that ended. */
export interface StackEnded {
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  /** The stack's status now: `CREATE_COMPLETE`, `UPDATE_ROLLBACK_COMPLETE`, … */
  readonly status: string;
  /** Why it failed, where it did. */
  readonly reason?: string;
}

/** See {@link SandboxParts.stackListeners}. */
export type StackListener = (ended: StackEnded, work: Work) => void;

/** Where an account stands in an organization. */
export interface OrganizationPlace {
  readonly organizationId: string;
  /** The units that the account is in and the root, innermost first. */
  readonly parents: readonly string[];
}

/** What a listener is told of an organization that changed. */
export type OrganizationChanged =
  /** An account joined (no `before`), moved, or left (no `after`). */
  | {
      readonly kind: 'account-moved';
      readonly accountId: string;
      readonly before?: OrganizationPlace;
      readonly after?: OrganizationPlace;
    }
  /** An account is no longer a delegated administrator for a service. */
  | {
      readonly kind: 'administrator-deregistered';
      readonly organizationId: string;
      readonly accountId: string;
      readonly servicePrincipal: string;
    };

/** See {@link SandboxParts.organizationListeners}. */
export type OrganizationListener = (changed: OrganizationChanged, work: Work) => void;

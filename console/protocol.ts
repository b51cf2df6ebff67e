import type { Problem, Remedy, RemedyVerb } from '../catalog/detailed-error';
import type { Agreement } from '../operations/agreement';
import type { OperationEvent } from '../operations/events';

export type { BrokenAssertion } from '../catalog/template/rules';
export type { FormGroup, FormPath, FormQuestion, LaunchForm } from '../operations/launch/read-form';
export type { OfferedProduct, OfferedVersion, ProductVersions } from '../operations/project/offered-products';

/** Answer to `GET /api/context`: where calls go, and as whom. */
export interface ConsoleContext {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
  /** Name of who calls, as a person would say it. */
  readonly caller: string;
  /** Whether it is the sandbox on this machine. */
  readonly isLocal: boolean;
  /** Undefined on AWS. */
  readonly endpoint?: string | undefined;
  /** Whether plans may be carried out; `catalog console` starts without. */
  readonly allowsChanges: boolean;
}

/** Body of `POST /api/plans` for a launch. */
export interface LaunchRequest {
  readonly kind: 'launch';
  readonly product: string;
  readonly version: string;
  /** Of the provisioned product. */
  readonly name: string;
  readonly answers: Readonly<Record<string, string>>;
  /** Answers to questions that are `NoEcho`: they are kept for the launch, and stand in no answer of the server. */
  readonly hidden: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  /** Launch path. */
  readonly path: string;
}

/** Resource that a plan creates, changes, replaces or removes. */
export interface PlannedResource {
  readonly action: 'create' | 'change' | 'replace' | 'remove';
  readonly logicalId: string;
  readonly type: string;
}

/** Tier that a launch launches inside itself. */
export interface PlannedTier {
  readonly tier: string;
  readonly product: string;
  readonly version: string;
  /** Numbers of its resources, by type; undefined where they aren't known. */
  readonly resources?: Readonly<Record<string, number>> | undefined;
}

/** Answer to `POST /api/plans`. */
export interface PlanView {
  readonly id: string;
  /** Hash of what is shown; a carrying out that names another is refused. */
  readonly digest: string;
  readonly region: string;
  readonly title: string;
  /** Name of the provisioned product. */
  readonly subject: string;
  readonly product: string;
  readonly version: string;
  readonly portfolio: string;
  readonly resources: readonly PlannedResource[];
  readonly tiers: readonly PlannedTier[];
  /** Resources that AWS couldn't take back if the launch failed. */
  readonly oneWay: readonly string[];
  readonly agreement: Agreement;
  readonly command: RemedyVerb;
}

/** Body of `POST /api/plans/:id/carry-out`. */
export interface CarryOutRequest {
  readonly digest: string;
  readonly region: string;
  /** Answer to the plan's question. */
  readonly yes?: boolean;
  /** Name as it was typed, where the plan asks for it. */
  readonly typed?: string;
}

/** Answer to `GET /api/operations/:id?after=n`: how it is, and its events from the n-th on. */
export interface OperationView {
  readonly id: string;
  readonly title: string;
  readonly subject: string;
  readonly region: string;
  /** ISO 8601. */
  readonly began: string;
  readonly ended?: string | undefined;
  readonly status: 'running' | 'succeeded' | 'failed';
  readonly events: readonly OperationEvent[];
  /** Number of all its events so far: what to ask for next. */
  readonly next: number;
  /** Outputs by key, once it has succeeded. */
  readonly outputs?: Readonly<Record<string, string>> | undefined;
  readonly problem?: ApiProblem | undefined;
  readonly command: RemedyVerb;
  /** Address of the form with the same answers, those that are hidden left out. */
  readonly again?: string | undefined;
}

/** Kind of a problem, by which a page chooses its state. */
export type ProblemKind =
  | 'refused'
  | 'no-permission'
  | 'no-credentials'
  | 'throttled'
  | 'not-reached'
  | 'locked'
  | 'defect';

/** Body of every answer that isn't 200. */
export interface ApiProblem {
  readonly kind: ProblemKind;
  /** Stable: that of a `CatalogError`, AWS's name, or the gate's. */
  readonly code: string;
  readonly message: string;
  readonly problems?: readonly Problem[];
  readonly remedies?: readonly Remedy[];
}

/** Notice of a stack that has just got a status. */
export interface StackStatusChanged {
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  readonly status: string;
  readonly reason?: string;
  /** The token of the call that the operation began with. */
  readonly token?: string;
}

/** Notice of a stack operation that ended. */
export interface StackEnded {
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  /** The stack's status now: `CREATE_COMPLETE`, `UPDATE_ROLLBACK_COMPLETE`, … */
  readonly status: string;
  /** Why it failed, where it did. */
  readonly reason?: string;
}

/** Place of an account in an organization. */
export interface OrganizationPlace {
  readonly organizationId: string;
  /** The units that the account is in and the root, innermost first. */
  readonly parents: readonly string[];
}

/** Notice of an organization that changed. */
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

import type { PolicyDocument } from '../../catalog/permissions';

/** Principal that makes a call: an assumed-role session or the root user of one account. */
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
  /**
   * Session of the role: calls are judged by the role's own policies. Absent for an account's administrator, and for what
   * AWS calls itself.
   */
  readonly session?: RoleSession;
}

/**
 * Limits and tags that a session of a role was opened with.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html#policies_session
 */
export interface RoleSession {
  /** Session policies: one of them must allow what the role may do. Absent: the role's policies alone say. */
  readonly policies?: readonly PolicyDocument[];
  /** They come before the role's own of the same key. */
  readonly tags?: Readonly<Record<string, string>>;
}

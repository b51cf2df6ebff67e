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
}

import type { Store } from '../store/store';
import type { Caller } from './caller';

/** Scope of a call: who calls, where. */
export interface CallScope {
  readonly db: Store;
  readonly now: Date;
  readonly caller: Caller;
  /** The account that is called: the caller's. */
  readonly accountId: string;
  readonly region: string;
}

/** Call of an operation, as IAM looks at it. */
export interface OperationCall extends CallScope {
  /** As the API names it: `DescribeStacks`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Resource that a call is about. */
export interface AskedResource {
  /** Resource that is judged; `*` in it where the call doesn't say more. */
  readonly arn: string;
  /** Refusals name it so, where AWS's do: `role Developer`. */
  readonly shown?: string;
  /** Absent where they aren't known: a condition on one then refuses. */
  readonly tags?: Readonly<Record<string, string>>;
}

/** Role that a call hands to a service: asks for `iam:PassRole`. */
export interface PassedRole {
  readonly arn: string;
  /** `states.amazonaws.com` */
  readonly to: string;
}

/**
 * Differences between a service's calls and what the service authorization reference says of them by itself: an action
 * named as its operation, on resources whose ARN the input's members fill in.
 */
export interface ServiceAccess {
  /** Prefix of the actions, where it isn't the signing name: `tag`. */
  readonly prefix?: string;
  /** Actions that a call asks for, without prefix: none for a call that anybody may make. Undefined: the operation's own. */
  readonly actions?: (asked: OperationCall) => readonly string[] | undefined;
  /**
   * Resources that a call is about; undefined where the input's members say it.
   *
   * @param types kinds that the action takes, as the reference names them; none where it takes no resource.
   */
  readonly resources?: (asked: OperationCall, types: readonly string[]) => readonly AskedResource[] | undefined;
  /** Members of inputs that fill in a variable of an ARN under another name. */
  readonly members?: Readonly<Record<string, string>>;
  /** Condition keys that are a member of the input by its name: `cloudformation:RoleArn`. */
  readonly inputKeys?: readonly string[];
  /** Value of one of the service's other condition keys, in small letters; undefined: not known. */
  readonly keyValue?: (key: string, asked: OperationCall) => string | readonly string[] | undefined;
  /** Roles that a call hands to a service. */
  readonly passedRoles?: (asked: OperationCall) => readonly PassedRole[];
}

/** Refuses a call that its caller's policies don't allow. @throws AwsError in AWS's words. */
export type Authorize = (
  service: AuthorizedService,
  operation: string,
  input: OperationCall['input'],
  scope: CallScope,
) => void;

/** Parts of a service that authorizing its calls takes. */
export interface AuthorizedService {
  readonly signingName: string;
  readonly protocol: 'json' | 'query' | 'rest-xml' | 'rest-json';
  readonly access?: ServiceAccess;
}

/** Event of CloudTrail, as far as it is read: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html */
export interface TrailEvent {
  readonly eventTime?: string;
  readonly eventSource?: string;
  readonly eventName?: string;
  readonly awsRegion?: string;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly userIdentity?: {
    readonly invokedBy?: string;
    readonly sessionContext?: { readonly sessionIssuer?: { readonly userName?: string } };
  };
  readonly requestParameters?: Readonly<Record<string, unknown>> | null;
}

/** Call of a role that AWS refused for want of permission, however often. */
export interface Denial {
  readonly role: string;
  /** As IAM names the action: `ecs:RegisterTaskDefinition`. */
  readonly action: string;
  readonly message: string;
  readonly times: number;
}

/** Error codes for want of permission: IAM's common error, as services spell it, and EC2's. */
const DENIED =
  /^((Client\.)?UnauthorizedOperation|AccessDenied(Exception)?|AuthorizationError(Exception)?|NotAuthorized(Exception)?)$/;

/** Event out of the JSON that LookupEvents answers beside its own fields. */
export function parseEvent(json: string): TrailEvent {
  return JSON.parse(json);
}

/**
 * Calls that AWS refused to sessions of roles, each once.
 *
 * @param isMeant tells by a role's name whether it is one of those
 */
export function denialsIn(events: readonly TrailEvent[], isMeant: (role: string) => boolean): readonly Denial[] {
  const found = new Map<string, Denial>();
  for (const event of events) {
    const role = roleOf(event);
    if (role === undefined || !isMeant(role) || !DENIED.test(event.errorCode ?? '')) continue;
    const action = actionOf(event);
    const message = event.errorMessage ?? '';
    const key = JSON.stringify([role, action, message]);
    found.set(key, { role, action, message, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.values()];
}

/** Name of the role whose session made a call; undefined where it was somebody else. */
export function roleOf({ userIdentity }: TrailEvent): string | undefined {
  return userIdentity?.sessionContext?.sessionIssuer?.userName;
}

/** Seconds that Service Catalog asks its session of a role to last; undefined where the trail doesn't say. */
export function sessionSeconds(events: readonly TrailEvent[], role: string): number | undefined {
  for (const { eventName, requestParameters } of events) {
    if (eventName !== 'AssumeRole' || !String(requestParameters?.roleArn).endsWith(`role/${role}`)) continue;
    const seconds = requestParameters?.durationSeconds;
    if (typeof seconds === 'number') return seconds;
  }
  return undefined;
}

/** Service by its endpoint, and the call: `ec2.amazonaws.com` and `CreateVpc`. The two names may differ from IAM's. */
function actionOf({ eventSource = '', eventName = '' }: TrailEvent): string {
  return `${eventSource.replace(/\.amazonaws\.com(\.cn)?$/, '')}:${eventName}`;
}

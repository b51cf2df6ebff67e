import { createHash } from 'node:crypto';
import { defineTable, type Store } from '../store/store';
import { AwsError } from './aws-error';
import type { Caller } from './caller';

/** A session that AssumeRole opened. */
export interface Session {
  readonly caller: Caller;
  readonly expires: Date;
}

/** Sessions by access key id. */
export const sessions = defineTable<Session>('sts/sessions');

/** The account of callers whose access key names none. */
export const DEFAULT_ACCOUNT = '000000000000';

/** Credential scope of a request's signature: who makes it, where, of which service. */
export interface Credential {
  readonly accessKeyId: string;
  /** Absent of a signature of version 2, which is made for S3 wherever the bucket is. */
  readonly region?: string;
  readonly signingName: string;
}

/**
 * The credential scope of an `Authorization` header or of a presigned URL, or undefined where the request isn't signed.
 * The signature itself is not checked: the sandbox knows no secrets. Version 2 is S3's alone, which older clients presign with:
 * https://docs.aws.amazon.com/AmazonS3/latest/API/RESTAuthentication.html
 */
export function credentialOf(
  headers: Readonly<Record<string, string>>,
  query: URLSearchParams,
): Credential | undefined {
  const older = /^AWS ([^:\s]+):/.exec(headers.authorization ?? '')?.[1] ?? query.get('AWSAccessKeyId');
  if (older && (headers.authorization !== undefined || query.has('Signature'))) {
    return { accessKeyId: older, signingName: 's3' };
  }
  const scope =
    /Credential=([^,\s]+)/.exec(headers.authorization ?? '')?.[1] ?? query.get('X-Amz-Credential') ?? undefined;
  const parts = scope?.split('/') ?? [];
  const [accessKeyId, , region, signingName] = parts;
  return parts.length === 5 && accessKeyId && region && signingName ? { accessKeyId, region, signingName } : undefined;
}

/**
 * Caller that an access key id stands for. A 12-digit one is that account's default role; one that AssumeRole gave is
 * that session; any other is the default role of account 000000000000.
 *
 * @throws AwsError `ExpiredToken`, `InvalidClientTokenId` for a session that has ended or never was.
 */
export function callerOf(accessKeyId: string, defaultRoleName: string, db: Store, now: Date): Caller {
  if (accessKeyId.startsWith('ASIA')) {
    const session = db.get(sessions, [accessKeyId]);
    if (!session)
      throw new AwsError('InvalidClientTokenId', 'The security token included in the request is invalid.', 403);
    if (session.expires <= now) {
      throw new AwsError('ExpiredToken', 'The security token included in the request is expired', 403);
    }
    // A session that an earlier sandbox opened has no limits but its role's.
    return { ...session.caller, session: session.caller.session ?? {} };
  }
  const accountId = /^\d{12}$/.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT;
  const arn = `arn:aws:iam::${accountId}:role/${defaultRoleName}`;
  return roleSession({ name: defaultRoleName, arn, id: roleId(accountId, defaultRoleName) }, 'sandbox');
}

/** The caller that a session of a role is. */
export function roleSession(
  role: { readonly name: string; readonly arn: string; readonly id: string },
  sessionName: string,
): Caller {
  const accountId = role.arn.split(':')[4] ?? '';
  return {
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${role.name}/${sessionName}`,
    userId: `${role.id}:${sessionName}`,
    roleArn: role.arn,
  };
}

/** The unique id of a role that every account begins with: it follows from the name, so that it needs no look-up. */
export function roleId(accountId: string, roleName: string): string {
  const hash = createHash('sha256').update(`${accountId}/${roleName}`).digest();
  return `AROA${[...hash.subarray(0, 17)].map((byte) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[byte % 32]).join('')}`;
}

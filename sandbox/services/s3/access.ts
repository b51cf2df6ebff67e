import { decide, namingPrincipals, type PolicyDocument, trusts } from '../../../catalog/permissions';
import { keyValue } from '../../authorization/condition-keys';
import type { Caller } from '../../kernel/caller';
import type { RestRequest } from '../../kernel/service';
import type { OperationCall } from '../../kernel/service-access';
import type { Store } from '../../store/store';
import { type Asked, type Denial, denialOf, denialWords, type KeyValue, requestContext } from '../iam';
import { s3KeyValue } from './condition-keys';
import type { BucketRecord, ObjectRecord } from './state';

/** Action that a caller asks for on a bucket or an object. */
export interface Access {
  /** `s3:GetObject` */
  readonly action: string;
  /** Empty for an action on the bucket itself. */
  readonly key: string;
  readonly caller: Caller;
  readonly region: string;
  readonly now: Date;
  readonly request?: RestRequest;
  /** The object that there is. */
  readonly object?: ObjectRecord;
}

/**
 * Refusal of an action on a bucket, in S3's words; undefined where it is allowed. Within the bucket's account the caller's
 * own policies or the bucket's allow it, from another account both must; an explicit denial of either counts first. Whoever
 * isn't judged by policies of its own is its account's administrator.
 *
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/troubleshoot-403-errors.html for the words: another account hears
 * no reason.
 */
export function accessRefusal(bucket: BucketRecord, access: Access, db: Store): string | undefined {
  const { caller, action, key } = access;
  const resource = `arn:aws:s3:::${bucket.name}${key ? `/${key}` : ''}`;
  const asked: Asked = { caller, action, resource, keyValue: (name) => valueIn(name, bucket, access, db) };
  const isOwn = caller.accountId === bucket.accountId;
  const byBucket = bucketDecision(bucket, asked, db);
  if (byBucket.denied) return isOwn ? words(asked, { layer: 'resource-based policy', isExplicit: true }) : PLAIN;
  const denial = denialOf(asked, db, isOwn && byBucket.granted);
  if (denial) return isOwn ? words(asked, denial) : PLAIN;
  return isOwn || byBucket.allowed ? undefined : PLAIN;
}

/** Refusal of an action on S3 itself, or on a bucket that isn't there; undefined where the caller's policies allow it. */
export function serviceRefusal(access: Access, resource: string, db: Store): string | undefined {
  const { caller, action } = access;
  const asked: Asked = { caller, action, resource, keyValue: (name) => valueIn(name, undefined, access, db) };
  const denial = denialOf(asked, db);
  return denial && words(asked, denial);
}

const PLAIN = 'Access Denied';

function words(asked: Asked, denial: Denial): string {
  return asked.caller.session ? denialWords(asked, `"${asked.resource}"`, denial) : PLAIN;
}

function bucketDecision({ documents: { policy: text } }: BucketRecord, asked: Asked, db: Store) {
  if (text === undefined) return { denied: false, allowed: false, granted: false };
  const policy: PolicyDocument = JSON.parse(text);
  const decision = (document: PolicyDocument) => {
    const documents = [naming(document, asked.caller.arn)];
    const { action, resource } = asked;
    return decide(documents, { action, resource, context: requestContext(documents, asked, db) });
  };
  const whole = decision(policy);
  // A denial that can't be told holds, unless for who isn't judged.
  const denied = whole === 'explicitDeny' || (typeof whole === 'object' && asked.caller.session !== undefined);
  const granted = asked.caller.session !== undefined && decision(namingPrincipals(policy)) === 'allowed';
  return { denied, allowed: whole === 'allowed', granted };
}

/** Those statements of a bucket's policy that name the principal, as if they were its own. */
function naming(policy: PolicyDocument, principalArn: string): PolicyDocument {
  const statements = [policy.Statement].flat().filter(({ Principal, NotPrincipal }) => {
    const statement = { Effect: 'Allow' as const, Principal, NotPrincipal, Action: 'sts:AssumeRole' };
    return trusts({ Version: '2012-10-17', Statement: [statement] }, { principalArn });
  });
  return { ...policy, Statement: statements.map(({ Principal: _p, NotPrincipal: _n, ...statement }) => statement) };
}

function valueIn(key: string, bucket: BucketRecord | undefined, access: Access, db: Store): KeyValue {
  const own = s3KeyValue(key, bucket, access);
  if (own !== undefined) return own;
  const { caller, region, now } = access;
  const asked: OperationCall = { operation: '', input: {}, caller, region, now, db, accountId: caller.accountId };
  return keyValue(key, { asked, access: {}, entry: undefined, resource: { arn: '' } });
}

import { randomBytes } from 'node:crypto';
import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { AwsError } from '../../aws-error';
import type { Call } from '../../call';
import { roleSession, sessions } from '../../identity';

/** Seconds that a session lasts unless the call says otherwise. */
const DEFAULT_DURATION = 3600;

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export function assumeRole(input: AssumeRoleRequest, call: Call): AssumeRoleResponse {
  const [, accountId, path] = /^arn:aws:iam::(\d{12}):role\/(.+)$/.exec(input.RoleArn ?? '') ?? [];
  const roleName = path?.split('/').at(-1);
  if (!accountId || !roleName) {
    throw new AwsError('ValidationError', `${input.RoleArn} is invalid`);
  }
  const caller = roleSession(accountId, roleName, input.RoleSessionName ?? '');
  const expires = new Date(call.now.getTime() + (input.DurationSeconds ?? DEFAULT_DURATION) * 1000);
  const accessKeyId = `ASIA${randomBytes(8).toString('hex').toUpperCase()}`;
  call.db.put(sessions, [accessKeyId], { caller, expires });
  return {
    Credentials: {
      AccessKeyId: accessKeyId,
      SecretAccessKey: randomBytes(30).toString('base64'),
      SessionToken: randomBytes(96).toString('base64'),
      Expiration: expires,
    },
    AssumedRoleUser: { Arn: caller.arn, AssumedRoleId: caller.userId },
  };
}

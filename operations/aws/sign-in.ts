import { DetailedError, type Remedy } from '../../catalog/detailed-error';
import { profileCommand } from './aws-command';
import { awsProfiles } from './profiles';

/** Choice of credentials, by which they are found. */
export interface CredentialsChoice {
  /** @default - that of the environment, else `default` */
  readonly profile?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
}

/** Names of the errors by which AWS or its SDK says that credentials have ended, are unknown, or aren't there. */
const NAMES: ReadonlySet<string> = new Set([
  ...['ExpiredToken', 'ExpiredTokenException', 'InvalidClientTokenId', 'UnrecognizedClientException'],
  ...['CredentialsProviderError', 'TokenProviderError'],
]);

/**
 * Error that says how to sign in, in the place of one about credentials; any other as it is.
 *
 * @returns with the code `no-credentials`
 */
export async function withSignIn(error: unknown, choice: CredentialsChoice): Promise<unknown> {
  if (!(error instanceof Error) || !NAMES.has(error.name)) return error;
  const reason = error.message.trim().replace(/(?<![.!?])$/, '.');
  return new DetailedError('no-credentials', `No AWS credentials that work: ${reason}`, {
    remedies: [await signingIn(choice)],
  });
}

/**
 * Remedy that renews credentials, by their kind: each is renewed where it comes from.
 *
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sign-in.html
 * @see https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-sso.html
 */
async function signingIn({ profile = '', env }: CredentialsChoice): Promise<Remedy> {
  const wanted = profile || env.AWS_PROFILE || '';
  if (wanted === '' && env.AWS_ACCESS_KEY_ID) {
    return {
      do: 'aws',
      command: 'unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN && aws login',
      label: 'They stand in AWS_ACCESS_KEY_ID and its like: put new ones there, or sign in anew',
    };
  }
  const profiles = await awsProfiles();
  const named = wanted || 'default';
  // A profile that only takes a role signs in by another.
  const source = profiles.get(named)?.source_profile ?? named;
  const settings = profiles.get(source) ?? {};
  if (settings.sso_session || settings.sso_start_url) return profileCommand(source, 'sso login', 'Sign in');
  if (settings.credential_process) {
    return {
      do: 'aws',
      command: settings.credential_process,
      label: `The profile ${source} has them of this; see why it fails`,
    };
  }
  if (settings.aws_access_key_id) {
    return profileCommand(source, 'configure', `The profile ${source} has them in a file; type new ones`);
  }
  return profileCommand(source, 'login', 'Sign in');
}

/** Credentials of the sandbox's default account; the access key id names the account, the secret is never looked at. */
export const sandboxCredentials = { accessKeyId: '000000000000', secretAccessKey: 'sandbox' } as const;

/** Variables of a person's own AWS configuration; they must not reach a process that is to call a sandbox. */
const personal =
  /^AWS_(PROFILE|DEFAULT_PROFILE|SESSION_TOKEN|SECURITY_TOKEN|ENDPOINT_URL.*|IGNORE_CONFIGURED_ENDPOINT_URLS)$/;

/**
 * The environment of a process whose every AWS call goes to a sandbox, whatever this machine's AWS configuration says.
 *
 * @param env the environment to begin with
 * @param endpoint of the sandbox
 * @param region to work in
 */
export function sandboxEnvironment(env: NodeJS.ProcessEnv, endpoint: string, region: string): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !personal.test(name))),
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: sandboxCredentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: sandboxCredentials.secretAccessKey,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

import type { CloudFormation } from '@aws-sdk/client-cloudformation';
import { DetailedError } from '../../catalog/detailed-error';
import { CatalogError } from '../../catalog/errors';
import { refuseUnknownProfile } from './profiles';
import { sandboxCredentials } from './sandbox-environment';

/** Choice of where calls go, as the AWS CLI's options say it. */
export interface AwsOptions {
  readonly endpointUrl?: string;
  readonly profile?: string;
  readonly region?: string;
}

/** Patience of a client with what AWS throttles: the pauses between attempts grow, and are random. */
export interface Patience {
  /** @default 6 */
  readonly maxAttempts: number;
}

/** Region of a local endpoint when none is said; what the AWS CLI's own examples use. */
const LOCAL_REGION = 'us-east-1';

/** Settings of every client of a target. */
export interface ClientSettings extends Patience {
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  readonly region?: string;
  readonly credentials?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
}

/** The endpoint that the options or the environment choose instead of AWS's own. Calls nothing. */
export function chosenEndpoint(options: AwsOptions, env: NodeJS.ProcessEnv): string | undefined {
  const ignored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS?.toLowerCase() === 'true';
  const endpoint = options.endpointUrl ?? (ignored ? undefined : env.AWS_ENDPOINT_URL);
  if (endpoint === undefined || endpoint === '') return undefined;
  if (!/^https?:$/.test(URL.canParse(endpoint) ? new URL(endpoint).protocol : '')) {
    throw new CatalogError('invalid-endpoint', `An endpoint is a URL as http://127.0.0.1:4566, got: ${endpoint}.`);
  }
  return endpoint;
}

/** Whether a URL leads to this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Place that calls go to, and how every client of it is made. */
export interface ClientPlace {
  readonly settings: ClientSettings;
  /** Whether the endpoint is on this machine. */
  readonly isLocal: boolean;
  /** The endpoint of a sandbox, which is called as its default account since nobody chose credentials. */
  readonly sandbox: string | undefined;
}

/**
 * Settings of the clients that call what the options and the environment choose; see `awsTarget`. Calls nothing.
 *
 * @throws `CatalogError` `invalid-endpoint`, `unknown-profile`
 */
export async function clientSettings(options: AwsOptions, env: NodeJS.ProcessEnv): Promise<ClientPlace> {
  const { profile, region } = options;
  const endpoint = chosenEndpoint(options, env);
  const isLocal = endpoint !== undefined && isLoopback(endpoint);
  const hasCredentials = profile !== undefined || Boolean(env.AWS_ACCESS_KEY_ID || env.AWS_PROFILE);
  const chosen = profile ?? (env.AWS_ACCESS_KEY_ID ? undefined : env.AWS_PROFILE);
  if (chosen) await refuseUnknownProfile(chosen);
  const sandbox = isLocal && !hasCredentials ? endpoint : undefined;
  const named = region ?? (env.AWS_REGION || env.AWS_DEFAULT_REGION || (isLocal ? LOCAL_REGION : undefined));
  const settings = {
    endpoint,
    profile,
    ...(named !== undefined && { region: named }),
    ...(sandbox !== undefined && { credentials: sandboxCredentials }),
    maxAttempts: 6,
  };
  return { settings, isLocal, sandbox };
}

/**
 * Region that a client calls.
 *
 * @throws `CatalogError` `no-region`
 */
export function regionOf({ config }: { readonly config: { region(): Promise<string> } }): Promise<string> {
  return config.region().catch((error: unknown) => {
    if (!(error instanceof Error) || error.message !== 'Region is missing') throw error;
    throw new DetailedError('no-region', 'No AWS region: neither AWS_REGION nor the profile says one', {
      remedies: [{ do: 'again', options: { region: '…' }, label: 'Say one' }],
    });
  });
}

/**
 * Client of CloudFormation alone, where the options and the environment choose; see `awsTarget`.
 *
 * @throws `CatalogError` `invalid-endpoint`, `no-region`, `unknown-profile`
 */
export async function openCloudFormation(options: AwsOptions, env: NodeJS.ProcessEnv): Promise<CloudFormation> {
  const { settings } = await clientSettings(options, env);
  const { CloudFormation } = await import('@aws-sdk/client-cloudformation');
  const client = new CloudFormation(settings);
  await regionOf(client);
  return client;
}

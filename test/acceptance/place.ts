import { CatalogError } from '../../catalog/errors';
import { type AwsTarget, awsTarget } from '../../operations/aws/aws-target';

/** Account and region that a run works in, and whether they are AWS's. */
export interface Place {
  readonly target: AwsTarget;
  readonly account: string;
  readonly region: string;
  /** Name of the caller's role, with its path: `aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_1`. */
  readonly role: string;
  /** Whether anything but AWS itself answers: then nothing that is seen says anything about AWS. */
  readonly isSandbox: boolean;
  /** Options of the `catalog` command that lead to the same place. */
  readonly options: readonly string[];
}

/** Choice of a place, as the `catalog` command's options say it. */
export interface PlaceOptions {
  readonly endpointUrl?: string | undefined;
  readonly profile?: string | undefined;
  readonly region?: string | undefined;
}

/** Whether a host is AWS's own: https://docs.aws.amazon.com/general/latest/gr/rande.html */
export function isAwsHost(host: string): boolean {
  return /\.(amazonaws\.com(\.cn)?|api\.aws)$/.test(host);
}

/**
 * Finds out where a run works, by what the `catalog` command knows its target by, and by the host that answers: an
 * endpoint that only one service is sent to by the configuration is no AWS either.
 *
 * @throws `CatalogError` `no-role` where the caller is no role: portfolios of the catalog are opened to roles
 */
export async function openPlace(options: PlaceOptions, env: NodeJS.ProcessEnv): Promise<Place> {
  const target = await awsTarget(options, { env });
  const hosts = await hostsOf(target);
  const [account, role] = await callerOf(target);
  return {
    target,
    account,
    region: target.region,
    role,
    isSandbox: target.endpoint !== undefined || !hosts.every(isAwsHost),
    options: [
      ...['--region', target.region],
      ...(options.profile === undefined ? [] : ['--profile', options.profile]),
      ...(target.endpoint === undefined ? [] : ['--endpoint-url', target.endpoint]),
    ],
  };
}

/** Milliseconds between two looks at a stack or a record. */
export function pauseAt({ isSandbox }: Pick<Place, 'isSandbox'>): number {
  return isSandbox ? 50 : 5000;
}

/** Hosts that calls of the run really go to. */
async function hostsOf(target: AwsTarget): Promise<string[]> {
  const hosts: string[] = [];
  const cloudFormation = await target.cloudFormation();
  const serviceCatalog = await target.serviceCatalog();
  const at = { step: 'finalizeRequest', name: 'hosts' } as const;
  cloudFormation.middlewareStack.add(
    (next) => (args) => {
      hosts.push(hostOf(args.request));
      return next(args);
    },
    at,
  );
  serviceCatalog.middlewareStack.add(
    (next) => (args) => {
      hosts.push(hostOf(args.request));
      return next(args);
    },
    at,
  );
  await cloudFormation.describeStacks({});
  await serviceCatalog.listPortfolios({});
  return hosts;
}

function hostOf(request: unknown): string {
  return typeof request === 'object' && request !== null && 'hostname' in request ? String(request.hostname) : '';
}

async function callerOf(target: AwsTarget): Promise<readonly [account: string, role: string]> {
  const arn = await target.callerArn();
  const [, account = '', name] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(arn) ?? [];
  if (name === undefined) {
    throw new CatalogError(
      'no-role',
      `A run needs the credentials of a role, since portfolios are opened to roles, got: ${arn.replace(/\d{12}/, '<account>')}. ` +
        'Take on an administrator role of the account.',
    );
  }
  // A session's ARN doesn't name the role's path: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
  const { Role } = await (await target.iam()).getRole({ RoleName: name });
  return [account, `${Role?.Path ?? '/'}${name}`.slice(1)];
}

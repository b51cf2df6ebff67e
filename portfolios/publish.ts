import { join } from 'node:path';
import { CONTEXT_KEY } from './context';
import { isNobody, noStandingShares, STANDING_SHARES_KEY, type StandingShares } from './reconcile/standing-shares';

/** Names of the stacks. */
export const stackNames = {
  /** Once per account. */
  account: 'BellyfedCatalogAccount',
  /** Once per region of the hub's account. */
  hub: 'BellyfedCatalogHub',
  /** Once per region that is launched in, but for the one that has the account's stack. */
  guard: 'BellyfedCatalogGuard',
  /** Once per region that is launched in, in an account that receives portfolios. */
  spoke: 'BellyfedCatalogSpoke',
} as const;

/** The stage of the app that holds the stacks of other regions and other accounts. */
export const ELSEWHERE = 'Elsewhere';

/** One of the catalog's stacks. */
export type StackName = (typeof stackNames)[keyof typeof stackNames];

/** Stacks of an account's home region, deployed in this order: the roles are there before the products. */
const homeStacks: readonly StackName[] = [stackNames.account, stackNames.hub];

/** Stacks of every other region, in order. */
const otherStacks: readonly StackName[] = [stackNames.guard, stackNames.hub];

/** A region that the catalog is published in, with the stacks that it gets. */
export interface PublishPlace {
  readonly region: string;
  readonly stacks: readonly StackName[];
}

/**
 * Regions that the catalog is published in, the home region first: its stack has the roles, which are global.
 *
 * @param regions those that are published in now
 * @param home the account's home region; @default - the first of them
 */
export function publishPlaces(regions: readonly string[], home: string | undefined = regions[0]): PublishPlace[] {
  const others = regions.filter((region) => region !== home).map((region) => ({ region, stacks: otherStacks }));
  return home !== undefined && regions.includes(home) ? [{ region: home, stacks: homeStacks }, ...others] : others;
}

/** Options of publishing the catalog: stacks, region and credentials. */
export interface PublishOptions {
  /** Absolute path of the folder that holds `cdk.json`. */
  readonly projectFolder: string;
  /** @default - both, the account's roles first */
  readonly stacks?: readonly StackName[];
  /** Region to publish in; @default - that of the profile or the environment */
  readonly region?: string;
  /** Profile of the credentials; @default - as the SDK finds them */
  readonly profile?: string;
  /** Endpoint of every AWS call, for the sandbox; @default - AWS */
  readonly endpoint?: string;
  /** Folder that the assembly is written to: two runs at once need two. @default - `cdk.out` in the project */
  readonly output?: string;
  /** The catalog's settings as JSON, in place of those of `cdk.json`. */
  readonly context?: string;
  /** Shares that stay though nobody declares them. @default - none */
  readonly standing?: StandingShares | undefined;
  /** Show what would change, and change nothing. @default false */
  readonly plan?: boolean;
}

/** A process to start. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** The folder to start it in. */
  readonly cwd: string;
  /** Environment variables to add to the process's own. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Command that publishes the catalog: the pinned CDK CLI, run by this Node, on the app of `cdk.json`. It asks nobody:
 * whoever starts it has asked.
 */
export function publishCommand(options: PublishOptions): Command {
  const { projectFolder, stacks = homeStacks, region, profile, endpoint, output } = options;
  const { context, standing = noStandingShares, plan = false } = options;
  const verb = plan ? ['diff'] : ['deploy', '--require-approval', 'never', '--progress', 'events'];
  return {
    file: process.execPath,
    args: [
      join(projectFolder, 'node_modules/aws-cdk/bin/cdk'),
      ...verb,
      ...stacks.map(cdkSelector),
      // Other regions have no account stack, though the hub stack depends on it.
      '--exclusively',
      '--ci',
      ...(region ? ['--region', region] : []),
      ...(profile ? ['--profile', profile] : []),
      ...(output ? ['--output', output] : []),
      ...(context ? ['--context', `${CONTEXT_KEY}=${context}`] : []),
      ...(isNobody(standing) ? [] : ['--context', `${STANDING_SHARES_KEY}=${JSON.stringify(standing)}`]),
    ],
    cwd: projectFolder,
    env: {
      ...(region && { AWS_REGION: region }),
      ...(endpoint && { AWS_ENDPOINT_URL: endpoint }),
    },
  };
}

/** Selector by which the CDK CLI finds a stack. */
export function cdkSelector(stack: StackName): string {
  return stack === stackNames.account || stack === stackNames.hub ? stack : `${ELSEWHERE}/${stack}`;
}

import { join } from 'node:path';

/** Names of the stacks. */
export const stackNames = {
  /** Once per account. */
  account: 'BellyfedCatalogAccount',
  /** Once per region of the hub's account. */
  hub: 'BellyfedCatalogHub',
  /** Once per region that is launched in, but for the one that has the account's stack. */
  guard: 'BellyfedCatalogGuard',
} as const;

/** One of the catalog's stacks. */
export type StackName = (typeof stackNames)[keyof typeof stackNames];

/** What is deployed in an account's home region, in this order: the roles are there before the products. */
const homeStacks: readonly StackName[] = [stackNames.account, stackNames.hub];

/** How the catalog is published. */
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
 * What publishing the catalog comes to: the pinned CDK CLI, run by this Node, on the app of `cdk.json`. It asks nobody:
 * whoever starts it has asked.
 */
export function publishCommand(options: PublishOptions): Command {
  const { projectFolder, stacks = homeStacks, region, profile, endpoint, output } = options;
  const { plan = false } = options;
  const verb = plan ? ['diff'] : ['deploy', '--require-approval', 'never', '--progress', 'events'];
  return {
    file: process.execPath,
    args: [
      join(projectFolder, 'node_modules/aws-cdk/bin/cdk'),
      ...verb,
      ...stacks,
      '--ci',
      ...(region ? ['--region', region] : []),
      ...(profile ? ['--profile', profile] : []),
      ...(output ? ['--output', output] : []),
    ],
    cwd: projectFolder,
    env: {
      ...(region && { AWS_REGION: region }),
      ...(endpoint && { AWS_ENDPOINT_URL: endpoint }),
    },
  };
}

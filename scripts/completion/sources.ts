import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { loadReleases, publishedReleases, releaseTemplate } from '../../catalog/release';
import { chosenEndpoint } from '../../operations/aws/client-settings';
import type { Shell } from '../terminal/shell';
import type { CompletionSources } from './complete';

/** Time that whoever types is let wait for AWS, in milliseconds. */
const PATIENCE_MS = 2_000;

/** Sources of completion as the project and the target of the command line have them. None of them throws. */
export function projectSources({ root, env }: Pick<Shell, 'root' | 'env'>): CompletionSources {
  const folder = join(root, 'products');
  const releasesOf = (product: string) =>
    unlessFailing(() => publishedReleases(loadReleases(join(folder, product))), []);
  return {
    // The registry would load the construct library.
    products: () =>
      unlessFailing(() => readdirSync(folder), []).filter((id) => existsSync(join(folder, id, 'product.ts'))),
    versions: (product) =>
      releasesOf(product)
        .map(({ version }) => version)
        .reverse(),
    questions: (product) => {
      const newest = releasesOf(product).at(-1);
      const declared = newest === undefined ? {} : unlessFailing(() => releaseTemplate(newest).Parameters ?? {}, {});
      return Object.fromEntries(
        Object.entries(declared).map(([name, { AllowedValues = [] }]) => [name, AllowedValues.map(String)]),
      );
    },
    launched: (options) => launched(options, env).catch(() => []),
  };
}

async function launched(options: Readonly<Record<string, string>>, env: NodeJS.ProcessEnv): Promise<readonly string[]> {
  const { 'endpoint-url': endpointUrl, profile, region } = options;
  const choice = {
    ...(endpointUrl !== undefined && { endpointUrl }),
    ...(profile !== undefined && { profile }),
    ...(region !== undefined && { region }),
  };
  const isChosen = chosenEndpoint(choice, env) !== undefined || profile !== undefined;
  if (!isChosen && !(await hasCredentials(env))) return [];
  const { awsTarget } = await import('../../operations/aws/aws-target');
  const { launchedNames } = await import('../../operations/running/launched-names');
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const isLate = new Promise<readonly string[]>((done) => signal.addEventListener('abort', () => done([])));
  return Promise.race([awsTarget(choice, { env }).then((target) => launchedNames(target, signal)), isLate]);
}

/** Whether credentials are at hand: without any, the SDK would ask the network whether this machine is one of AWS's. */
async function hasCredentials(env: NodeJS.ProcessEnv): Promise<boolean> {
  if (env.AWS_ACCESS_KEY_ID || env.AWS_WEB_IDENTITY_TOKEN_FILE || env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI)
    return true;
  const { awsProfiles } = await import('../../operations/aws/profiles');
  return (await awsProfiles()).has(env.AWS_PROFILE || 'default');
}

function unlessFailing<Result>(read: () => Result, otherwise: Result): Result {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

import { join } from 'node:path';
import { CatalogError } from '../catalog/errors';
import { buildPage, type Page } from '../console/server/build-page';
import { type RunningConsole, startConsole } from '../console/server/start-console';
import { awsTarget } from '../operations/aws/aws-target';
import { pages } from '../operations/aws/pages';
import { sandboxCredentials, sandboxEnvironment } from '../operations/aws/sandbox-environment';
import { deployRegion } from '../operations/publish/deploy-region';
import { clearFailedCreation } from '../operations/publish/failed-creations';
import { prepareRegion } from '../operations/publish/prepare-region';
import { defaultSettings } from '../portfolios/context';
import { publishPlaces } from '../portfolios/publish';
import { startSandbox } from '../sandbox';
import { boundHeap } from '../sandbox/bound-heap';
import { buildWhereNeeded } from './built/build-command';
import { aborted, stopSignal } from './stop-signal';
import { print, type Shell, say } from './terminal/shell';
import { showEvents } from './terminal/show-events';
import { table } from './terminal/table';

/** Settings of `npm start`. */
export interface StartSettings {
  /** 0 takes a free port. */
  readonly port: number;
  /** Of the console. @default - the one after the sandbox's, or a free one where that can't be had */
  readonly consolePort?: number | undefined;
  readonly stateFolder: string;
}

/**
 * The main job: a sandbox with the catalog published in it, until SIGINT or SIGTERM. It publishes in `AWS_REGION`, else
 * `us-east-1`; what is published already stays as it is. The command, where its sources have changed, and the console in
 * front of the sandbox are built meanwhile.
 *
 * @throws `CatalogError` `port-in-use`; `publish-failed`, after the CDK CLI's output; `state-full` and `state-unwritable`
 */
export async function runStart(shell: Shell, settings: StartSettings): Promise<void> {
  const began = Date.now();
  const region = shell.env.AWS_REGION || 'us-east-1';
  boundHeap();
  const stop = stopSignal();
  const sandbox = await startSandbox(settings);
  try {
    say(shell, `Sandbox at ${sandbox.url}: it checks and records as AWS does, and provisions nothing.`);
    const [published, page] = await Promise.all([
      publishInto(shell, { url: sandbox.url, region, signal: stop }),
      buildAll(shell.root),
    ]);
    if (!published) return;
    const server = await openConsole(shell, settings, { url: sandbox.url, region, page });
    try {
      print(shell, await overview(sandbox.url, region));
      print(shell, copyLines(sandbox.url, region));
      print(shell, `Console at ${server.link}`);
      print(shell, `Ready after ${Math.round((Date.now() - began) / 1000)} s at ${sandbox.url} in ${region}.`);
      const failure = await Promise.race([aborted(stop), sandbox.failure]);
      if (failure) throw failure;
    } finally {
      await server.close();
    }
  } finally {
    await sandbox.close();
  }
}

/** Builds the command where that is needed, and then the page: who is done with esbuild ends it for this whole process. */
async function buildAll(project: string): Promise<Page> {
  await buildWhereNeeded(project);
  return buildPage();
}

/** Console in front of the sandbox, whatever this machine's AWS configuration says. */
async function openConsole(
  shell: Shell,
  { port, consolePort }: StartSettings,
  { url, region, page }: { readonly url: string; readonly region: string; readonly page: Page },
): Promise<RunningConsole> {
  const settings = {
    ...{ page, project: { root: shell.root }, allowsChanges: true, portOption: '--console-port' },
    target: await awsTarget({ endpointUrl: url, region }, { env: {} }),
    onLocked: (link: string) => say(shell, `The console was idle for an hour. Its new link: ${link}`),
  };
  if (consolePort !== undefined || port === 0) return startConsole({ ...settings, port: consolePort ?? 0 });
  try {
    return await startConsole({ ...settings, port: port + 1 });
  } catch (error) {
    // It is taken, or the sandbox's is the last that there is.
    if (error instanceof CatalogError) return startConsole({ ...settings, port: 0 });
    throw error;
  }
}

interface Publishing {
  readonly url: string;
  readonly region: string;
  readonly signal: AbortSignal;
}

/**
 * Publishes what a single account needs: the sandbox has no organization to share with until somebody makes one.
 *
 * @returns false when it was stopped on the way
 */
async function publishInto(shell: Shell, { url, region, signal }: Publishing): Promise<boolean> {
  const local = await awsTarget({ endpointUrl: url, region }, { env: {} });
  const target = { ...local, environment: sandboxEnvironment(shell.env, url, region) };
  const output = join(shell.root, 'cdk.out', `sandbox-${new URL(url).port}`);
  const events = showEvents(shell, true);
  const context = { project: { root: shell.root }, target, events, signal };
  try {
    const settings = defaultSettings;
    for (const place of publishPlaces([region])) {
      const { failed, standing } = await prepareRegion(context, place, { settings });
      for (const each of failed) await clearFailedCreation(context, each);
      const { apply } = await deployRegion(context, place, { settings, output }, { standing });
      await apply();
    }
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  } finally {
    events.stop();
  }
}

/** The portfolios and the products with their versions, as the sandbox's default caller sees them. */
async function overview(endpoint: string, region: string): Promise<string> {
  const { ServiceCatalog } = await import('@aws-sdk/client-service-catalog');
  const serviceCatalog = new ServiceCatalog({ endpoint, region, credentials: sandboxCredentials });
  const portfolios = await pages((PageToken) => serviceCatalog.listPortfolios({ PageToken }), 'PortfolioDetails');
  const products = await pages((PageToken) => serviceCatalog.searchProducts({ PageToken }), 'ProductViewSummaries');
  const rows = await Promise.all(
    products.map(async ({ Name, ProductId }) => {
      const { ProvisioningArtifacts = [] } = await serviceCatalog.describeProduct({ Id: ProductId });
      return [Name, ProvisioningArtifacts.map((version) => version.Name).join(', ')];
    }),
  );
  return [
    table(
      ['PORTFOLIO', 'WHAT IT IS FOR'],
      portfolios.map(({ DisplayName, Description }) => [DisplayName, Description]),
    ),
    products.length > 0 ? table(['PRODUCT', 'VERSIONS'], rows) : 'No product has been released yet.',
  ].join('\n\n');
}

function copyLines(endpoint: string, region: string): string {
  const { accessKeyId, secretAccessKey } = sandboxCredentials;
  const credentials = `AWS_ACCESS_KEY_ID=${accessKeyId} AWS_SECRET_ACCESS_KEY=${secretAccessKey}`;
  return [
    '',
    `  ${credentials} aws servicecatalog search-products --endpoint-url ${endpoint} --region ${region}`,
    `  npm run catalog -- launch network --environment dev --type dev --endpoint-url ${endpoint} --region ${region}`,
    `  kill ${process.pid}   # or Ctrl-C here: stops it`,
    '',
  ].join('\n');
}

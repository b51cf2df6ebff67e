import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CatalogError } from '../../../catalog/errors';
import { callByCommandLine } from './aws-calls.codebuild';
import { deploy } from './deploy.codebuild';
import { readDeployment } from './deployment.codebuild';

/** Seconds between two looks at something under way. */
const PAUSE_SECONDS = 2;

/**
 * Runs in CodeBuild: does what `deployment.json` of the pipeline's artifact says. The project's environment says for
 * whom (`ENVIRONMENT_NAME`), whether it is meant (`MODE`) and how far it may go (`ALLOW_REPLACEMENT`).
 */
async function main(): Promise<void> {
  const { ENVIRONMENT_NAME: environment = '', MODE: mode, ALLOW_REPLACEMENT: allowed } = process.env;
  await deploy(readDeployment(readFileSync('deployment.json', 'utf8')), {
    environment,
    mode: mode === 'plan' ? 'plan' : 'deploy',
    allowReplacement: allowed === 'yes',
    call: callByCommandLine,
    print: console.log,
    pause: () => new Promise((done) => setTimeout(done, PAUSE_SECONDS * 1000)),
    newToken: randomUUID,
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof CatalogError ? error.message : error);
  process.exitCode = 1;
});

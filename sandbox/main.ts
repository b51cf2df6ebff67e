import { parseArgs } from 'node:util';
import { CatalogError } from '../catalog/errors';
import { startSandbox } from '.';
import { boundHeap } from './bound-heap';

/**
 * A sandbox in a process of its own: `node --import tsx sandbox/main.ts --port 4566 --state .sandbox`. Prints its endpoint
 * and stays up until SIGINT or SIGTERM.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4566' }, state: { type: 'string', default: '.sandbox' } },
  });
  boundHeap();
  const stopped = untilStopped();
  const server = await startSandbox({ port: Number(values.port), stateFolder: values.state });
  console.log(server.url);
  const failure = await Promise.race([stopped, server.failure]);
  await server.close();
  if (failure) throw failure;
}

/** Resolves on SIGINT or SIGTERM. A second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop).off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop).on('SIGTERM', stop);
  });
}

main().catch((error: unknown) => {
  console.error(error instanceof CatalogError ? error.message : error);
  process.exitCode = error instanceof CatalogError ? 1 : 70;
});

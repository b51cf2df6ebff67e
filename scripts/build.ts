import { resolve } from 'node:path';
import { buildCommand } from './built/build-command';

/** Builds the `catalog` command: `npm run build`. `npm ci` does too, and ends well where it can't: the sources run then. */
buildCommand(resolve(__dirname, '..')).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  if (process.env.npm_lifecycle_event !== 'prepare') process.exitCode = 1;
});

import { resolve } from 'node:path';
import { buildCommand } from './built/build-command';

/** Builds the `catalog` command: `npm run build`, which `npm ci` runs too. */
buildCommand(resolve(__dirname, '..'));

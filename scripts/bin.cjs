#!/usr/bin/env node
const { readFileSync } = require('node:fs');
const { join } = require('node:path');

// The AWS SDK's notice of the Node versions that it will drop is for who maintains this, not for who uses it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';

const built = builtCommand();
if (built) built.main();
// The sources are TypeScript: where they aren't built, tsx compiles them on import.
else import('tsx').then(() => require('./catalog.ts').main());

/** The command that was built of these very sources (docs/adr/0021-a-built-command-that-knows-its-sources.md); undefined where there is none. */
function builtCommand() {
  if (process.env.CATALOG_FROM_SOURCE) return undefined;
  const folder = join(__dirname, '..', '.built');
  try {
    const current = readFileSync(join(folder, 'current'), 'utf8');
    return require(join(folder, current, 'start.cjs')).builtCommand();
  } catch (error) {
    // Never built, or by now replaced by another: both are as they should be.
    if (error.code !== 'ENOENT' && error.code !== 'MODULE_NOT_FOUND') {
      process.stderr.write(
        `Runs from source, since the built command can't be used: ${error.message} "npm run build" builds it anew.\n`,
      );
    }
    return undefined;
  }
}

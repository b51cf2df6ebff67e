import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { BUILT, type BuildRecord, COMMAND, CURRENT, RECORD, readRecord, replaceFile, START } from './built-folder';
import { compareSources, readSource, type SourceState, sourcePaths } from './sources';

/** Time after which nobody runs from a folder that no longer counts, nor is building into it. */
const LEFT_MS = 10 * 60_000;

/**
 * Builds the `catalog` command of a project's sources into its `.built`. Others may run the one of before, or build too, at
 * the same time: the last to end counts.
 *
 * @returns the folder that counts now
 */
export async function buildCommand(project: string): Promise<string> {
  // As esbuild names files.
  const root = realpathSync(project);
  const built = join(root, BUILT);
  const name = `${Date.now().toString(36)}-${process.pid}`;
  const folder = join(built, name);
  const texts = new Map<string, string>();
  const sources: Record<string, SourceState> = {};
  for (const path of sourcePaths(root)) {
    const { state, text } = readSource(root, path);
    texts.set(path, text);
    sources[path] = state;
  }
  mkdirSync(folder, { recursive: true });
  const options = optionsFor(root, folder, texts);
  await build({ ...options, entryPoints: [join(root, 'scripts/built/start-built.ts')], outfile: join(folder, START) });
  await build({ ...options, entryPoints: [join(root, 'scripts/catalog.ts')], outfile: join(folder, COMMAND) });
  const record: BuildRecord = { sources, commandSize: statSync(join(folder, COMMAND)).size };
  writeFileSync(join(folder, RECORD), JSON.stringify(record));
  replaceFile(built, CURRENT, name);
  removeLeft(built, name);
  return folder;
}

/** Builds the command where it isn't built of the sources as they are; where it can't be, it goes on running from source. */
export async function buildWhereNeeded(project: string): Promise<void> {
  if (isBuilt(project)) return;
  await buildCommand(project).catch(() => undefined);
}

function isBuilt(project: string): boolean {
  const built = join(project, BUILT);
  try {
    const { sources } = readRecord(join(built, readFileSync(join(built, CURRENT), 'utf8')));
    return compareSources(project, sources).difference === undefined;
  } catch {
    return false;
  }
}

function optionsFor(root: string, folder: string, texts: ReadonlyMap<string, string>): BuildOptions {
  return {
    absWorkingDir: root,
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', packages: 'external' },
    // Imported when a verb needs it, as the sources have it; require is quicker than import, and finds the same.
    supported: { 'dynamic-import': false },
    // As tsx does: classes and functions are called what their authors call them.
    keepNames: true,
    minifyWhitespace: true,
    ...{ sourcemap: 'linked', sourcesContent: false, banner: { js: 'const __builtFolder = __dirname;' } },
    tsconfigRaw: texts.get('tsconfig.json') ?? '',
    plugins: [asRead(root, folder, texts)],
    logLevel: 'error',
  };
}

/**
 * Plugin by which the sources are built as they were read, whatever is written meanwhile; each finds its own folder, and
 * data is read from where it lies.
 */
function asRead(root: string, folder: string, texts: ReadonlyMap<string, string>): Plugin {
  return {
    name: 'as-read',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\..*\.json$/ }, ({ path, resolveDir }) => ({
        path: withSlashes(relative(folder, resolve(resolveDir, path))),
        external: true,
      }));
      onLoad({ filter: /.*/ }, ({ path }) => {
        const source = withSlashes(relative(root, path));
        const text = texts.get(source);
        if (text === undefined) throw new Error(`${source} isn't among the sources: see scripts/built/sources.ts.`);
        return { contents: ownPlace(root, folder, path, text) + text, loader: 'ts' };
      });
    },
  };
}

/** The two variables by which a module knows its place, on the line that its text begins with. */
function ownPlace(root: string, folder: string, path: string, text: string): string {
  // The start is where it is built.
  if (!/\b__(?:dir|file)name\b/.test(text) || path.startsWith(join(root, 'scripts', 'built'))) return '';
  const from = (to: string) =>
    `require("node:path").join(__builtFolder, ${JSON.stringify(withSlashes(relative(folder, to)))})`;
  return `const __dirname = ${from(dirname(path))}, __filename = ${from(path)}; `;
}

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}

/** Removes what counted before, and what was begun and left. */
function removeLeft(built: string, current: string): void {
  for (const name of readdirSync(built)) {
    if (name === current || name === CURRENT) continue;
    const entry = join(built, name);
    const age = Date.now() - (statSync(entry, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > LEFT_MS) rmSync(entry, { recursive: true, force: true });
  }
}

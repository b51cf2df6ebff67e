import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { build } from 'esbuild';
import type { JudgedSentence } from '../../catalog/template/documented-effects';

const ROOT = resolve(__dirname, '..', '..');
const SENTENCES = join('catalog', 'template', 'facts', 'sentences');

/** Name of the package, and of its command. */
const NAME = 'cloudformation-compare';

/** The one dependency, which is data: with it come the types that AWS has. */
const DATABASE = '@aws-cdk/aws-service-spec';

/** Fields of the project's own manifest that the package's follows. */
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

/**
 * Makes the package of the comparison: one file that is program and library, what it reads, its types, and the licences of
 * what is bundled.
 *
 * @param folder where the tarball goes
 * @returns the tarball's file name
 */
export async function packCompare(folder: string): Promise<string> {
  const made = mkdtempSync(join(tmpdir(), `${NAME}-`));
  try {
    const lib = join(made, 'lib', 'compare');
    const { metafile } = await build({
      absWorkingDir: ROOT,
      entryPoints: [join('scripts', 'pack-compare', 'entry.ts')],
      outfile: join(lib, 'index.cjs'),
      ...{ bundle: true, minify: true, platform: 'node', target: 'node20', format: 'cjs', metafile: true },
      ...{ external: [DATABASE], banner: { js: '#!/usr/bin/env node' }, logLevel: 'error' },
    });
    copyTold(join(lib, 'facts', 'sentences'));
    mkdirSync(join(made, 'templates'));
    copyFileSync(join(ROOT, 'templates', 'comparison.md.hbs'), join(made, 'templates', 'comparison.md.hbs'));
    writeFileSync(join(made, 'THIRD-PARTY-LICENSES.txt'), licencesOf(Object.keys(metafile.inputs)));
    copyFileSync(join(ROOT, 'LICENSE'), join(made, 'LICENSE'));
    copyFileSync(join(__dirname, 'README.md'), join(made, 'README.md'));
    declareTypes(join(made, 'types'));
    writeFileSync(join(made, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
    const args = ['pack', '--silent', '--pack-destination', resolve(folder)];
    return execFileSync('npm', args, { cwd: made, encoding: 'utf8' }).trim();
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function manifest() {
  const { version, license, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as Manifest;
  return {
    name: NAME,
    version,
    description: 'What going from one CloudFormation template to another does to the stacks that run the first.',
    license,
    engines: { node: '>=20' },
    bin: { [NAME]: 'lib/compare/index.cjs' },
    main: 'lib/compare/index.cjs',
    types: 'types/scripts/pack-compare/api.d.ts',
    files: ['lib', 'templates', 'types', 'THIRD-PARTY-LICENSES.txt'],
    dependencies: { [DATABASE]: dependencies[DATABASE] },
  };
}

/** The sentences that are facts; those that were read and are none stay behind. */
function copyTold(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const file of readdirSync(join(ROOT, SENTENCES))) {
    const types: Readonly<Record<string, readonly JudgedSentence[]>> = JSON.parse(
      readFileSync(join(ROOT, SENTENCES, file), 'utf8'),
    );
    const told = Object.entries(types)
      .map(([type, all]) => [type, all.filter(({ update }) => update !== undefined)] as const)
      .filter(([, facts]) => facts.length > 0);
    if (told.length > 0) writeFileSync(join(folder, file), JSON.stringify(Object.fromEntries(told)));
  }
}

function declareTypes(folder: string): void {
  const entry = join('scripts', 'pack-compare', 'api.ts');
  const options = [
    '--declaration',
    '--emitDeclarationOnly',
    '--noEmit',
    'false',
    '--outDir',
    folder,
    '--rootDir',
    ROOT,
  ];
  const program = join(ROOT, 'node_modules', '.bin', 'tsc');
  const project = join(ROOT, `tsconfig.${process.pid}.json`);
  writeFileSync(project, JSON.stringify({ extends: './tsconfig.json', files: [entry], include: [] }));
  try {
    execFileSync(program, ['-p', project, ...options], { cwd: ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  } finally {
    rmSync(project);
  }
}

/** Licences of the packages that the bundle's inputs are of. */
function licencesOf(inputs: readonly string[]): string {
  const folders = inputs.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort().map(licenceOf).join('\n');
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
  const file = readdirSync(join(ROOT, folder)).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? '' : readFileSync(join(ROOT, folder, file), 'utf8');
  return `${name} ${version} (${license})\n${'='.repeat(72)}\n${text}\n`;
}

if (require.main === module) {
  const folder = process.argv[2] ?? process.cwd();
  if (!existsSync(dirname(resolve(folder)))) throw new Error(`There is no folder ${folder}.`);
  packCompare(folder).then((file) => process.stdout.write(`${file}\n`));
}

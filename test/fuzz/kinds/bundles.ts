import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { parse, stringify } from 'yaml';
import { type BundleFile, bundleProblems } from '../../../catalog/proton';
import { renderProton } from '../../../operations/project/render-proton';
import { products } from '../../../products';
import { readArchive } from '../../../sandbox/services/proton/read-archive';
import { bundleFiles } from '../../catalog/proton/import/bundles';
import type { Random } from '../../sandbox/random';
import { projectRoot, runCatalog } from '../../scripts/run-catalog';
import { faultOf } from '../ended';
import type { FuzzKind } from '../kind';
import { mutateBytes, mutateText, mutateValue } from '../mutate';

const QUEUE = join(projectRoot, 'test/scripts/proton-bundles/queue-env');

/** Bundle that has one of each that Jinja has. */
const JINJA = `{% macro named(name) %}{{ name | lower }}-{{ environment.name }}{% endmacro %}
{# a remark #}
{% set names = ['one', 'two'] %}
{% set all = namespace(count=0) %}
Resources:
{% for name in names %}
  Topic{{ loop.index }}:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{ named(name) }} {{ environment.inputs.text | default("x") | upper }}'
{% endfor %}
{% if environment.inputs.flag and not (environment.inputs.count > 3 or environment.inputs.text == 'no') %}
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      DelaySeconds: {{ environment.inputs.count }}
{% elif environment.inputs.text in ['a', 'b'] %}
  Bucket:
    Type: AWS::S3::Bucket
{% else %}
  Other:
    Type: AWS::SNS::Topic
{% endif %}
Outputs:
  Name:
    Value: !Sub '\${AWS::StackName}-{{ environment.inputs.text ~ "-" ~ environment.inputs.count }}'
`;

const INPUTS = {
  flag: { type: 'boolean', default: true },
  text: { type: 'string', default: 'x', pattern: '^[a-z]+$', minLength: 1, maxLength: 20 },
  count: { type: 'integer', default: 1, minimum: 0, maximum: 9 },
  list: { type: 'array', items: { type: 'string' }, default: ['a'] },
};

async function realBundles(): Promise<BundleFile[][]> {
  const queue = readdirSync(QUEUE, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((path) => ({ path, text: readFileSync(join(QUEUE, path), 'utf8') }));
  const jinja = bundleFiles({ kind: 'environment', inputs: INPUTS, template: JINJA });
  const network = products.find(({ id }) => id === 'network');
  if (network === undefined) throw new Error('There is no network.');
  const { folder, files } = await renderProton({ root: projectRoot }, network);
  const rendered = files
    .filter(({ path }) => path.startsWith(`${folder}/`))
    .map(({ path, text }) => ({ path: path.slice(folder.length + 1), text }));
  // The large one costs a second; it is enough if it stands for one case in ten.
  return [queue, queue, queue, queue, jinja, jinja, jinja, jinja, jinja, rendered];
}

function mutateFile({ path, text }: BundleFile, random: Random): BundleFile {
  // What Jinja stands in is no YAML yet; schema and manifest are.
  if (/cloudformation/.test(path) || random.chance(30)) return { path, text: mutateText(text, random) };
  return { path, text: stringify(mutateValue(parse(text), random)) };
}

/** Kind of bundles that `proton import` reads from a folder. */
export const bundles: FuzzKind = {
  name: 'bundle',
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const real = await realBundles();
    const run = async (random: Random) => {
      const files = random.pick(real);
      const changed = random.pick(files.filter(({ path }) => /\.ya?ml$/.test(path)));
      const mutants = files.map((file) => (file === changed ? mutateFile(file, random) : file));
      rmSync(join(folder, 'bundle'), { recursive: true, force: true });
      for (const { path, text } of mutants) {
        mkdirSync(dirname(join(folder, 'bundle', path)), { recursive: true });
        writeFileSync(join(folder, 'bundle', path), text);
      }
      const ended = await runCatalog(importing(join(folder, 'bundle'), folder));
      return { parsed: isPastParser(ended.stdout + ended.stderr), fault: faultOf(ended) };
    };
    return { run, close: async () => rmSync(folder, { recursive: true, force: true }) };
  },
};

function importing(path: string, out: string): string[] {
  rmSync(join(out, 'out'), { recursive: true, force: true });
  return ['proton', 'import', path, '--product', 'fuzzed', '--environment', 'network', '--out', join(out, 'out')];
}

/** Refusals of Jinja's and YAML's parsers, as the importer passes them on. */
function isPastParser(said: string): boolean {
  return !/parseAggregate|parseSignature|unexpected token|unknown block tag|expected (?:block|variable) end|Nested mappings|Implicit|Unexpected|Missing closing|nested deeper|must be indented|not well-formed/i.test(
    said,
  );
}

async function tarOf(files: readonly BundleFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { path, text } of files) archive.entry({ name: path, mtime: new Date(0) }, text);
  archive.finalize();
  return buffer(archive);
}

function mutateTar(tar: Buffer, random: Random): Buffer {
  if (random.chance(20)) return mutateBytes(tar, random);
  if (random.chance(50)) return withOtherContent(tar, random);
  // The first file's header: name, mode, size, time, checksum, type.
  const [at, length] = random.pick<[number, number]>([
    [0, 100],
    [100, 8],
    [124, 12],
    [136, 12],
    [148, 8],
    [156, 1],
    [157, 100],
    [257, 8],
    [345, 155],
  ]);
  const value = random.pick([
    '-1000',
    '77777777777',
    '\u00ff\u00ff',
    '0',
    'x',
    '../../a',
    '',
    'L',
    'x',
    '5',
    'g',
    '2',
    '00000000512',
  ]);
  const mutant = Buffer.from(tar);
  mutant.fill(0, at, at + length);
  mutant.write(value.slice(0, length), at, 'latin1');
  if (random.chance(90)) writeChecksum(mutant);
  return mutant;
}

/** An archive in whose files other bytes stand, and whose headers are what they were. */
function withOtherContent(tar: Buffer, random: Random): Buffer {
  const mutant = Buffer.from(tar);
  const blocks = Array.from({ length: tar.length / BLOCK }, (_, index) => index * BLOCK);
  const content = blocks.filter((at) => tar[at] !== 0 && tar.toString('latin1', at + 257, at + 262) !== 'ustar');
  for (let left = 1 + random.number(8); left > 0; left -= 1) {
    mutant[random.pick(content) + random.number(BLOCK)] = random.number(256);
  }
  return mutant;
}

/** Bytes of a block, of which an archive is made. */
const BLOCK = 512;

/** Readers look at nothing else of a header whose sum is wrong. https://www.gnu.org/software/tar/manual/html_node/Standard.html */
function writeChecksum(tar: Buffer): void {
  tar.fill(' ', 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}

function zipped(tar: Buffer, random: Random): Buffer {
  const mutant = mutateTar(tar, random);
  return random.chance(90) ? gzipSync(mutant, { level: 1 }) : mutateBytes(gzipSync(tar, { level: 1 }), random);
}

/** Kind of archives that `proton import` reads. */
export const archives: FuzzKind = {
  name: 'bundle-archive',
  open: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
    const tars = await Promise.all((await realBundles()).slice(0, 6).map(tarOf));
    const run = async (random: Random) => {
      const path = join(folder, 'bundle.tar.gz');
      writeFileSync(path, zipped(random.pick(tars), random));
      const ended = await runCatalog(importing(path, folder));
      return { parsed: !/can't be read as|holds no bundle/.test(ended.stderr), fault: faultOf(ended) };
    };
    return { run, close: async () => rmSync(folder, { recursive: true, force: true }) };
  },
};

/** Kind of archives that the sandbox reads from a bucket. */
export const sandboxArchives: FuzzKind = {
  name: 'sandbox-archive',
  open: async () => {
    const tars = await Promise.all((await realBundles()).slice(0, 6).map(tarOf));
    const run = async (random: Random) => {
      const files = readArchive(zipped(random.pick(tars), random));
      const problems = files && bundleProblems(files, 'environment');
      const fault = problems?.some((problem) => problem.includes('\n')) ? `more than one line: ${problems}` : undefined;
      return { parsed: files !== undefined, fault };
    };
    return { run, close: async () => {} };
  },
};

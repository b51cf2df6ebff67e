import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { stringify } from 'yaml';
import { CatalogError } from '../errors';
import type { Json, Template } from '../template';
import {
  type Bundle,
  type BundleFile,
  type CompatibleEnvironment,
  checkQuotas,
  infrastructureFolder,
  inputNamespace,
  type TemplateKind,
} from './bundle';
import { type Answers, exampleAnswers } from './example-answers';
import { withInputs } from './inputs';
import { inputSchema } from './schema';
import { jinjaYaml } from './write-jinja';

/** A released product as Proton would have it. */
export interface BundleSource {
  /** Id of the product. */
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Semantic version of the release; its first number becomes Proton's major version. */
  readonly version: string;
  /** The released template. */
  readonly template: Template;
  readonly kind: TemplateKind;
  /** Names of the environment templates whose environments a service can run in, with major versions. */
  readonly compatible: readonly CompatibleEnvironment[];
  /** Tiers that must run in the environment before it, in words; empty when nothing must. */
  readonly runsAfter: readonly string[];
  /** A likely answer for each parameter that has no list to choose from. */
  readonly examples: Answers;
}

/** Name of the Proton template of a product. */
export function protonTemplateName(id: string): string {
  return `bellyfed-${id}`;
}

/**
 * Renders a released product as a Proton template bundle, with an example spec for each environment type and a README.
 *
 * @throws `CatalogError` `not-for-proton`, `bundle-too-large`, `no-example-spec`
 */
export function renderBundle(source: BundleSource): Bundle {
  const { template, kind, version } = source;
  const templateName = protonTemplateName(source.id);
  const majorVersion = Number(version.split('.')[0]);
  const folder = `${templateName}/v${majorVersion}`;
  const schema = inputSchema(template, kind, `${source.name} ${version}`);
  const infrastructure = `${folder}/${infrastructureFolder[kind]}`;
  const facts = { ...source, templateName, majorVersion, isService: kind === 'service' };
  const bundle: BundleFile[] = [
    file(`${folder}/schema/schema.yaml`, 'schema.yaml', { ...facts, schema: yaml(schema.document) }),
    file(`${infrastructure}/manifest.yaml`, 'manifest.yaml', facts),
    file(`${infrastructure}/cloudformation.yaml`, 'cloudformation.yaml', {
      ...facts,
      template: jinjaYaml(withInputs(template), template.Parameters ?? {}, inputNamespace[kind]),
    }),
    ...(kind === 'service' ? [file(`${folder}/.compatible-envs`, 'compatible-envs', facts)] : []),
  ];
  checkQuotas(templateName, bundle);
  const specs = environmentTypesOf(template).map((type) => ({ type, inputs: exampleInputs(source, type) }));
  return {
    templateName,
    kind,
    title: `${source.name} ${version}`,
    compatible: source.compatible,
    folder,
    files: [
      ...bundle,
      ...specs.map(({ type, inputs }) =>
        file(`${templateName}/spec/${type}.yaml`, `${kind}-spec.yaml`, { ...facts, type, inputs: yaml(inputs) }),
      ),
      file(`${templateName}/README.md`, 'README.md', {
        ...facts,
        types: specs.map(({ type }) => type),
        lost: [...schema.lost, ...ruleSentences(template)],
      }),
    ],
  };
}

/** The environment types that a template knows; `example` stands for them where it knows none. */
function environmentTypesOf({ Parameters }: Template): string[] {
  return Parameters?.EnvironmentType?.AllowedValues?.map(String) ?? ['example'];
}

/** Inputs of the example spec: text stays text, numbers become numbers. */
function exampleInputs({ id, version, template, examples }: BundleSource, type: string): Record<string, Json> {
  const { Parameters = {} } = template;
  const fixed = { EnvironmentName: type, EnvironmentType: type };
  const known = Object.entries(fixed).filter(([name]) => Object.hasOwn(Parameters, name));
  const answers = exampleAnswers(template, Object.fromEntries(known), examples);
  if (answers === undefined) {
    throw new CatalogError(
      'no-example-spec',
      `${id} ${version}: no answers are known that it accepts for ${type}; give its parameters examples that its rules accept.`,
    );
  }
  return Object.fromEntries(
    Object.entries(answers).map(([name, value]) => {
      const { Type = 'String' } = Parameters[name] ?? {};
      if (Type === 'Number') return [name, Number(value)];
      return [name, /List/.test(Type) ? value.split(',') : value];
    }),
  );
}

/** The rules of a template in its own words: nothing of Proton's checks answers against each other. */
function ruleSentences({ Rules = {} }: Template): string[] {
  return Object.entries(Rules).flatMap(([name, { Assertions }]) =>
    Assertions.map(({ AssertDescription }) => AssertDescription ?? `The rule ${name} holds.`),
  );
}

function yaml(value: Json): string {
  return stringify(value, { version: '1.1', lineWidth: 0, aliasDuplicateObjects: false, indentSeq: false }).trimEnd();
}

const templates = join(__dirname, '../../templates/proton');

function file(path: string, template: string, values: object): BundleFile {
  const source = readFileSync(join(templates, `${template}.hbs`), 'utf8');
  return { path, text: Handlebars.compile(source, { noEscape: true, strict: true })({ ...values }) };
}

Handlebars.registerHelper('indent', (columns: number, text: string) => text.replace(/^(?=.)/gm, ' '.repeat(columns)));

import { environmentTypeNames } from '../../product/environment-types';
import { environmentParameters } from '../../product/parameters';
import { type Json, parseTemplate, type Template, TemplateError, type TemplateParameter } from '../../template';
import { isObject } from '../../template/json';
import { type BundleFile, infrastructureFolder, type TemplateKind } from '../bundle';
import { readYamlDocument, type YamlDocument } from '../yaml-file';
import { Budget, BudgetSpent } from './budget';
import { expand, Values } from './expand';
import { Conditions } from './formula';
import { parseJinja } from './jinja';
import { inlinedMappings, lowerTemplate } from './lower-template';
import { type Input, readSchema } from './read-schema';
import { readTemplate } from './read-template';
import { type Refusal, Refusals } from './refusal';

/** Options of an import of a bundle. */
export interface ImportOptions {
  /** Id of the product whose exports the environment's outputs are, for a service. */
  readonly environment?: string;
  /** A service's pipeline is left out on purpose. */
  readonly withoutPipeline?: boolean;
}

/** A parameter of the form, with its title. */
export interface ImportedParameter {
  readonly name: string;
  readonly label: string;
  readonly parameter: TemplateParameter;
}

/** Result of importing a bundle. */
export interface ImportedBundle {
  readonly kind: TemplateKind;
  /** A whole template; what was refused is left out or empty. */
  readonly template: Template;
  /** The form after the environment's name and type. */
  readonly parameters: readonly ImportedParameter[];
  /** Names of the environment's outputs, which become exports. */
  readonly exported: readonly string[];
  /** Parts that aren't translated, with the reasons; the import is whole when there is none. */
  readonly refusals: readonly Refusal[];
  /** Notes on what is translated, but is good to know. */
  readonly notes: readonly string[];
}

/**
 * Reads a Proton CloudFormation bundle as a product's template: inputs become parameters, what Jinja does with them
 * becomes intrinsic functions and conditions. A value is taken as the text that it is wherever it stands: one that would
 * break out of its quotes, or that YAML reads as something else, is text here.
 *
 * @param files of the bundle, by their paths in it: `schema/schema.yaml`, `infrastructure/cloudformation.yaml`…
 */
export function importBundle(
  files: readonly BundleFile[],
  { environment, withoutPipeline }: ImportOptions = {},
): ImportedBundle {
  const kind = files.some(({ path }) => path.startsWith(`${infrastructureFolder.service}/`))
    ? 'service'
    : 'environment';
  const outside = outsideProducts(files, kind, withoutPipeline === true);
  const schemaFile = files.find(({ path }) => /^schema\/schema\.ya?ml$/.test(path));
  const schemaRefusals = new Refusals(schemaFile?.path ?? 'schema/schema.yaml');
  if (!schemaFile) schemaRefusals.add(1, 'the bundle has no schema');
  const { inputs, notes } = schemaFile
    ? readSchema(schemaFile.text, kind, schemaRefusals)
    : { inputs: new Map(), notes: [] };
  const templateFile = templateOf(files, kind, outside);
  const refusals = new Refusals(templateFile?.path ?? '');
  const read = templateFile && readInfrastructure(templateFile.text, kind, inputs, environment, refusals);
  if (!read) {
    const all = [...outside, ...schemaRefusals.all, ...refusals.all];
    return { kind, template: { Resources: {} }, parameters: [], exported: [], refusals: all, notes };
  }
  const parameters = [...read.names, ...[...inputs.values()].map(parameterOf)];
  for (const name of repeated(parameters.map((each) => each.name))) {
    schemaRefusals.add(1, `two inputs become the parameter ${name}`);
  }
  for (const { name } of parameters.filter((each) => Object.hasOwn(read.sections.Resources, each.name))) {
    const line = read.lineOf(['Resources', name]);
    refusals.add(line, `${name} is a parameter already, made of an input: give the resource or the input another name`);
  }
  const exported = kind === 'environment' ? Object.keys(read.sections.Outputs ?? {}) : [];
  for (const name of exported.filter((output) => !/^[A-Z][A-Za-z0-9]*$/.test(output))) {
    refusals.add(read.lineOf(['Outputs', name]), `${name}: what is exported has a name that begins with a capital`);
  }
  const template = wholeTemplate(read.sections, parameters);
  if (refusals.all.length === 0) checkTemplate(template, read.lineOf, refusals);
  return {
    kind,
    template,
    parameters,
    exported,
    refusals: [...outside, ...schemaRefusals.all, ...refusals.all],
    notes: [...notes, ...read.notes],
  };
}

/** Refusals of what a bundle may hold and no product has a counterpart of. */
function outsideProducts(files: readonly BundleFile[], kind: TemplateKind, withoutPipeline: boolean): Refusal[] {
  const pipeline = !withoutPipeline && files.find(({ path }) => path.startsWith('pipeline_infrastructure/'));
  const both = kind === 'service' && files.find(({ path }) => path.startsWith(`${infrastructureFolder.environment}/`));
  return [
    ...(pipeline
      ? [
          {
            file: pipeline.path,
            line: 1,
            reason: "a pipeline is no part of a product; the catalog's is the delivery product",
          },
        ]
      : []),
    ...(both
      ? [{ file: both.path, line: 1, reason: 'a bundle is of an environment or of a service, not of both' }]
      : []),
  ];
}

/** The CloudFormation template that the manifest names. */
function templateOf(files: readonly BundleFile[], kind: TemplateKind, outside: Refusal[]): BundleFile | undefined {
  const folder = infrastructureFolder[kind];
  const manifest = files.find(({ path }) => path.startsWith(`${folder}/manifest.y`));
  const refuse = (reason: string, line = 1) => {
    outside.push({ file: manifest?.path ?? `${folder}/manifest.yaml`, line, reason });
    return undefined;
  };
  if (!manifest) return refuse('the bundle has no manifest, so what its template is written in is not known');
  const document = readYamlDocument(manifest.text);
  if ('reason' in document) return refuse(`this isn't YAML that can be read: ${document.reason}`, document.line);
  const entries = manifestEntries(document);
  const [entry, ...others] = entries;
  if (!entry || others.length > 0) return refuse('the manifest must name one template');
  if (entry.codebuild !== undefined) return refuse('provisioning by CodeBuild runs commands in place of a template');
  if (entry.template_language !== 'cloudformation' || entry.rendering_engine !== 'jinja') {
    const [missing] = ['rendering_engine', 'template_language'].filter((name) => entry[name] === undefined);
    return refuse(
      missing === undefined
        ? `only CloudFormation with Jinja can be read, got: ${entry.template_language}, ${entry.rendering_engine}`
        : `it must say ${missing}; only CloudFormation with Jinja can be read`,
    );
  }
  const path = `${folder}/${String(entry.file)}`;
  return files.find((file) => file.path === path) ?? refuse(`the bundle has no ${path}`);
}

function manifestEntries(document: YamlDocument): Readonly<Record<string, unknown>>[] {
  const { infrastructure } = isObject(document.value) ? document.value : {};
  const { templates } = isObject(infrastructure) ? infrastructure : {};
  return Array.isArray(templates) ? templates.filter(isObject) : [];
}

/** Characters of a template before Jinja is done with it; CloudFormation takes no more afterwards. */
const MOST_CHARACTERS = 1_000_000;

/** The sections of a template; undefined, with a refusal, where it isn't Jinja or asks for more than reading one may take. */
function readInfrastructure(
  text: string,
  kind: TemplateKind,
  inputs: ReadonlyMap<string, Input>,
  environment: string | undefined,
  refusals: Refusals,
) {
  if (text.length > MOST_CHARACTERS) {
    refusals.add(1, `it has more than ${MOST_CHARACTERS} characters, which CloudFormation refuses`);
    return undefined;
  }
  try {
    return readWithin(new Budget(), text, kind, inputs, environment, refusals);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    refusals.add(error.line, error.reason);
    return undefined;
  }
}

function readWithin(
  budget: Budget,
  text: string,
  kind: TemplateKind,
  inputs: ReadonlyMap<string, Input>,
  environment: string | undefined,
  refusals: Refusals,
) {
  const names = new Set<string>();
  const values = new Values();
  const named = (name: string) => void names.add(name);
  const scope = { kind, inputs, environment, variables: new Map(), budget, named };
  const statements = refusals.try(() => parseJinja(text), undefined);
  if (!statements) return undefined;
  const pieces = expand(statements, scope, values, refusals);
  const byParameter = new Map([...inputs.values()].map((input) => [input.parameterName, input]));
  const valuesOf = (name: string) => {
    const input = byParameter.get(name);
    return input?.values && input.optional ? [...input.values, ''] : input?.values;
  };
  const { tree, quoted, lineOf } = readTemplate(pieces, valuesOf, refusals);
  const taken = new Set(Object.keys(isObject(tree.Conditions) ? tree.Conditions : {}));
  const conditions = new Conditions(taken);
  const notes = new Set<string>();
  const unquoted = (input: string, line: number) =>
    notes.add(
      `Line ${line}: ${input} stands without quotes. Values that YAML reads as numbers, dates or booleans are text here.`,
    );
  if (tree.Metadata !== undefined)
    notes.add("The template's own metadata is left out: the product's form takes its place.");
  const lowering = { values, conditions, refusals, quoted, mappings: inlinedMappings(tree), unquoted, lineOf };
  const { description, Conditions: own, ...rest } = lowerTemplate(tree, lowering);
  const sections = { ...rest, Conditions: { ...own, ...conditions.section } };
  return { description, sections, names: [...names].sort().map(nameParameter), notes: [...notes], lineOf };
}

/** @see https://docs.aws.amazon.com/proton/latest/APIReference/API_CreateService.html */
const RESOURCE_NAME = '^[0-9A-Za-z]+[0-9A-Za-z_-]*$';

/** The name of the service or of its instance, which Proton knows and a launch has to be told. */
function nameParameter(name: string): ImportedParameter {
  const label = name === 'ServiceName' ? 'Name of the service' : 'Name of the service instance';
  return {
    name,
    label,
    parameter: {
      Type: 'String',
      AllowedPattern: RESOURCE_NAME,
      MaxLength: 100,
      Description: `${label}, as the resources are called after it.`,
    },
  };
}

function parameterOf({ parameterName, label, parameter }: Input): ImportedParameter {
  return { name: parameterName, label, parameter };
}

function repeated(names: readonly string[]): string[] {
  const all = [...Object.keys(environmentParameters.Environment), ...names];
  return [...new Set(all.filter((name, index) => all.indexOf(name) !== index))];
}

/** A template with the environment's parameters, as every product has them, and the bundle's. */
function wholeTemplate(sections: Readonly<Record<string, Json>>, parameters: readonly ImportedParameter[]): Template {
  const { EnvironmentName } = environmentParameters.Environment;
  const kept = Object.entries(sections).filter(
    ([name, section]) => name === 'Resources' || Object.keys(section ?? {}).length > 0,
  );
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Parameters: {
      EnvironmentName: { Type: 'String', AllowedPattern: EnvironmentName.allowedPattern },
      EnvironmentType: { Type: 'String', AllowedValues: [...environmentTypeNames] },
      ...Object.fromEntries(parameters.map(({ name, parameter }) => [name, parameter])),
    },
    ...Object.fromEntries(kept),
  };
  return JSON.parse(JSON.stringify(template));
}

/** Adds what CloudFormation itself would refuse of the result, in the line of the place that it names. */
function checkTemplate(template: Template, lineOf: (path: readonly string[]) => number, refusals: Refusals): void {
  try {
    parseTemplate(JSON.stringify(template));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const [, place = ''] = /\[\/([^\]]*)\]/.exec(error.message) ?? [];
    refusals.add(lineOf(place.split('/')), `CloudFormation would refuse the result: ${error.message}`);
  }
}

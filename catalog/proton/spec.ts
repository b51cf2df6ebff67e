import Ajv, { type ErrorObject } from 'ajv';
import { nearest } from '../nearest';
import {
  type Json,
  type JsonObject,
  pseudoParameters,
  resolveParameters,
  ruleProblems,
  type Template,
} from '../template';
import { isObject, own } from '../template/json';
import type { TemplateKind } from './bundle';
import { inputSchema } from './schema';
import { readYamlFile, type YamlDocument } from './yaml-file';

/** A product that a spec is for. */
export interface SpecTarget {
  readonly kind: TemplateKind;
  /** The template of the version that the spec asks for. */
  readonly template: Template;
}

/** One launch that a spec describes. */
export interface SpecEntry {
  readonly product: string;
  /** @default - the newest */
  readonly version?: string;
  /** The whole form: what the spec says, and the defaults of what it leaves out. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** A mistake in a spec. */
export interface SpecProblem {
  /** The first line is 1. */
  readonly line: number;
  /** `instances[0].spec.Image` */
  readonly path: string;
  readonly message: string;
}

/** Reading of a file of specs, or all that is wrong with it. */
export interface SpecReading {
  readonly entries: readonly SpecEntry[];
  readonly problems: readonly SpecProblem[];
}

/** Options for finding a spec's product. */
export interface SpecOptions {
  /** The product of a spec that names none. */
  readonly product?: string;
  /** @returns the product, or why there is none */
  find(product: string, version: string | undefined): SpecTarget | string;
}

type Path = readonly (string | number)[];

/**
 * Reads the specs of a file, YAML documents in Proton's form. Two keys are ours: `product` names the product, `version`
 * its version. A service's instance takes the name of its environment from `environment`, as Proton did.
 *
 * @see https://docs.aws.amazon.com/proton/latest/userguide/ag-create-env.html
 */
export function readSpecs(text: string, options: SpecOptions): SpecReading {
  const problems: SpecProblem[] = [];
  const entries: SpecEntry[] = [];
  for (const document of readYamlFile(text, '1.1')) {
    if ('reason' in document) {
      problems.push({ line: document.line, path: '', message: `this isn't YAML that can be read: ${document.reason}` });
      continue;
    }
    const report = (path: Path, message: string) =>
      problems.push({ line: document.lineOf(path), path: pathText(path), message });
    entries.push(...readSpec(document, options, report));
  }
  if (entries.length === 0 && problems.length === 0)
    problems.push({ line: 1, path: '', message: 'the file holds no spec' });
  return { entries, problems };
}

type Report = (path: Path, message: string) => void;

const KEYS: Readonly<Record<string, readonly string[]>> = {
  EnvironmentSpec: ['proton', 'product', 'version', 'spec'],
  ServiceSpec: ['proton', 'product', 'version', 'instances'],
};

function readSpec({ value: spec, writtenAt }: YamlDocument, options: SpecOptions, report: Report): SpecEntry[] {
  if (!isObject(spec)) {
    report([], 'a spec is a mapping that begins with proton: EnvironmentSpec or proton: ServiceSpec');
    return [];
  }
  const { proton, product = options.product, version } = spec;
  const keys = typeof proton === 'string' ? own(KEYS, proton) : undefined;
  if (!keys) report(['proton'], `must be EnvironmentSpec or ServiceSpec, got: ${shown(proton)}`);
  for (const key of Object.keys(spec).filter((name) => keys && !keys.includes(name))) {
    const why =
      key === 'pipeline'
        ? 'a product has no pipeline; launch delivery for one'
        : `a ${shown(proton)} has ${keys?.join(', ')}`;
    report([key], `no key of a spec: ${why}`);
  }
  if (typeof product !== 'string') {
    report(['product'], 'name the product: product: network, or "catalog launch network --spec …"');
    return [];
  }
  if (version !== undefined && typeof version !== 'string') {
    report(['version'], `must be text such as "1.0.0", got: ${shown(JSON.stringify(version))}`);
  }
  const target = options.find(product, typeof version === 'string' ? version : undefined);
  if (typeof target === 'string') {
    report([spec.product === undefined ? 'proton' : 'product'], target);
    return [];
  }
  if (!keys) return [];
  const wanted = target.kind === 'environment' ? 'EnvironmentSpec' : 'ServiceSpec';
  if (proton !== wanted) report(['proton'], `${product} takes a ${wanted}, got: ${shown(proton)}`);
  const check = checker(target, product, { report, writtenAt });
  const entry = (parameters: Readonly<Record<string, string>>): SpecEntry => ({
    product,
    ...(typeof version === 'string' ? { version } : {}),
    parameters,
  });
  if (proton === 'EnvironmentSpec') return check(spec.spec ?? null, ['spec']).map(entry);
  const { instances } = spec;
  if (!Array.isArray(instances) || instances.length === 0) {
    report(['instances'], 'must list at least one instance');
    return [];
  }
  return instances.flatMap((instance, index) => readInstance(instance, ['instances', index], check, report).map(entry));
}

type Check = (inputs: Json, path: Path) => Readonly<Record<string, string>>[];

function readInstance(instance: Json, path: Path, check: Check, report: Report): Readonly<Record<string, string>>[] {
  if (!isObject(instance)) {
    report(path, 'an instance has a name, an environment and a spec');
    return [];
  }
  const { environment, spec } = instance;
  for (const key of Object.keys(instance).filter((name) => !['name', 'environment', 'spec'].includes(name))) {
    report([...path, key], 'no key of an instance: it has name, environment and spec');
  }
  if (!isObject(spec)) return check(spec ?? null, [...path, 'spec']);
  const stated = spec.EnvironmentName;
  if (stated !== undefined && environment !== undefined && stated !== environment) {
    report(
      [...path, 'spec', 'EnvironmentName'],
      `must be the environment of the instance, ${shown(environment)}, got: ${shown(stated)}`,
    );
  }
  const named =
    stated === undefined && typeof environment === 'string' ? { EnvironmentName: environment, ...spec } : spec;
  return check(named, [...path, 'spec']);
}

/** Checks inputs against the schema and, once each is right by itself, against the rules of the template. */
function checker(
  { kind, template }: SpecTarget,
  product: string,
  { report, writtenAt }: Pick<YamlDocument, 'writtenAt'> & { readonly report: Report },
): Check {
  const { schema } = inputSchema(template, kind, product).document as { schema: { types: Record<string, JsonObject> } };
  const [type = {}] = Object.values(schema.types);
  const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile({
    ...type,
    additionalProperties: false,
  });
  return (given, path) => {
    const inputs = asTexts(given, template, (name) => writtenAt([...path, name]));
    if (!validate(inputs)) {
      for (const error of firstOfEach(validate.errors ?? [])) {
        const { inside, message } = explained(error, product, template);
        report([...path, ...inside], message);
      }
      return [];
    }
    const answers = Object.entries(inputs as JsonObject).map(
      ([name, value]) => [name, [value].flat().join(',')] as const,
    );
    const defaults = Object.entries(template.Parameters ?? {}).flatMap(([name, { Default }]) =>
      Default === undefined ? [] : [[name, String(Default)] as const],
    );
    const parameters = Object.fromEntries([...defaults, ...answers]);
    const context = { template, parameters: resolveParameters(template, parameters), pseudo: somewhere };
    for (const problem of ruleProblems(template.Rules ?? {}, context)) report(path, problem);
    return [parameters];
  };
}

/**
 * Inputs with the text that was written for a number or a boolean (`ZoneCount: 3`, `DataApi: yes`), where the question asks
 * for a text and says which ones it takes.
 */
function asTexts(inputs: Json, { Parameters = {} }: Template, writtenFor: (name: string) => string | undefined): Json {
  if (!isObject(inputs)) return inputs;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const { Type, AllowedValues, AllowedPattern } = own(Parameters, name) ?? {};
      const isRead = typeof value === 'number' || typeof value === 'boolean';
      const isAsked = Type === 'String' && (AllowedValues ?? AllowedPattern) !== undefined;
      return [name, (isRead && isAsked && writtenFor(name)) || value];
    }),
  );
}

/** The first fault of each place: what is no text breaks every rule that a text has. */
function firstOfEach(errors: readonly ErrorObject[]): ErrorObject[] {
  return errors.filter(
    ({ instancePath, keyword }, index) =>
      ['required', 'additionalProperties'].includes(keyword) ||
      errors.findIndex((other) => other.instancePath === instancePath) === index,
  );
}

/** Rules judge answers, wherever they are launched. */
const somewhere = pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'spec' });

/** A fault that the schema finds, in the words of the form. */
function explained({ keyword, params, instancePath, data, message }: ErrorObject, product: string, template: Template) {
  const { Parameters = {} } = template;
  const inside = instancePath.split('/').slice(1);
  const [input = ''] = inside;
  const got = `, got: ${shown(JSON.stringify(data))}`;
  switch (keyword) {
    case 'required':
      return {
        inside: [],
        message:
          `${product} needs ${String(params.missingProperty)}. ${Parameters[String(params.missingProperty)]?.ConstraintDescription ?? ''}`.trim(),
      };
    case 'additionalProperties': {
      const name = String(params.additionalProperty);
      const names = Object.keys(Parameters);
      const meant = nearest(name, names);
      const guess = meant === undefined ? 'it has' : `did you mean ${meant}? It has`;
      return { inside: [name], message: `${product} has no input ${name}; ${guess} ${names.join(', ')}` };
    }
    case 'type':
      return {
        inside,
        message: inside.length === 0 ? `must be a mapping of inputs${got}` : typeFault(String(params.type), data, got),
      };
    default: {
      const words = Parameters[input]?.ConstraintDescription ?? `${message ?? keyword}.`;
      return { inside, message: `${words} Got: ${shown(JSON.stringify(data))}` };
    }
  }
}

/** Fault of a value that is of another type than its question. */
function typeFault(type: string, data: unknown, got: string): string {
  const isPlain = typeof data === 'number' || typeof data === 'boolean';
  if (type === 'string') return isPlain ? `is text: write it in quotes${got}` : `must be text${got}`;
  return `must be a ${type === 'array' ? 'list' : type}${got}`;
}

/** A value as it was given, cut to what a line holds. */
function shown(value: Json | undefined): string {
  const text = typeof value === 'string' ? value : value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

const LONGEST = 200;

function pathText(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`)).join('');
}

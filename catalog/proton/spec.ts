import Ajv, { type ErrorObject } from 'ajv';
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
import { readYamlFile } from './yaml-file';

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
    entries.push(...readSpec(document.value, options, report));
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

function readSpec(spec: Json, options: SpecOptions, report: Report): SpecEntry[] {
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
  const check = checker(target, product, report);
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
function checker({ kind, template }: SpecTarget, product: string, report: Report): Check {
  const { schema } = inputSchema(template, kind, product).document as { schema: { types: Record<string, JsonObject> } };
  const [type = {}] = Object.values(schema.types);
  const validate = new Ajv({ allErrors: true, strict: false, verbose: true }).compile({
    ...type,
    additionalProperties: false,
  });
  return (inputs, path) => {
    if (!validate(inputs)) {
      for (const error of validate.errors ?? []) {
        const { inside, message } = explained(error, product, template);
        report([...path, ...inside], message);
      }
      return [];
    }
    const given = Object.entries(inputs as JsonObject).map(
      ([name, value]) => [name, [value].flat().join(',')] as const,
    );
    const defaults = Object.entries(template.Parameters ?? {}).flatMap(([name, { Default }]) =>
      Default === undefined ? [] : [[name, String(Default)] as const],
    );
    const parameters = Object.fromEntries([...defaults, ...given]);
    const context = { template, parameters: resolveParameters(template, parameters), pseudo: somewhere };
    for (const problem of ruleProblems(template.Rules ?? {}, context)) report(path, problem);
    return [parameters];
  };
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
      return {
        inside: [name],
        message: `${product} has no input ${name}; it has ${Object.keys(Parameters).join(', ')}`,
      };
    }
    case 'type':
      return {
        inside,
        message: inside.length === 0 ? `must be a mapping of inputs${got}` : `must be a ${String(params.type)}${got}`,
      };
    default: {
      const words = Parameters[input]?.ConstraintDescription ?? `${message ?? keyword}.`;
      return { inside, message: `${words} Got: ${shown(JSON.stringify(data))}` };
    }
  }
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

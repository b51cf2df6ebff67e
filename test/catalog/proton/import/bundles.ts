import { Environment } from 'nunjucks';
import { type BundleFile, importBundle } from '../../../../catalog/proton';
import {
  evaluateTemplate,
  type Json,
  parseTemplate,
  pseudoParameters,
  resolveParameters,
} from '../../../../catalog/template';

/** A bundle as its author writes it. */
export interface SampleBundle {
  readonly kind: 'environment' | 'service';
  /** The properties of the inputs, as the schema has them. */
  readonly inputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly required?: readonly string[];
  readonly template: string;
  readonly more?: readonly BundleFile[];
}

const MANIFEST = `infrastructure:
  templates:
    - file: cloudformation.yaml
      rendering_engine: jinja
      template_language: cloudformation
`;

/** The files of a bundle. */
export function bundleFiles({ kind, inputs = {}, required = [], template, more = [] }: SampleBundle): BundleFile[] {
  const folder = kind === 'environment' ? 'infrastructure' : 'instance_infrastructure';
  const type = { type: 'object', required, properties: inputs };
  const schema = { format: { openapi: '3.0.0' }, [`${kind}_input_type`]: 'Inputs', types: { Inputs: type } };
  const given = new Set(more.map(({ path }) => path));
  return [
    { path: 'schema/schema.yaml', text: JSON.stringify({ schema }, undefined, 2) },
    { path: `${folder}/manifest.yaml`, text: MANIFEST },
    { path: `${folder}/cloudformation.yaml`, text: template },
    ...more,
  ].filter(({ path }, index, all) => !given.has(path) || all.findLastIndex((file) => file.path === path) === index);
}

const pseudo = pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'one' });

/** Template that Proton would make of a bundle with these inputs, evaluated. */
export function asProton(bundle: SampleBundle, inputs: Readonly<Record<string, unknown>>) {
  const engine = new Environment(null, { autoescape: false });
  const given = (kind: SampleBundle['kind']) => ({
    name: kind === 'service' ? 'blue' : 'one',
    inputs: bundle.kind === kind ? inputs : {},
  });
  const outputs = new Proxy({}, { get: (_, name) => `value of ${String(name)}`, has: () => true });
  const text = engine.renderString(bundle.template, {
    environment: { ...given('environment'), account_id: '111122223333', outputs },
    service: { name: 'shop' },
    service_instance: given('service'),
  });
  return comparable(evaluateTemplate(parseTemplate(text), { parameters: {}, pseudo }));
}

/** Template that the imported product makes of the same inputs, evaluated. */
export function asProduct(bundle: SampleBundle, inputs: Readonly<Record<string, unknown>>) {
  const { template, refusals } = importBundle(bundleFiles(bundle), { environment: 'base' });
  if (refusals.length > 0) throw new Error(JSON.stringify(refusals));
  const answers = Object.entries(inputs).map(([name, value]) => [parameterName(name), [value].flat().join(',')]);
  const names = { ServiceName: 'shop', ServiceInstanceName: 'blue' };
  const needed = Object.entries(names).filter(([name]) => template.Parameters?.[name]);
  const parameters = resolveParameters(template, {
    EnvironmentName: 'one',
    EnvironmentType: 'dev',
    ...Object.fromEntries([...needed, ...answers]),
  });
  const importValue = (name: string) => `value of ${name.replace('bellyfed:one:base:', '')}`;
  return comparable(evaluateTemplate(template, { parameters, pseudo, importValue }));
}

function parameterName(input: string): string {
  return input.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

/** Resources and values of outputs, with numbers and booleans as the text that CloudFormation makes of them. */
function comparable({ resources, outputs }: ReturnType<typeof evaluateTemplate>) {
  return {
    resources: texts(JSON.parse(JSON.stringify(resources))),
    outputs: texts(Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]))),
  };
}

function texts(value: Json): Json {
  if (Array.isArray(value)) return value.map(texts);
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, texts(item)]));
  }
  return value === null ? value : String(value);
}

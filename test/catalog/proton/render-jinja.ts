import { Environment } from 'nunjucks';
import { parse } from 'yaml';
import type { Bundle } from '../../../catalog/proton';

/** The text of a bundle's file whose path ends so. */
export function fileOf({ files }: Bundle, end: string): string {
  const found = files.find(({ path }) => path.endsWith(end));
  if (!found) throw new Error(`no ${end} in ${files.map(({ path }) => path).join(', ')}`);
  return found.text;
}

/** The inputs of a bundle's schema: those of the spec, and the defaults of the others. */
export function inputsOf(bundle: Bundle, spec: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { schema } = parse(fileOf(bundle, 'schema.yaml'));
  const { properties } = schema.types[schema[`${bundle.kind}_input_type`]];
  const defaults = Object.entries<{ default?: unknown }>(properties).flatMap(([name, property]) =>
    property.default === undefined ? [] : [[name, property.default]],
  );
  return { ...Object.fromEntries(defaults), ...spec };
}

/** Values that a spec of the bundle gives its inputs. */
export function specInputs(bundle: Bundle, type: string): Record<string, unknown> {
  const document = parse(fileOf(bundle, `spec/${type}.yaml`));
  return bundle.kind === 'environment' ? document.spec : document.instances[0].spec;
}

/** A bundle's CloudFormation template, rendered by Jinja as Proton did. */
export function renderJinja(bundle: Bundle, inputs: Readonly<Record<string, unknown>>): string {
  const engine = new Environment(null, { autoescape: false, throwOnUndefined: true });
  const environment = { name: 'one', inputs: bundle.kind === 'environment' ? inputs : {}, outputs: {} };
  const service = { service: { name: 'one' }, service_instance: { name: 'one', inputs } };
  return engine.renderString(fileOf(bundle, 'cloudformation.yaml'), { environment, ...service });
}

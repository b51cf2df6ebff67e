import { CatalogError } from '../errors';
import type { Json } from '../template';
import { isObject } from '../template/json';
import { type BundleFile, checkQuotas, infrastructureFolder, type TemplateKind } from './bundle';
import { readYamlDocument } from './yaml-file';

/**
 * Why Proton wouldn't register a bundle: its layout, its quotas, what its manifest and its schema must say.
 *
 * @param files of the bundle, by their paths in it
 * @see https://docs.aws.amazon.com/proton/latest/userguide/ag-template-authoring.html
 * @see https://docs.aws.amazon.com/proton/latest/userguide/ag-schema.html
 */
export function bundleProblems(files: readonly BundleFile[], kind: TemplateKind): string[] {
  const folder = infrastructureFolder[kind];
  const textOf = (path: string) => files.find((file) => file.path === path)?.text;
  const missing = ['schema/schema.yaml', `${folder}/manifest.yaml`].filter((path) => textOf(path) === undefined);
  return [
    ...quotaProblems(files),
    ...missing.map((path) => `${path} is missing`),
    ...manifestProblems(textOf(`${folder}/manifest.yaml`), folder, files),
    ...schemaProblems(textOf('schema/schema.yaml'), kind),
  ];
}

function quotaProblems(files: readonly BundleFile[]): string[] {
  try {
    checkQuotas('the bundle', files);
    return [];
  } catch (error) {
    if (error instanceof CatalogError) return [error.message];
    throw error;
  }
}

function manifestProblems(text: string | undefined, folder: string, files: readonly BundleFile[]): string[] {
  if (text === undefined) return [];
  const manifest = yamlOf(text);
  const infrastructure = isObject(manifest) ? manifest.infrastructure : undefined;
  const templates = isObject(infrastructure) ? infrastructure.templates : undefined;
  if (!Array.isArray(templates) || templates.length === 0) return [`${folder}/manifest.yaml lists no templates`];
  return templates.flatMap((entry) => {
    const file = isObject(entry) ? String(entry.file) : '';
    const there = files.some(({ path }) => path === `${folder}/${file}`);
    const known = isObject(entry) && entry.rendering_engine === 'jinja' && entry.template_language === 'cloudformation';
    return [
      ...(there ? [] : [`${folder}/manifest.yaml names ${file}, which is missing`]),
      ...(known ? [] : [`${folder}/manifest.yaml: only jinja and cloudformation are known here`]),
    ];
  });
}

function schemaProblems(text: string | undefined, kind: TemplateKind): string[] {
  if (text === undefined) return [];
  const document = yamlOf(text);
  const schema = isObject(document) ? document.schema : undefined;
  if (!isObject(schema)) return ['schema/schema.yaml has no schema'];
  const { format, types } = schema;
  const name = schema[`${kind}_input_type`];
  const type = typeof name === 'string' && isObject(types) ? types[name] : undefined;
  const properties = isObject(type) ? type.properties : undefined;
  return [
    ...(isObject(format) && format.openapi === '3.0.0' ? [] : ['schema/schema.yaml: format.openapi must be "3.0.0"']),
    ...(isObject(properties) && Object.keys(properties).length > 0
      ? []
      : [`schema/schema.yaml: ${kind}_input_type must name a type with at least one property`]),
  ];
}

function yamlOf(text: string): Json | undefined {
  const document = readYamlDocument(text);
  return 'reason' in document ? undefined : document.value;
}

import type { Json, JsonObject, Template, TemplateResource } from '../../../catalog/template';

/** Fault that releases had, as a check of any template. */
export interface Fault {
  /** Sentence of what is wrong. */
  readonly says: string;
  /** AWS's page that says so, or the answer of a service where somebody saw it. */
  readonly page: string;
  /** Names what has the fault: logical ids, parameters, or a logical id with what it lacks. In alphabetical order. */
  find(template: Template): readonly string[];
}

/** A resource with its properties. */
export interface Found {
  readonly id: string;
  readonly resource: TemplateResource;
  readonly properties: JsonObject;
}

/** Resources of some types. */
export function ofType({ Resources }: Template, ...types: readonly string[]): readonly Found[] {
  return Object.entries(Resources)
    .filter(([, { Type }]) => types.includes(Type))
    .map(([id, resource]) => ({ id, resource, properties: resource.Properties ?? {} }));
}

/** Logical ids of the resources of some types that a test holds for. */
export function idsOf(
  template: Template,
  types: readonly string[],
  holds: (found: Found) => boolean,
): readonly string[] {
  return ofType(template, ...types)
    .filter(holds)
    .map(({ id }) => id)
    .sort();
}

/** A value as text, to look for what stands anywhere in it. */
export function written(value: Json | object | undefined): string {
  return JSON.stringify(value ?? null);
}

/** Documentation of AWS by its path: `lambda/latest/dg/urls-monitoring.html`. */
export function docs(path: string): string {
  return `https://docs.aws.amazon.com/${path}`;
}

import type { ImportedBundle } from '../../catalog/proton';
import type { PublishedBundle } from '../../operations/project/publish-proton';
import { visible } from '../terminal/visible';

/** Line for a bundle that is published. */
export function publishedText({ templateName, version, changed }: PublishedBundle): string {
  return `${templateName} ${version} is ${changed ? 'published' : 'published already'}.`;
}

/** A bundle that was read, as `--json` prints it. */
export function importJson(
  product: string,
  { kind, template, refusals, notes }: ImportedBundle,
  files: readonly string[],
) {
  const counts = {
    parameters: count(template.Parameters),
    resources: count(template.Resources),
    outputs: count(template.Outputs),
  };
  return { product, kind, ...counts, refusals, notes, files };
}

/** Text of a bundle that was read: what isn't translated, and what was written. */
export function importText({ kind, template, refusals, notes }: ImportedBundle, files: readonly string[]): string {
  const { Parameters, Resources, Outputs } = template;
  return [
    `A bundle of ${kind === 'environment' ? 'an environment' : 'a service'}: ${count(Parameters)} parameters, ${count(Resources)} resources, ${count(Outputs)} outputs.`,
    ...refusals.map(({ file, line, reason }) => visible(`${file}:${line}: ${reason}`)),
    ...notes.map((note) => visible(`Note: ${note}`)),
    ...files.map((file) => `Wrote ${file}`),
  ].join('\n');
}

function count(section: object | undefined): number {
  return Object.keys(section ?? {}).length;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CatalogError } from '../catalog/errors';
import { type CatalogSettings, CONTEXT_KEY, readSettings } from './context';

/** Files that the CDK CLI takes a project's context from, the first that has a key. https://docs.aws.amazon.com/cdk/v2/guide/context.html */
const files: readonly { readonly name: string; readonly within?: string }[] = [
  { name: 'cdk.json', within: 'context' },
  { name: 'cdk.context.json' },
];

/**
 * The settings that the CDK app of a project will find, for what runs beside it.
 *
 * @param projectFolder the folder that holds `cdk.json`
 * @param given the context that is given on the command line instead
 * @throws `CatalogError` `invalid-context`
 */
export function projectSettings(projectFolder: string, given?: string): CatalogSettings {
  if (given !== undefined) return readSettings(given);
  for (const { name, within } of files) {
    const file = join(projectFolder, name);
    if (!existsSync(file)) continue;
    const content = read(file);
    const context = within === undefined ? content : content?.[within];
    if (context?.[CONTEXT_KEY] !== undefined) return readSettings(context[CONTEXT_KEY]);
  }
  return readSettings(undefined);
}

function read(file: string) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CatalogError(
      'invalid-context',
      `${file}: isn't JSON: ${error instanceof Error ? error.message : error}.`,
    );
  }
}

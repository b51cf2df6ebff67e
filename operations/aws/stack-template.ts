import { CatalogError } from '../../catalog/errors';
import { parseTemplate } from '../../catalog/template/parse';
import { TemplateError } from '../../catalog/template/template-error';
import type { Template } from '../../catalog/template/types';

/**
 * Template of a stack, from the text that AWS holds: somebody else may have written it.
 *
 * @param stack name or ARN, or a change set's, for the error
 * @throws `CatalogError` `unreadable-template`
 */
export function readStackTemplate(stack: string, text: string): Template {
  try {
    return parseTemplate(text);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new CatalogError(
      'unreadable-template',
      `The template of ${stack} can't be read, so nothing is said of it: ${error.message}`,
    );
  }
}

import type { TemplateParameter } from './types';

/**
 * Whether CloudFormation hides a parameter's value. In a template the property is a boolean, or a text that says one.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
 */
export function isNoEcho(parameter: Pick<TemplateParameter, 'NoEcho'> | undefined): boolean {
  return String(parameter?.NoEcho) === 'true';
}

import { checkReferences } from './check-references';
import { dependencyGraph } from './dependency-graph';
import { isExtended } from './intrinsic';
import { nestsDeeperThan } from './json';
import { jsonFault } from './json-fault';
import { checkConstraints } from './parameter-values';
import { checkStructure } from './structure';
import { TemplateError } from './template-error';
import type { Json, Template } from './types';
import { DEEPEST, parseYaml, unsupportedStructure } from './yaml';
import { placeText } from './yaml-fault';

/**
 * Reads a template, JSON or YAML, and makes the checks that need nothing but the template itself: form, quotas, names,
 * references, defaults, circular dependencies.
 *
 * What needs AWS's resource database is `checkResourceTypes`. A template with `AWS::LanguageExtensions` is checked for
 * its form only; `expandLanguageExtensions` makes the other checks of what comes of it.
 *
 * @throws TemplateError in CloudFormation's words for the first fault found.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ValidateTemplate.html
 */
export function parseTemplate(text: string): Template {
  const template = checkStructure(readText(text));
  checkConstraints(template);
  if (!isExtended(template.Transform)) checkMeaning(template);
  return template;
}

/** The checks that need the whole template with its loops expanded. */
export function checkMeaning(template: Template): void {
  checkReferences(template);
  dependencyGraph(template);
}

/** Text as JSON when it begins with a brace, as YAML otherwise: so does CloudFormation. */
function readText(text: string): Json {
  return text.trimStart().startsWith('{') ? parseJson(text) : parseYaml(text);
}

function parseJson(text: string): Json {
  try {
    const json = JSON.parse(text) as Json;
    if (nestsDeeperThan(json, DEEPEST)) throw unsupportedStructure();
    return json;
  } catch (error) {
    if (error instanceof TemplateError) throw error;
    const before = text.slice(0, jsonFault(text)).split('\n');
    const place = { line: before.length, column: (before.at(-1) ?? '').length + 1 };
    throw new TemplateError(`Template format error: JSON not well-formed. ${placeText(place)}`);
  }
}

import { type Comparison, compareTemplates, type TemplateChange } from '../../../catalog/release';
import { type Json, parseTemplate, type Template } from '../../../catalog/template';

/** The sections of a template; a topic stands in where nothing is said of resources. */
export type Sections = Readonly<Record<string, Json>>;

/** A template as CloudFormation would read it. */
export function templateOf(sections: Sections): Template {
  const resources = { Topic: { Type: 'AWS::SNS::Topic' }, ...(sections.Resources as object | undefined) };
  return parseTemplate(JSON.stringify({ ...sections, Resources: resources }));
}

/** Comparison of two templates. */
export function compared(before: Sections, after: Sections): Comparison {
  return compareTemplates(templateOf(before), templateOf(after));
}

/** The only change; fails when there is another. */
export function onlyChange({ changes }: Comparison): TemplateChange {
  const [change, ...others] = changes;
  if (change === undefined || others.length > 0) throw new Error(`not one change: ${JSON.stringify(changes, null, 1)}`);
  return change;
}

/** The parameter by which our products differ most. */
export const byType: Json = { Type: 'String', AllowedValues: ['dev', 'prod'], Default: 'dev' };

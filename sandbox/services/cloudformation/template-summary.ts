import {
  isNoEcho,
  resourceType,
  type Template,
  type TemplateParameter,
  transformNames,
} from '../../../catalog/template';
import { type NeededCapability, neededIamCapability } from './engine/capabilities';
import { readTemplate } from './template-store';

/** A parameter as a template declares it. */
export interface DeclaredParameter {
  readonly key: string;
  readonly type: string;
  readonly defaultValue?: string;
  readonly noEcho: boolean;
  readonly description?: string;
  readonly allowedValues?: readonly string[];
  readonly declaration: TemplateParameter;
}

/** Summary of a template, without making anything of it. */
export interface TemplateSummary {
  readonly template: Template;
  readonly parameters: readonly DeclaredParameter[];
  readonly capabilities: readonly string[];
  readonly capabilitiesReason?: string;
  /** Each once, in the template's order. */
  readonly resourceTypes: readonly string[];
  readonly transforms: readonly string[];
}

/**
 * Reads a template and sums it up.
 *
 * @throws AwsError `ValidationError`.
 */
export function templateSummary(body: string): TemplateSummary {
  const template = readTemplate(body);
  const transforms = transformNames(template.Transform);
  const iam: NeededCapability | undefined = neededIamCapability(template);
  const expands = transforms.length > 0;
  return {
    template,
    parameters: Object.entries(template.Parameters ?? {}).map(([key, declaration]) => declared(key, declaration)),
    capabilities: [...(iam ? [iam.capability] : []), ...(expands ? ['CAPABILITY_AUTO_EXPAND'] : [])],
    capabilitiesReason:
      iam?.reason ??
      (expands ? `The following transform(s) require CAPABILITY_AUTO_EXPAND: [${transforms.join(', ')}]` : undefined),
    resourceTypes: [...new Set(Object.values(template.Resources).map(({ Type }) => Type))],
    transforms,
  };
}

function declared(key: string, declaration: TemplateParameter): DeclaredParameter {
  const { Type: type, Default, Description: description, AllowedValues } = declaration;
  return {
    key,
    type,
    defaultValue: Default === undefined ? undefined : String(Default),
    noEcho: isNoEcho(declaration),
    description,
    allowedValues: AllowedValues?.map(String),
    declaration,
  };
}

/** Properties that identify each resource, by type: what an import would ask for. */
export function resourceIdentifiers({ template }: TemplateSummary) {
  const byType = new Map<string, string[]>();
  for (const [logicalId, { Type }] of Object.entries(template.Resources)) {
    byType.set(Type, [...(byType.get(Type) ?? []), logicalId]);
  }
  return [...byType].map(([type, logicalIds]) => ({ type, logicalIds, identifiers: resourceType(type)?.ref ?? [] }));
}

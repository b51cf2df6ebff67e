import type { UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { isObject, type JsonObject, scalarText, type Template } from '../../catalog/template';
import type { RunningProduct } from './running-product';

/** What an environment's template gives one of its tiers, once evaluated. */
export interface TierRequest {
  /** Name of the version; undefined where the template leaves it open. */
  readonly version: string | undefined;
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** The tier's answers after the update. */
  readonly values: Readonly<Record<string, string>>;
  /** Parameters whose value is known only once other tiers are updated; they count as if they stayed. */
  readonly unknown: readonly string[];
}

/**
 * Reads what a tier is given: the answers that its resource lists, and for all others the defaults of its new version.
 *
 * @param properties of the `AWS::ServiceCatalog::CloudFormationProvisionedProduct`
 * @param templateOf the tier's template in a version, where it is known
 */
export function tierRequest(
  properties: JsonObject,
  { stack, version: running }: RunningProduct,
  templateOf: (version: string) => Template | undefined,
): TierRequest {
  const version = scalarText(properties.ProvisioningArtifactName);
  const { ProvisioningParameters: list = [] } = properties;
  const answers = (Array.isArray(list) ? list : []).filter(isObject).map(({ Key, Value }) => ({
    Key: scalarText(Key) ?? '',
    Value: scalarText(Value),
  }));
  const unknown = answers.filter(({ Value }) => Value === undefined).map(({ Key }) => Key);
  const given = answers.map(({ Key, Value }) => [Key, Value ?? stack?.parameters[Key] ?? '']);
  return {
    version,
    parameters: answers.map(({ Key, Value }) =>
      Value === undefined ? { Key, UsePreviousValue: true } : { Key, Value },
    ),
    values: { ...defaultsOf(templateOf(version ?? running)), ...Object.fromEntries(given) },
    unknown,
  };
}

/** The defaults of a template's parameters; those without one are left out. */
export function defaultsOf(template: Template | undefined): Record<string, string> {
  const defaults = Object.entries(template?.Parameters ?? {}).map(([name, { Default }]) => [name, scalarText(Default)]);
  return Object.fromEntries(defaults.filter(([, value]) => value !== undefined));
}

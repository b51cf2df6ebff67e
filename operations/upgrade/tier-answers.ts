import type { UpdateProvisioningParameter } from '@aws-sdk/client-service-catalog';
import { isObject, type JsonObject, scalarText, type Template } from '../../catalog/template';
import { type Answers, defaultsOf } from './product-change';

/** Answers that an environment's template gives one of its tiers, once evaluated. */
export interface TierAnswers {
  readonly parameters: readonly UpdateProvisioningParameter[];
  /** The tier's answers after the update. */
  readonly values: Answers;
  /** Parameters whose value is known only once other tiers are updated; they count as if they stayed. */
  readonly unknown: readonly string[];
}

/**
 * Reads a tier's answers: those that its resource lists, and for all others the defaults of its new version.
 *
 * @param properties of the `AWS::ServiceCatalog::CloudFormationProvisionedProduct`
 * @param running the tier's answers now, where they are known
 * @param template the tier's, in its new version, where it is known
 */
export function tierAnswers(properties: JsonObject, running: Answers, template: Template | undefined): TierAnswers {
  const { ProvisioningParameters: list = [] } = properties;
  const answers = (Array.isArray(list) ? list : []).filter(isObject).map(({ Key, Value }) => ({
    Key: scalarText(Key) ?? '',
    Value: scalarText(Value),
  }));
  return {
    parameters: answers.map(({ Key, Value }) =>
      Value === undefined ? { Key, UsePreviousValue: true } : { Key, Value },
    ),
    values: {
      ...defaultsOf(template),
      ...Object.fromEntries(answers.map(({ Key, Value }) => [Key, Value ?? running[Key] ?? ''])),
    },
    unknown: answers.filter(({ Value }) => Value === undefined).map(({ Key }) => Key),
  };
}

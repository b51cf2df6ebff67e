import type * as model from '@aws-sdk/client-cloudformation';
import type { Capability, GetTemplateInput, GetTemplateSummaryInput } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import { findChangeSet } from '../change-sets/state';
import type { StackDefinition } from '../state';
import { templateText } from '../template-store';
import { resourceIdentifiers, templateSummary } from '../template-summary';
import { requiredTemplate, stackWithId, templateFrom } from './stack-input';

/** Operations on templates, of stacks or not. */
export const templateOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ValidateTemplate.html */
  ValidateTemplate(input, call) {
    const summary = templateSummary(requiredTemplate(input, call));
    return {
      Parameters: summary.parameters.map(({ key, defaultValue, noEcho, description }) => ({
        ParameterKey: key,
        DefaultValue: defaultValue,
        NoEcho: noEcho,
        Description: description,
      })),
      Description: summary.template.Description,
      Capabilities: summary.capabilities as Capability[],
      CapabilitiesReason: summary.capabilitiesReason,
      DeclaredTransforms: [...summary.transforms],
    };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplate.html */
  GetTemplate(input, call) {
    const definition = definitionOf(input, call);
    const hash = input.TemplateStage === 'Processed' ? definition?.processed : definition?.template;
    return {
      TemplateBody: hash === undefined ? '{}' : templateText(call.db, hash),
      StagesAvailable: ['Original', 'Processed'],
    };
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_GetTemplateSummary.html */
  GetTemplateSummary(input, call) {
    const summary = templateSummary(summarised(input, call));
    const { template } = summary;
    return {
      Parameters: summary.parameters.map(({ key, type, defaultValue, noEcho, description, allowedValues }) => ({
        ParameterKey: key,
        DefaultValue: defaultValue,
        ParameterType: type,
        NoEcho: noEcho,
        Description: description,
        ParameterConstraints: allowedValues && { AllowedValues: [...allowedValues] },
      })),
      Description: template.Description,
      Capabilities: summary.capabilities as Capability[],
      CapabilitiesReason: summary.capabilitiesReason,
      ResourceTypes: [...summary.resourceTypes],
      Version: template.AWSTemplateFormatVersion,
      Metadata: template.Metadata && JSON.stringify(template.Metadata),
      DeclaredTransforms: [...summary.transforms],
      ResourceIdentifierSummaries: resourceIdentifiers(summary).map(({ type, logicalIds, identifiers }) => ({
        ResourceType: type,
        LogicalResourceIds: logicalIds,
        ResourceIdentifiers: [...identifiers],
      })),
    };
  },
} satisfies Operations<typeof model>;

function definitionOf({ StackName, ChangeSetName }: GetTemplateInput, call: Call): StackDefinition | undefined {
  if (ChangeSetName !== undefined) return findChangeSet(call.db, call, ChangeSetName, StackName).definition;
  if (StackName === undefined) throw new AwsError('ValidationError', 'StackName must be specified.');
  return stackWithId(StackName, call).definition;
}

function summarised(input: GetTemplateSummaryInput, call: Call): string {
  const { StackName, TemplateBody, TemplateURL } = input;
  if ([StackName, TemplateBody, TemplateURL].filter((each) => each !== undefined).length > 1) {
    throw new AwsError('ValidationError', 'Only one of StackName, TemplateBody or TemplateURL may be specified');
  }
  const definition = StackName === undefined ? undefined : stackWithId(StackName, call).definition;
  return definition
    ? templateText(call.db, definition.template)
    : (templateFrom(input, call) ?? requiredTemplate(input, call));
}

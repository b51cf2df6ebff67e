import type {
  DescribeProvisioningArtifactInput,
  DescribeProvisioningArtifactOutput,
  DescribeProvisioningParametersInput,
  DescribeProvisioningParametersOutput,
  UsageInstruction,
} from '@aws-sdk/client-service-catalog';
import type { Template } from '../../../../catalog/template';
import { ownProductNamed, visibleProduct } from '../access';
import { artifactDetail, artifactNamed, artifactOf, artifactsOf, templateOf } from '../artifacts';
import type { Actor, ArtifactRow, ProductRow } from '../state';
import { artifactParameters } from './parameters';
import { type PathConstraints, pathConstraints } from './path-constraints';
import { constraintSummaries } from './paths';
import { tagOptionSummaries } from './tags';
import { exactlyOne, findTarget } from './target';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisioningParameters.html */
export function describeProvisioningParameters(
  input: DescribeProvisioningParametersInput,
  actor: Actor,
): DescribeProvisioningParametersOutput {
  const { artifact, path } = findTarget(actor, input);
  const template = templateOf(actor, artifact);
  const constraints = pathConstraints(actor, path);
  const outputs = Object.entries(template.Outputs ?? {}).map(([Key, { Description }]) => ({ Key, Description }));
  return {
    ProvisioningArtifactParameters: artifactParameters(template, constraints.rules),
    ConstraintSummaries: constraintSummaries(actor, path),
    UsageInstructions: usageInstructions(template, constraints),
    TagOptions: tagOptionSummaries(actor, path),
    ProvisioningArtifactOutputs: outputs,
    ProvisioningArtifactOutputKeys: outputs,
  };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisioningArtifact.html */
export function describeProvisioningArtifact(
  input: DescribeProvisioningArtifactInput,
  actor: Actor,
): DescribeProvisioningArtifactOutput {
  const product = describedProduct(actor, input);
  const artifact = describedArtifact(actor, product, input);
  return {
    ProvisioningArtifactDetail: artifactDetail(artifact),
    Info: input.Verbose ? artifact.info : {},
    Status: 'AVAILABLE',
    ProvisioningArtifactParameters: input.IncludeProvisioningArtifactParameters
      ? artifactParameters(templateOf(actor, artifact))
      : undefined,
  };
}

/** What a form needs beside the parameters: the rules, the labels and groups in the metadata, and who launches. */
function usageInstructions(template: Template, constraints: PathConstraints): UsageInstruction[] {
  const { launchRoleArn, rules, tagUpdates } = constraints;
  const instructions: Readonly<Record<string, string | undefined>> = {
    rules: JSON.stringify({ ...template.Rules, ...rules }),
    version: template.AWSTemplateFormatVersion,
    description: template.Description,
    metadata: template.Metadata && JSON.stringify(template.Metadata),
    launchAsRole: launchRoleArn,
    tagUpdateOnProvisionedProduct: tagUpdates ?? 'NOT_ALLOWED',
  };
  return Object.entries(instructions).flatMap(([Type, Value]) => (Value === undefined ? [] : [{ Type, Value }]));
}

function describedProduct(
  actor: Actor,
  { ProductId: id, ProductName: name }: DescribeProvisioningArtifactInput,
): ProductRow {
  exactlyOne('ProductId', id, 'ProductName', name);
  return id === undefined ? ownProductNamed(actor, name ?? '') : visibleProduct(actor, id);
}

function describedArtifact(
  actor: Actor,
  product: ProductRow,
  { ProvisioningArtifactId: id, ProvisioningArtifactName: name }: DescribeProvisioningArtifactInput,
): ArtifactRow {
  exactlyOne('ProvisioningArtifactId', id, 'ProvisioningArtifactName', name);
  return id === undefined ? artifactNamed(artifactsOf(actor, product.id), name) : artifactOf(actor, product.id, id);
}

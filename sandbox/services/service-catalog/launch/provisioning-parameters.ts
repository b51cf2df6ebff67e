import type { DescribeProvisioningArtifactInput, UsageInstruction } from '@aws-sdk/client-service-catalog';
import type { Template } from '../../../../catalog/template';
import { ownProductNamed, visibleProduct } from '../access';
import { artifactDetail, artifactNamed, artifactOf, artifactsOf, templateOf } from '../catalog/provisioning-artifacts';
import type { ArtifactRow, ProductRow } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { artifactParameters } from './artifact-parameters';
import { constraintSummaries } from './launch-paths';
import { tagOptionSummaries } from './launch-tags';
import { exactlyOne, findTarget } from './launch-target';
import { type PathConstraints, pathConstraints } from './path-constraints';

/** Operations that show the form of a launch. */
export const provisioningParameterOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisioningParameters.html */
  DescribeProvisioningParameters(input, call) {
    const { artifact, path } = findTarget(call, input);
    const template = templateOf(call, artifact);
    const constraints = pathConstraints(call, path);
    const outputs = Object.entries(template.Outputs ?? {}).map(([Key, { Description }]) => ({ Key, Description }));
    return {
      ProvisioningArtifactParameters: artifactParameters(template, constraints.rules),
      ConstraintSummaries: constraintSummaries(call, path),
      UsageInstructions: usageInstructions(template, constraints),
      TagOptions: tagOptionSummaries(call, path),
      ProvisioningArtifactOutputs: outputs,
      ProvisioningArtifactOutputKeys: outputs,
    };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProvisioningArtifact.html */
  DescribeProvisioningArtifact(input, call) {
    const product = describedProduct(call, input);
    const artifact = describedArtifact(call, product, input);
    return {
      ProvisioningArtifactDetail: artifactDetail(artifact),
      // Asked for or not: the Terraform provider reads it from a call without Verbose.
      // https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/servicecatalog/provisioning_artifact.go
      Info: artifact.info,
      Status: 'AVAILABLE',
      ProvisioningArtifactParameters: input.IncludeProvisioningArtifactParameters
        ? artifactParameters(templateOf(call, artifact))
        : undefined,
    };
  },
} satisfies CatalogOperations;

/** Context of a form beside the parameters: the rules, the labels and groups in the metadata, and who launches. */
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
  call: CatalogCall,
  { ProductId: id, ProductName: name }: DescribeProvisioningArtifactInput,
): ProductRow {
  exactlyOne('ProductId', id, 'ProductName', name);
  return id === undefined ? ownProductNamed(call, name ?? '') : visibleProduct(call, id);
}

function describedArtifact(
  call: CatalogCall,
  product: ProductRow,
  { ProvisioningArtifactId: id, ProvisioningArtifactName: name }: DescribeProvisioningArtifactInput,
): ArtifactRow {
  exactlyOne('ProvisioningArtifactId', id, 'ProvisioningArtifactName', name);
  return id === undefined ? artifactNamed(artifactsOf(call, product.id), name) : artifactOf(call, product.id, id);
}

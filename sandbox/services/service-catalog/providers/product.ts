import type { ProvisioningArtifactProperties } from '@aws-sdk/client-service-catalog';
import type { Json } from '../../../../catalog/template';
import type { ExistingResourceRequest, ProvidedResource } from '../../../kernel/resource';
import type { ResourceProvider } from '../../../kernel/work';
import { ownProduct } from '../access';
import { productOperations } from '../catalog/products';
import { addArtifact, provisioningArtifactOperations, removeArtifact } from '../catalog/provisioning-artifacts';
import { artifacts, type ProductRow } from '../catalog/state';
import type { CatalogCall } from '../catalog-call';
import { invalid } from '../refusals';
import { flagAt, mapAt, objectsAt, type Properties, resourceTags, textAt } from './properties';
import { deleted, stackCall } from './stack-call';

/**
 * `AWS::ServiceCatalog::CloudFormationProduct`: `Ref` gives the id. On an update versions are matched by name and
 * template URL: those that match keep their ids, others are made and deleted; with `ReplaceProvisioningArtifacts` none
 * matches.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationproduct.html
 */
export const product: ResourceProvider = {
  create(request, work) {
    const call = stackCall(request, work);
    const [first, ...rest] = versions(request.properties);
    if (!first) throw invalid('ProvisioningArtifactParameters must be specified.');
    const made = productOperations.CreateProduct(
      {
        ...given(request.properties),
        ProductType: 'CLOUD_FORMATION_TEMPLATE',
        ProvisioningArtifactParameters: first,
        Tags: resourceTags(request),
      },
      call,
    );
    const row = ownProduct(call, made.ProductViewDetail?.ProductViewSummary?.ProductId, 'CreateProduct');
    const ids = [
      made.ProvisioningArtifactDetail?.Id ?? '',
      ...rest.map((version) => addArtifact(row, version, call).id),
    ];
    return provided(row, ids, [first, ...rest]);
  },
  update(request, work) {
    const call = stackCall(request, work);
    const before = ownProduct(call, request.physicalId, 'UpdateProduct');
    const AddTags = resourceTags(request);
    const RemoveTags = Object.keys(before.tags).filter((key) => !AddTags.some(({ Key }) => Key === key));
    productOperations.UpdateProduct({ ...given(request.properties), Id: before.id, AddTags, RemoveTags }, call);
    const row = ownProduct(call, before.id, 'UpdateProduct');
    return provided(row, matchVersions(request, row, call), versions(request.properties));
  },
  delete: (request, work) =>
    deleted(() => productOperations.DeleteProduct({ Id: request.physicalId }, stackCall(request, work))),
};

/** Makes the product's versions what the properties say, and answers their ids in that order. */
function matchVersions(request: ExistingResourceRequest, row: ProductRow, call: CatalogCall): string[] {
  const { properties, previousProperties, previousAttributes, region } = request;
  const wanted = versions(properties);
  const ids = String(previousAttributes.ProvisioningArtifactIds ?? '').split(',');
  const replace = flagAt(properties, 'ReplaceProvisioningArtifacts') ?? false;
  const present = versions(previousProperties).map((version, index) => ({ version, id: ids[index] ?? '' }));
  const kept = new Set<string>();
  const result = wanted.map((version) => {
    const match = replace
      ? undefined
      : present.find(({ version: old, id }) => !kept.has(id) && sameVersion(old, version));
    if (!match || !call.db.get(artifacts, [region, row.id, match.id])) return addArtifact(row, version, call).id;
    kept.add(match.id);
    if (match.version.Description !== version.Description) {
      const change = { ProductId: row.id, ProvisioningArtifactId: match.id, Description: version.Description ?? '' };
      provisioningArtifactOperations.UpdateProvisioningArtifact(change, call);
    }
    return match.id;
  });
  for (const { id } of present) {
    const old = kept.has(id) ? undefined : call.db.get(artifacts, [region, row.id, id]);
    if (old) removeArtifact(call, old);
  }
  return result;
}

function sameVersion(one: ProvisioningArtifactProperties, other: ProvisioningArtifactProperties): boolean {
  return one.Name === other.Name && one.Info?.LoadTemplateFromURL === other.Info?.LoadTemplateFromURL;
}

function given(properties: Properties) {
  if (properties.SourceConnection !== undefined) {
    throw invalid('The sandbox has no repositories: SourceConnection is not supported.');
  }
  const type = textAt(properties, 'ProductType') ?? 'CLOUD_FORMATION_TEMPLATE';
  if (type !== 'CLOUD_FORMATION_TEMPLATE') throw invalid(`The sandbox has no products of type ${type}.`);
  return {
    Name: textAt(properties, 'Name'),
    Owner: textAt(properties, 'Owner'),
    Description: textAt(properties, 'Description'),
    Distributor: textAt(properties, 'Distributor'),
    SupportDescription: textAt(properties, 'SupportDescription'),
    SupportEmail: textAt(properties, 'SupportEmail'),
    SupportUrl: textAt(properties, 'SupportUrl'),
  };
}

function versions(properties: Properties): ProvisioningArtifactProperties[] {
  return objectsAt(properties, 'ProvisioningArtifactParameters').map((version) => ({
    Name: textAt(version, 'Name'),
    Description: textAt(version, 'Description'),
    Info: mapAt(version, 'Info'),
    Type: 'CLOUD_FORMATION_TEMPLATE',
    DisableTemplateValidation: flagAt(version, 'DisableTemplateValidation'),
  }));
}

function provided(
  { id, name }: ProductRow,
  ids: readonly string[],
  given: readonly ProvisioningArtifactProperties[],
): ProvidedResource {
  const attributes: Record<string, Json> = {
    Id: id,
    ProductName: name,
    ProvisioningArtifactIds: ids.join(','),
    ProvisioningArtifactNames: given.map(({ Name = '' }) => Name).join(','),
  };
  return { physicalId: id, attributes };
}

import {
  CfnCloudFormationProduct,
  CloudFormationProduct,
  CloudFormationTemplate,
} from 'aws-cdk-lib/aws-servicecatalog';
import type { Construct } from 'constructs';
import type { Product } from '../../catalog/product';
import { heldReleases, type Release } from '../../catalog/release';
import type { CatalogSettings } from '../context';

/** A product and what was released of it, the oldest first. */
export interface Offer {
  readonly product: Product;
  readonly releases: readonly Release[];
}

/**
 * A product in Service Catalog with its releases, each from its file. Retired ones are there too, as long as there is room:
 * `catalog publish` hides them after the deployment (`docs/adr/0007-retired-releases-are-hidden.md`).
 *
 * Service Catalog matches versions by template URL and name, and the ones that match keep their ids. A file never
 * changes, and its hash (from the ledger) names it in the assets' bucket: so neither changes when a release is added.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationproduct.html
 */
export class PublishedProduct extends CloudFormationProduct {
  /** Id of the product in the registry. */
  readonly id: string;
  /** Number of its versions. */
  readonly versionCount: number;
  /** Ids of the versions, divided by commas. */
  readonly versionIds: string;

  constructor(scope: Construct, { product, releases }: Offer, settings: CatalogSettings) {
    super(scope, product.id, {
      productName: product.name,
      description: product.description,
      owner: settings.owner ?? product.owner,
      distributor: settings.distributor ?? product.distributor,
      supportEmail: settings.support.email ?? product.support.email,
      supportUrl: settings.support.url ?? product.support.url,
      supportDescription: settings.support.description ?? product.support.description,
      replaceProductVersionIds: false,
      productVersions: heldReleases(releases).map(({ version, notes, file, sha256 }) => ({
        productVersionName: version,
        description: notes,
        cloudFormationTemplate: CloudFormationTemplate.fromAsset(file, {
          assetHash: sha256,
          displayName: `${product.id} ${version}`,
        }),
      })),
    });
    this.id = product.id;
    this.versionCount = heldReleases(releases).length;
    const resource = this.node.defaultChild;
    if (!(resource instanceof CfnCloudFormationProduct)) throw new Error('A product without its resource.');
    this.versionIds = resource.attrProvisioningArtifactIds;
  }
}

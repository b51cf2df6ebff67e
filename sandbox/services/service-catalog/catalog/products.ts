import type { CreateProductInput, ProductViewDetail, ProductViewSummary } from '@aws-sdk/client-service-catalog';
import { ownProduct } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { catalogArn, newId } from '../ids';
import { quotas } from '../quotas';
import { inUse, invalid, limitExceeded, notSupported } from '../refusals';
import { changedTags, limitedTags, tagList, tagsOf } from '../tags';
import { addArtifact, artifactDetail, artifactsOf, removeArtifact } from './provisioning-artifacts';
import {
  type ProductRow,
  portfoliosOfProduct,
  products,
  productsByName,
  productsByView,
  productsOfAccount,
} from './state';
import { dropTagOptions } from './tag-option-associations';

/** A product as its users see it. */
export function productSummary(row: ProductRow): ProductViewSummary {
  return {
    Id: row.viewId,
    ProductId: row.id,
    Name: row.name,
    Owner: row.owner,
    ShortDescription: row.description,
    Type: row.type,
    Distributor: row.distributor,
    HasDefaultPath: false,
    SupportEmail: row.supportEmail,
    SupportDescription: row.supportDescription,
    SupportUrl: row.supportUrl,
  };
}

/** A product as administrators see it. */
export function productDetail(region: string, row: ProductRow): ProductViewDetail {
  return {
    ProductViewSummary: productSummary(row),
    Status: 'AVAILABLE',
    ProductARN: catalogArn(region, row.accountId, 'product', row.id),
    CreatedTime: row.created,
  };
}

/** Operations that create, update and delete products. */
export const productOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProduct.html */
  CreateProduct(input, call) {
    return once(call, 'CreateProduct', input, 'IdempotencyToken', () => {
      if (input.SourceConnection) throw sourceConnectionRefused();
      if (input.ProductType !== 'CLOUD_FORMATION_TEMPLATE') {
        throw notSupported(`The sandbox has no products of type ${input.ProductType}.`);
      }
      if (!input.ProvisioningArtifactParameters) throw invalid('ProvisioningArtifactParameters must be specified.');
      const product = insertProduct(input, call);
      const artifact = addArtifact(product, input.ProvisioningArtifactParameters, call);
      return {
        ProductViewDetail: productDetail(call.region, product),
        ProvisioningArtifactDetail: artifactDetail(artifact),
        Tags: tagList(product.tags),
      };
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProduct.html */
  UpdateProduct(input, call) {
    if (input.SourceConnection) throw sourceConnectionRefused();
    const { db, region } = call;
    const before = ownProduct(call, input.Id, 'UpdateProduct');
    const row: ProductRow = {
      ...before,
      name: input.Name ?? before.name,
      owner: input.Owner ?? before.owner,
      description: input.Description ?? before.description,
      distributor: input.Distributor ?? before.distributor,
      supportDescription: input.SupportDescription ?? before.supportDescription,
      supportEmail: input.SupportEmail ?? before.supportEmail,
      supportUrl: input.SupportUrl ?? before.supportUrl,
      tags: changedTags(before.tags, input.AddTags, input.RemoveTags),
    };
    db.remove(productsByName, [region, before.name, row.id]);
    db.put(productsByName, [region, row.name, row.id], true);
    db.put(products, [region, row.id], row);
    return { ProductViewDetail: productDetail(region, row), Tags: tagList(row.tags) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteProduct.html */
  DeleteProduct(input, call) {
    const { db, region } = call;
    const row = ownProduct(call, input.Id, 'DeleteProduct');
    if (db.count(portfoliosOfProduct, [region, row.id]) > 0) {
      throw inUse(`Product ${row.id} is still associated with a portfolio.`);
    }
    for (const artifact of artifactsOf(call, row.id)) removeArtifact(call, artifact);
    dropTagOptions(call, row.id);
    db.remove(products, [region, row.id]);
    db.remove(productsOfAccount, [row.accountId, region, row.id]);
    db.remove(productsByName, [region, row.name, row.id]);
    db.remove(productsByView, [region, row.viewId]);
    return {};
  },
} satisfies CatalogOperations;

/** A new product without versions. */
export function insertProduct(input: CreateProductInput, call: CatalogCall, sourceProductId?: string): ProductRow {
  const { db, accountId, region } = call;
  const limit = quotas.productsPerRegion;
  if (db.count(productsOfAccount, [accountId, region]) >= limit) throw limitExceeded('products per region', limit);
  const row: ProductRow = {
    id: newId('prod'),
    viewId: newId('prodview'),
    accountId,
    name: input.Name ?? '',
    owner: input.Owner ?? '',
    description: input.Description,
    distributor: input.Distributor,
    supportDescription: input.SupportDescription,
    supportEmail: input.SupportEmail,
    supportUrl: input.SupportUrl,
    type: input.ProductType ?? 'CLOUD_FORMATION_TEMPLATE',
    created: call.now,
    tags: limitedTags(tagsOf(input.Tags)),
    sourceProductId,
    nextArtifact: 1,
  };
  db.put(products, [region, row.id], row);
  db.put(productsOfAccount, [accountId, region, row.id], true);
  db.put(productsByName, [region, row.name, row.id], true);
  db.put(productsByView, [region, row.viewId], row.id);
  return row;
}

function sourceConnectionRefused() {
  return notSupported('The sandbox has no repositories: SourceConnection is not supported.');
}

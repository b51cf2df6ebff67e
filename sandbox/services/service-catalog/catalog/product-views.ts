import type { ProvisioningArtifact } from '@aws-sdk/client-service-catalog';
import { ownProductNamed, visiblePortfolio, visibleProduct } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { launchPaths } from '../launch/launch-paths';
import { exactlyOne, findProduct } from '../launch/launch-target';
import { notFound } from '../refusals';
import { tagList } from '../tags';
import { productDetail, productSummary } from './products';
import { artifactSummary, artifactsOf } from './provisioning-artifacts';
import { type ProductRow, products, productsByView, productsOfPortfolio } from './state';
import { tagOptionsOf } from './tag-option-associations';

/** Operations that show products. */
export const productViewOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProduct.html: as a user with a way to the product. */
  DescribeProduct(input, call) {
    exactlyOne('Id', input.Id, 'Name', input.Name);
    if (input.Id !== undefined) launchable(call, input.Id);
    const { product, paths } = findProduct(call, { ProductId: input.Id, ProductName: input.Name });
    return {
      ProductViewSummary: productSummary(product),
      ProvisioningArtifacts: activeArtifacts(call, product),
      Budgets: [],
      LaunchPaths: paths.map(({ id, portfolio }) => ({ Id: id, Name: portfolio.displayName })),
    };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProductView.html */
  DescribeProductView(input, call) {
    const id = call.db.get(productsByView, [call.region, input.Id ?? '']);
    if (id === undefined) throw notFound(`Product view ${input.Id} not found.`);
    const product = launchable(call, id);
    return { ProductViewSummary: productSummary(product), ProvisioningArtifacts: activeArtifacts(call, product) };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProductAsAdmin.html */
  DescribeProductAsAdmin(input, call) {
    exactlyOne('Id', input.Id, 'Name', input.Name);
    const product = input.Id === undefined ? ownProductNamed(call, input.Name ?? '') : visibleProduct(call, input.Id);
    const source = input.SourcePortfolioId;
    if (source !== undefined) {
      const portfolio = visiblePortfolio(call, source);
      if (!call.db.get(productsOfPortfolio, [call.region, portfolio.id, product.id])) {
        throw notFound(`Product ${product.id} is not associated with portfolio ${portfolio.id}.`);
      }
    }
    return {
      ProductViewDetail: productDetail(call.region, product),
      ProvisioningArtifactSummaries: artifactsOf(call, product.id).map(({ id, name, description, created }) => ({
        Id: id,
        Name: name,
        Description: description,
        CreatedTime: created,
      })),
      Tags: tagList(product.tags),
      TagOptions: tagOptionsOf(call, product.id),
      Budgets: [],
    };
  },
} satisfies CatalogOperations;

function launchable(call: CatalogCall, productId: string): ProductRow {
  const product = call.db.get(products, [call.region, productId]);
  if (!product || launchPaths(call, productId).length === 0) throw notFound(`Product ${productId} not found.`);
  return product;
}

function activeArtifacts(call: CatalogCall, product: ProductRow): ProvisioningArtifact[] {
  return artifactsOf(call, product.id)
    .filter(({ active }) => active)
    .map(artifactSummary);
}

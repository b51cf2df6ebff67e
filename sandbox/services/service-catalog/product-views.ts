import type {
  DescribeProductAsAdminInput,
  DescribeProductAsAdminOutput,
  DescribeProductInput,
  DescribeProductOutput,
  DescribeProductViewInput,
  DescribeProductViewOutput,
  ProvisioningArtifact,
} from '@aws-sdk/client-service-catalog';
import { ownProductNamed, visiblePortfolio, visibleProduct } from './access';
import { artifactSummary, artifactsOf } from './artifacts';
import { launchPaths } from './launch/paths';
import { exactlyOne, findProduct } from './launch/target';
import { productDetail, productSummary } from './products';
import { notFound } from './refusals';
import { type Actor, type ProductRow, products, productsByView, productsOfPortfolio } from './state';
import { tagOptionsOf } from './tag-option-associations';
import { tagList } from './tags';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProduct.html: as a user with a way to the product. */
export function describeProduct(input: DescribeProductInput, actor: Actor): DescribeProductOutput {
  exactlyOne('Id', input.Id, 'Name', input.Name);
  if (input.Id !== undefined) launchable(actor, input.Id);
  const { product, paths } = findProduct(actor, { ProductId: input.Id, ProductName: input.Name });
  return {
    ProductViewSummary: productSummary(product),
    ProvisioningArtifacts: activeArtifacts(actor, product),
    Budgets: [],
    LaunchPaths: paths.map(({ id, portfolio }) => ({ Id: id, Name: portfolio.displayName })),
  };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProductView.html */
export function describeProductView(input: DescribeProductViewInput, actor: Actor): DescribeProductViewOutput {
  const id = actor.db.get(productsByView, [actor.region, input.Id ?? '']);
  if (id === undefined) throw notFound(`Product view ${input.Id} not found.`);
  const product = launchable(actor, id);
  return { ProductViewSummary: productSummary(product), ProvisioningArtifacts: activeArtifacts(actor, product) };
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeProductAsAdmin.html */
export function describeProductAsAdmin(input: DescribeProductAsAdminInput, actor: Actor): DescribeProductAsAdminOutput {
  exactlyOne('Id', input.Id, 'Name', input.Name);
  const product = input.Id === undefined ? ownProductNamed(actor, input.Name ?? '') : visibleProduct(actor, input.Id);
  const source = input.SourcePortfolioId;
  if (source !== undefined) {
    const portfolio = visiblePortfolio(actor, source);
    if (!actor.db.get(productsOfPortfolio, [actor.region, portfolio.id, product.id])) {
      throw notFound(`Product ${product.id} is not associated with portfolio ${portfolio.id}.`);
    }
  }
  return {
    ProductViewDetail: productDetail(actor.region, product),
    ProvisioningArtifactSummaries: artifactsOf(actor, product.id).map(({ id, name, description, created }) => ({
      Id: id,
      Name: name,
      Description: description,
      CreatedTime: created,
    })),
    Tags: tagList(product.tags),
    TagOptions: tagOptionsOf(actor, product.id),
    Budgets: [],
  };
}

function launchable(actor: Actor, productId: string): ProductRow {
  const product = actor.db.get(products, [actor.region, productId]);
  if (!product || launchPaths(actor, productId).length === 0) throw notFound(`Product ${productId} not found.`);
  return product;
}

function activeArtifacts(actor: Actor, product: ProductRow): ProvisioningArtifact[] {
  return artifactsOf(actor, product.id)
    .filter(({ active }) => active)
    .map(artifactSummary);
}

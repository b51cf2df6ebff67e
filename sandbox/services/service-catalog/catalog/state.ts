import type {
  PrincipalType,
  ProductType,
  ProvisioningArtifactGuidance,
  ProvisioningArtifactType,
} from '@aws-sdk/client-service-catalog';
import { defineTable } from '../../../store/store';
import type { Tags } from '../tags';

/** A portfolio. Its account is the one that made it; accounts it is shared with see it too. */
export interface PortfolioRow {
  readonly id: string;
  readonly accountId: string;
  readonly displayName: string;
  readonly description?: string;
  readonly providerName: string;
  readonly created: Date;
  readonly tags: Tags;
}

/** A product, without its versions. */
export interface ProductRow {
  readonly id: string;
  /** `prodview-…`: what DescribeProductView takes. */
  readonly viewId: string;
  readonly accountId: string;
  readonly name: string;
  readonly owner: string;
  readonly description?: string;
  readonly distributor?: string;
  readonly supportDescription?: string;
  readonly supportEmail?: string;
  readonly supportUrl?: string;
  readonly type: ProductType;
  readonly created: Date;
  readonly tags: Tags;
  /** Product that it is a copy of. */
  readonly sourceProductId?: string;
  /** Number of the next version: versions list in the order they were made. */
  readonly nextArtifact: number;
}

/** A provisioning artifact (version). */
export interface ArtifactRow {
  readonly id: string;
  readonly productId: string;
  readonly number: number;
  readonly name?: string;
  readonly description?: string;
  readonly type: ProvisioningArtifactType;
  readonly active: boolean;
  readonly guidance: ProvisioningArtifactGuidance;
  readonly created: Date;
  /** Origin of the template, as it was given. */
  readonly info: Readonly<Record<string, string>>;
  /** Its template's row in CloudFormation's template store. */
  readonly template: string;
}

/** The kinds of constraint. */
export type ConstraintType = 'LAUNCH' | 'NOTIFICATION' | 'TEMPLATE' | 'STACKSET' | 'RESOURCE_UPDATE';

/** A constraint on one product in one portfolio. */
export interface ConstraintRow {
  readonly id: string;
  /** The account that made it: the portfolio's. */
  readonly owner: string;
  readonly type: ConstraintType;
  readonly description?: string;
  readonly portfolioId: string;
  readonly productId: string;
  /** JSON as it was given. */
  readonly parameters: string;
}

/** A product's place in a portfolio. */
export interface MembershipRow {
  readonly created: Date;
  /** Imported portfolio that the product was taken from, where it is another account's. */
  readonly sourcePortfolioId?: string;
}

/** A TagOption. */
export interface TagOptionRow {
  readonly id: string;
  readonly accountId: string;
  readonly key: string;
  readonly value: string;
  readonly active: boolean;
}

/** Outcome of a copy of a product. */
export interface CopyRow {
  readonly accountId: string;
  readonly targetProductId: string;
}

/** Portfolios by region and id. */
export const portfolios = defineTable<PortfolioRow>('servicecatalog/portfolios');
/** An account's own portfolios, by account, region and id. */
export const portfoliosOfAccount = defineTable<true>('servicecatalog/portfolios-of-account');
/** Products by region and id. */
export const products = defineTable<ProductRow>('servicecatalog/products');
/** An account's own products, by account, region and id. */
export const productsOfAccount = defineTable<true>('servicecatalog/products-of-account');
/** Product ids by region, name and id: names aren't unique. */
export const productsByName = defineTable<true>('servicecatalog/products-by-name');
/** Product ids by region and view id. */
export const productsByView = defineTable<string>('servicecatalog/products-by-view');
/** Versions by region, product and id. */
export const artifacts = defineTable<ArtifactRow>('servicecatalog/artifacts');
/** Products of a portfolio: by region, portfolio and product. */
export const productsOfPortfolio = defineTable<MembershipRow>('servicecatalog/products-of-portfolio');
/** Portfolios of a product: by region, product and portfolio. */
export const portfoliosOfProduct = defineTable<true>('servicecatalog/portfolios-of-product');
/** Constraints by region, portfolio, product and id. */
export const constraints = defineTable<ConstraintRow>('servicecatalog/constraints');
/** Places of constraints: portfolio and product by region and id. */
export const constraintPlaces = defineTable<readonly [portfolioId: string, productId: string]>(
  'servicecatalog/constraint-places',
);
/** Principals by region, portfolio, the account that associated them, and ARN: recipients associate their own. */
export const principals = defineTable<PrincipalType>('servicecatalog/principals');
/** TagOptions by account, region and id. */
export const tagOptions = defineTable<TagOptionRow>('servicecatalog/tag-options');
/** TagOption ids by account, region, key and value. */
export const tagOptionsByValue = defineTable<string>('servicecatalog/tag-options-by-value');
/** TagOptions of a portfolio or product: by region, resource and TagOption; the value is the TagOption's account. */
export const tagOptionsOfResource = defineTable<string>('servicecatalog/tag-options-of-resource');
/** The same the other way: by region, TagOption and resource. */
export const resourcesOfTagOption = defineTable<true>('servicecatalog/resources-of-tag-option');
/** Copies of products by region and token. */
export const copies = defineTable<CopyRow>('servicecatalog/copies');

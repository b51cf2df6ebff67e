/**
 * Service Catalog's default quotas.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/limits.html
 */
export const quotas = {
  portfoliosPerRegion: 100,
  productsPerRegion: 350,
  productsPerPortfolio: 150,
  artifactsPerProduct: 100,
  principalsPerPortfolio: 100,
  principalPatternsPerPortfolio: 10,
  constraintsPerProductAndPortfolio: 100,
  tagsPerPortfolioOrProduct: 20,
  tagsPerProvisionedProduct: 50,
  tagOptionsPerResource: 25,
  valuesPerTagOptionKey: 25,
  accountsPerPortfolio: 5000,
  /** Bytes of a template that an artifact is made of. */
  templateBytes: 1024 * 1024,
} as const;

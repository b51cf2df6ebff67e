import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fn, Stack } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import type { TemplateRule } from 'aws-cdk-lib/aws-servicecatalog';
import { parseTemplate } from '../../../catalog/template';
import { loadOffers } from '../../../portfolios/offers/offers';
import { offersProduct, portfolios } from '../../../portfolios/offers/portfolios';
import type { Offer } from '../../../portfolios/offers/published-product';
import { templateRules } from '../../../portfolios/offers/template-rules';
import { products } from '../../../products';
import { productOf, releaseFolder } from '../fixture';
import { hub, inPortfolio } from '../stacks/hub-template';

const network = { product: productOf('network'), releases: [releaseFolder()('network', '1.0.0')] };

describe('the rules', () => {
  function rulesOf(name: string): object[] {
    return inPortfolio(hub([network]), 'AWS::ServiceCatalog::LaunchTemplateConstraint', name).map(({ Rules }) =>
      JSON.parse(Rules),
    );
  }

  it('let developers launch dev and test, under names that are not reserved', () => {
    expect(rulesOf('Bellyfed Developers')).toEqual([
      {
        EnvironmentTypes: {
          Assertions: [
            {
              Assert: { 'Fn::Contains': [['dev', 'test'], { Ref: 'EnvironmentType' }] },
              AssertDescription: 'Bellyfed Developers launches environments of the types dev and test only.',
            },
          ],
        },
      },
      {
        ReservedNames: {
          Assertions: [
            {
              Assert: {
                'Fn::Not': [
                  { 'Fn::Contains': [['staging', 'stage', 'prod', 'production', 'live'], { Ref: 'EnvironmentName' }] },
                ],
              },
              AssertDescription:
                'Bellyfed Developers refuses the environment names staging, stage, prod, production, live: they are kept for staging and production.',
            },
          ],
        },
      },
    ]);
  });

  it('let operators launch staging and prod, under any name', () => {
    expect(rulesOf('Bellyfed Production')).toEqual([
      {
        EnvironmentTypes: {
          Assertions: [
            {
              Assert: { 'Fn::Contains': [['staging', 'prod'], { Ref: 'EnvironmentType' }] },
              AssertDescription: 'Bellyfed Production launches environments of the types staging and prod only.',
            },
          ],
        },
      },
    ]);
  });

  it('leave platform engineers every type and name', () => {
    const publishing = { product: productOf('publishing'), releases: network.releases };
    expect(
      inPortfolio(hub([network, publishing]), 'AWS::ServiceCatalog::LaunchTemplateConstraint', 'Bellyfed Platform'),
    ).toEqual([]);
  });

  it('reserve the names that the context gives', () => {
    hub([network], { reservedNames: ['main'] }).hasResourceProperties('AWS::ServiceCatalog::LaunchTemplateConstraint', {
      Rules: Match.serializedJson({
        ReservedNames: {
          Assertions: [
            Match.objectLike({ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['main'], { Ref: 'EnvironmentName' }] }] } }),
          ],
        },
      }),
    });
  });
});

// "the constraint is active immediately for all subsequent product launches and for all versions of the product in the
// portfolio": https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_constraints_template-constraints.html
describe('a rule names no parameter that a version lacks, which would fail each of its launches', () => {
  const offers = loadOffers(join(__dirname, '../../../products'), products);

  /** Parameters that a rule names. */
  const named = (rule: TemplateRule) =>
    [...JSON.stringify(new Stack().resolve(rule)).matchAll(/"Ref":"([^"]+)"/g)].map(([, name = '']) => name);

  /** Parameters of a rule that versions lack which can be launched or updated to, as `network 1.0.0: Zone`. */
  const missing = ({ product, releases }: Offer, rule: TemplateRule) =>
    releases
      .filter(({ status }) => status !== 'retired')
      .flatMap(({ version, file }) => {
        const { Parameters = {} } = parseTemplate(readFileSync(file, 'utf8'));
        return named(rule).flatMap((name) => (name in Parameters ? [] : `${product.id} ${version}: ${name}`));
      });

  it.each(portfolios)('in $name', (portfolio) => {
    const rules = templateRules(portfolio, ['prod']);
    const inside = offers.filter(({ product }) => offersProduct(portfolio, product));
    expect(inside.length).toBeGreaterThan(0);
    expect(inside.flatMap((offer) => rules.flatMap((rule) => missing(offer, rule)))).toEqual([]);
  });

  it('and would be found out', () => {
    const rule = {
      ruleName: 'NoCatalog',
      assertions: [{ assert: Fn.conditionEquals(Fn.ref('CatalogRepository'), ''), description: 'No.' }],
    };
    const of = (id: string) => offers.flatMap((offer) => (offer.product.id === id ? missing(offer, rule) : []));
    expect(named(rule)).toEqual(['CatalogRepository']);
    expect(of('network')).toContain('network 1.0.0: CatalogRepository');
  });
});

describe('a product that a portfolio has for itself', () => {
  const keepers = portfolios.filter(({ only }) => only !== undefined);

  it('is registered, and in no other portfolio', () => {
    for (const { id, only = [] } of keepers) {
      for (const product of only) {
        expect(products.map((each) => each.id)).toContain(product);
        expect(portfolios.filter((each) => offersProduct(each, { id: product })).map((each) => each.id)).toEqual([id]);
      }
    }
    expect(keepers.map(({ id }) => id)).toEqual(['platform']);
  });

  it('is what publishes the catalog, and nothing else', () => {
    const publishes = products.filter(({ parameters }) =>
      Object.values(parameters).some((group) => 'BootstrapQualifier' in group),
    );
    expect(publishes.map(({ id }) => id)).toEqual(portfolios.find(({ id }) => id === 'platform')?.only);
  });
});

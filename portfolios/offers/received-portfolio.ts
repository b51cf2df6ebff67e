import { CfnCondition, Fn, type ICfnConditionExpression } from 'aws-cdk-lib';
import {
  CfnAcceptedPortfolioShare,
  CfnPortfolio,
  CfnPortfolioProductAssociation,
} from 'aws-cdk-lib/aws-servicecatalog';
import { Construct } from 'constructs';
import { Optional } from '../../catalog/product';
import { grantAccess } from './principals';

/** A product that may be put into a portfolio of the account's own. */
export interface LocalProduct {
  /** Id in the registry. */
  readonly id: string;
  /** Id in Service Catalog. */
  readonly productId: string;
  /** Whether the id was given. */
  readonly isGiven: CfnCondition;
}

/** Portfolio that is shared with an account, and the account's own of the same products. */
export interface ReceivedPortfolioProps {
  /** The hub's name of the portfolio. */
  readonly name: string;
  /** Provider of the account's own portfolio. */
  readonly provider: string;
  /** Id of the portfolio that is shared with the account; empty where it isn't received here. */
  readonly portfolioId: string;
  /** Name of the account's own portfolio; empty for none. */
  readonly localName: string;
  /** Name patterns of the roles that may launch. */
  readonly roles: readonly string[];
  readonly products: readonly LocalProduct[];
}

/**
 * A portfolio that the hub shares with this account alone: its acceptance, and who may launch, since principals don't
 * travel with such a share.
 *
 * With a portfolio of the account's own in its place, roles launch from that one and not from the shared one: constraints
 * that the account adds can't be gone around, and those of the hub hold all the same.
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing_how-to-accept.html
 */
export class ReceivedPortfolio extends Construct {
  constructor(scope: Construct, id: string, props: ReceivedPortfolioProps) {
    super(scope, id);
    const { name, provider, portfolioId, localName, roles, products } = props;
    const isEmpty = (value: string) => Fn.conditionEquals(value, '');
    const condition = (key: string, expression: ICfnConditionExpression) => new CfnCondition(this, key, { expression });

    const received = new Optional(this, 'Received', {
      when: condition('IsReceived', Fn.conditionNot(isEmpty(portfolioId))),
    });
    const share = new CfnAcceptedPortfolioShare(received, 'Share', { portfolioId });

    const direct = new Optional(received, 'Direct', { when: condition('IsDirect', isEmpty(localName)) });
    for (const principal of grantAccess(direct, portfolioId, roles)) principal.addResourceDependency(share);

    const own = new Optional(received, 'Own', {
      when: condition('IsNarrowed', Fn.conditionNot(isEmpty(localName))),
    });
    const portfolio = new CfnPortfolio(own, 'Portfolio', {
      displayName: localName,
      providerName: provider,
      description: `What this account launches of ${name}, under constraints of its own.`,
    });
    grantAccess(own, portfolio.ref, roles);
    for (const product of products) {
      const offered = new Optional(own, `Offers-${product.id}`, { when: product.isGiven });
      new CfnPortfolioProductAssociation(offered, 'Product', {
        portfolioId: portfolio.ref,
        productId: product.productId,
        sourcePortfolioId: portfolioId,
      }).addResourceDependency(share);
    }
  }
}

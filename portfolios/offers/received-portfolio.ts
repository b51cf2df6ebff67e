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
  /** Way in which the share came: `account`, which must be accepted, or `organization`, of which nothing can be. */
  readonly sharedBy: string;
  /** Whether the account is another one than the hub's. */
  readonly isElsewhere: CfnCondition;
  /** Name of the account's own portfolio; empty for none. */
  readonly localName: string;
  /** Name patterns of the roles that may launch. */
  readonly roles: readonly string[];
  readonly products: readonly LocalProduct[];
}

/**
 * A portfolio that the hub shares, and who may launch from it. Where it is shared with this account alone, the share is
 * accepted, and principals don't travel with it; through the organization there is nothing to accept, and principals are
 * named here where the hub doesn't share its own.
 *
 * With a portfolio of the account's own in its place, roles launch from that one and not from the shared one: constraints
 * that the account adds can't be gone around. Of the hub's, a template constraint holds all the same, and a launch
 * constraint unless the account adds one.
 * https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing_how-to-accept.html
 */
export class ReceivedPortfolio extends Construct {
  constructor(scope: Construct, id: string, props: ReceivedPortfolioProps) {
    super(scope, id);
    const { name, provider, portfolioId, sharedBy, isElsewhere, localName, roles, products } = props;
    const isEmpty = (value: string) => Fn.conditionEquals(value, '');
    const condition = (key: string, expression: ICfnConditionExpression) => new CfnCondition(this, key, { expression });

    const isReceived = condition('IsReceived', Fn.conditionAnd(isElsewhere, Fn.conditionNot(isEmpty(portfolioId))));
    const isAlone = Fn.conditionEquals(sharedBy, 'account');
    // No Optional around the share: under another logical id it would be accepted anew, and then the old one rejected.
    const received = new Construct(this, 'Received');
    const share = new CfnAcceptedPortfolioShare(received, 'Share', { portfolioId });
    const isAccepted = condition('IsAccepted', Fn.conditionAnd(isReceived, isAlone));
    share.cfnOptions.condition = isAccepted;
    const afterAcceptance = Fn.select(0, [portfolioId, share.ref]);
    // CloudFormation refuses to wait (DependsOn) for what isn't made.
    const receivedId = Fn.conditionIf(isAccepted.logicalId, afterAcceptance, portfolioId).toString();

    const isDirect = condition('IsDirect', Fn.conditionAnd(isReceived, isEmpty(localName)));
    const direct = new Optional(received, 'Direct', { when: isDirect });
    grantAccess(direct, receivedId, roles);

    const isNarrowed = condition('IsNarrowed', Fn.conditionAnd(isReceived, Fn.conditionNot(isEmpty(localName))));
    const own = new Optional(received, 'Own', { when: isNarrowed });
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
        sourcePortfolioId: receivedId,
      });
    }
  }
}

import { Aws } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import type { Portfolio } from 'aws-cdk-lib/aws-servicecatalog';
import type { Construct } from 'constructs';

/** E-mail addresses that one notification takes. https://docs.aws.amazon.com/cost-management/latest/userguide/management-limits.html */
const MOST_ADDRESSES = 10;

/** Budget's portfolio, limit and readers, as its construct takes them. */
export interface PortfolioBudgetProps {
  readonly portfolio: Portfolio;
  /** Name of the portfolio. */
  readonly name: string;
  /** A month's limit in US dollars. */
  readonly monthly: number;
  /** E-mail addresses that hear of it; the first ten of them. */
  readonly emails: readonly string[];
}

/**
 * A month's budget for all that is launched from a portfolio, found by the tag that Service Catalog sets: so the tag
 * `aws:servicecatalog:portfolioArn` must be activated for cost allocation. Budgets are global, so the name tells the region.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html
 */
export class PortfolioBudget extends CfnBudget {
  constructor(scope: Construct, id: string, { portfolio, name, monthly, emails }: PortfolioBudgetProps) {
    const subscribers = emails.slice(0, MOST_ADDRESSES).map((address) => ({ subscriptionType: 'EMAIL', address }));
    const notice = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, comparisonOperator: 'GREATER_THAN', threshold, thresholdType: 'PERCENTAGE' },
      subscribers,
    });
    super(scope, id, {
      budget: {
        budgetName: `${name} ${Aws.REGION}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthly, unit: 'USD' },
        costFilters: { TagKeyValue: [`aws:servicecatalog:portfolioArn$${portfolio.portfolioArn}`] },
      },
      ...(subscribers.length > 0 && {
        notificationsWithSubscribers: [notice('ACTUAL', 80), notice('FORECASTED', 100)],
      }),
    });
  }
}

import type { PriceKey } from './priced-items';

/** Amount of a thing that AWS gives every account in a month without end. */
export interface FreeTier {
  readonly price: PriceKey;
  readonly quantity: number;
  readonly page: string;
}

/** Amounts that are always free in an account; those of a first year or a credit aren't counted as such. */
export const FREE_TIERS: readonly FreeTier[] = [
  { price: 'alarm-metric-month', quantity: 10, page: 'https://aws.amazon.com/cloudwatch/pricing/' },
  { price: 'custom-metric-month', quantity: 10, page: 'https://aws.amazon.com/cloudwatch/pricing/' },
  { price: 'dashboard-month', quantity: 3, page: 'https://aws.amazon.com/cloudwatch/pricing/' },
  { price: 'queue-request', quantity: 1e6, page: 'https://aws.amazon.com/sqs/pricing/' },
  { price: 'function-request', quantity: 1e6, page: 'https://aws.amazon.com/lambda/pricing/' },
  { price: 'function-arm-gb-second', quantity: 4e5, page: 'https://aws.amazon.com/lambda/pricing/' },
  { price: 'schedule-run', quantity: 14e6, page: 'https://aws.amazon.com/eventbridge/pricing/' },
];

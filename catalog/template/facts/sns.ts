import type { Fact } from './fact';
import { pageOf } from './families';
import { refusedWhile } from './refusals';
import { changesOnly } from './resource-conditions';

/** Facts about Amazon SNS. */
export const sns: readonly Fact[] = [
  refusedWhile(
    {
      type: 'AWS::SNS::Subscription',
      property: 'Region',
      words:
        'If you perform an update operation that only updates the Region property of a AWS::SNS::Subscription resource, that operation will fail',
      page: pageOf('AWS::SNS::Subscription'),
    },
    changesOnly('Region'),
    'AWS refuses an update of nothing but the region of a subscription: make a new one under another logical id.',
  ),
];

import type { StackStatusListener } from '../../kernel/work';
import { publish } from './deliver';

/**
 * Puts CloudFormation's event of a stack's status on the default bus, in the transaction that sets it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html
 */
export const stackStatusChanged: StackStatusListener = (changed, work) => {
  const { accountId, region, stackId, status, reason, token } = changed;
  publish(
    work,
    { accountId, region },
    {
      source: 'aws.cloudformation',
      detailType: 'CloudFormation Stack Status Change',
      resources: [stackId],
      detail: {
        'stack-id': stackId,
        'status-details': { status, 'status-reason': reason ?? '' },
        ...(token !== undefined && { 'client-request-token': token }),
      },
    },
  );
};

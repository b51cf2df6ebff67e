import type { Work } from '../../kernel/work';
import { publish } from './deliver';

/** A stack that has just got a status. */
export interface StackStatus {
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  readonly status: string;
  readonly reason?: string;
  /** The token of the call that the operation began with. */
  readonly token?: string;
}

/**
 * Puts CloudFormation's event of a stack's status on the default bus, in the transaction that sets it.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/event-detail-stack-status-change.html
 */
export function publishStackStatus(
  { accountId, region, stackId, status, reason, token }: StackStatus,
  work: Work,
): void {
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
}

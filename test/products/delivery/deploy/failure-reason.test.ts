/** Reason of a failed update, out of the events of a stack, the newest first. */
import { failureReason } from '../../../../products/delivery/deploy/failure-reason.codebuild';

const stack = 'arn:aws:cloudformation:us-east-1:111122223333:stack/tier/1';
const event = (LogicalResourceId: string, ResourceStatus: string, ResourceStatusReason?: string) => ({
  LogicalResourceId,
  PhysicalResourceId: LogicalResourceId === 'tier' ? stack : LogicalResourceId,
  ResourceStatus,
  ResourceStatusReason,
});

const reasonOf = (...newestFirst: readonly object[]) =>
  failureReason(async () => ({ StackEvents: newestFirst }), stack);

describe('the reason', () => {
  it('is that of the first failure, and not of what was cancelled for it', async () => {
    const events = [
      event('Later', 'UPDATE_FAILED', 'Not that either'),
      event('Queue', 'UPDATE_FAILED', 'Not today'),
      event('Topic', 'UPDATE_FAILED', 'Resource update cancelled'),
      event('tier', 'UPDATE_IN_PROGRESS', 'User Initiated'),
      event('Old', 'UPDATE_FAILED', 'Of an earlier update'),
    ];
    expect(await reasonOf(...events)).toBe('Queue: Not today');
  });

  it('isn’t known where nothing has failed since the update began', async () => {
    expect(await reasonOf(event('tier', 'UPDATE_IN_PROGRESS'), event('Old', 'UPDATE_FAILED', 'x'))).toBeUndefined();
  });
});

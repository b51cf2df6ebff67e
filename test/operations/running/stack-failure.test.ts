import type { StackEvent } from '@aws-sdk/client-cloudformation';
import { firstFailure } from '../../../operations/running/stack-failure';

const STACK = 'arn:aws:cloudformation:us-east-1:000000000000:stack/SC-1/x';

function resource(logicalId: string, status: string, reason?: string): StackEvent {
  return {
    ...{ EventId: logicalId, StackId: STACK, StackName: 'SC-1', Timestamp: new Date(0) },
    ...{ LogicalResourceId: logicalId, PhysicalResourceId: `id-${logicalId}`, ResourceType: 'AWS::EC2::Subnet' },
    ResourceStatus: status as StackEvent['ResourceStatus'],
    ResourceStatusReason: reason,
  };
}

function stack(status: string, reason?: string): StackEvent {
  const ids = { PhysicalResourceId: STACK, ResourceType: 'AWS::CloudFormation::Stack' };
  return { ...resource('SC-1', status, reason), ...ids };
}

describe('the first failure of a stack', () => {
  it('is the one that came first, not those that were cancelled for it', () => {
    const events = [
      stack('ROLLBACK_COMPLETE'),
      stack('ROLLBACK_IN_PROGRESS', 'The following resource(s) failed to create: [A, B].'),
      resource('A', 'CREATE_FAILED', 'Resource creation cancelled'),
      resource('C', 'CREATE_FAILED', 'came later'),
      resource('B', 'CREATE_FAILED', 'the reason'),
      resource('A', 'CREATE_FAILED', 'Resource creation cancelled'),
      stack('CREATE_IN_PROGRESS'),
    ];
    expect(firstFailure(events)).toBe('B (AWS::EC2::Subnet): the reason');
  });

  it('is of the newest operation only', () => {
    const events = [stack('UPDATE_COMPLETE'), stack('UPDATE_IN_PROGRESS'), resource('B', 'CREATE_FAILED', 'long ago')];
    expect(firstFailure(events)).toBeUndefined();
  });

  it("is the stack's own when no resource failed", () => {
    const events = [
      stack('DELETE_FAILED', 'Export x cannot be deleted as it is in use by y'),
      stack('DELETE_IN_PROGRESS'),
    ];
    expect(firstFailure(events)).toContain('Export x cannot be deleted');
  });

  it('is none when all went well', () => {
    expect(
      firstFailure([stack('CREATE_COMPLETE'), resource('A', 'CREATE_COMPLETE'), stack('CREATE_IN_PROGRESS')]),
    ).toBe(undefined);
  });
});

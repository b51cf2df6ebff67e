import { progressOf } from '../../../console/browser/operation-progress';
import type { OperationEvent } from '../../../operations/events';

const resource = (logicalId: string, status: string, more: object = {}): OperationEvent => ({
  ...{ type: 'resource', subject: 'dev', stack: 'arn', eventId: `${logicalId} ${status}`, logicalId },
  ...{ resourceType: 'AWS::SQS::Queue', status, ...more },
});

it('shows each resource as its last event tells, what failed first and then what is under way', () => {
  const { resources } = progressOf([
    resource('Done', 'CREATE_IN_PROGRESS'),
    resource('Done', 'CREATE_COMPLETE'),
    resource('Working', 'CREATE_IN_PROGRESS'),
    resource('Broken', 'CREATE_FAILED', { reason: 'no' }),
    resource('Done', 'CREATE_COMPLETE', { tier: 'Network' }),
  ]);
  expect(resources.map(({ tier, logicalId, status }) => [tier, logicalId, status])).toEqual([
    [undefined, 'Broken', 'CREATE_FAILED'],
    [undefined, 'Working', 'CREATE_IN_PROGRESS'],
    ['Network', 'Done', 'CREATE_COMPLETE'],
    [undefined, 'Done', 'CREATE_COMPLETE'],
  ]);
});

it('counts an environment with its tiers, by their templates', () => {
  const count = (done: number, of: number | undefined, tier?: string): OperationEvent => ({
    ...{ type: 'count', subject: 'dev', done, of, ...(tier && { tier }) },
  });
  expect(progressOf([count(1, 3), count(5, 10, 'Network'), count(2, 3)])).toMatchObject({ done: 7, of: 13 });
  expect(progressOf([count(1, undefined)])).toMatchObject({ done: 1, of: undefined });
  expect(progressOf([])).toMatchObject({ done: 0, of: undefined, failure: undefined });
});

it('keeps the first failure', () => {
  const failure = (text: string): OperationEvent => ({ type: 'failure', subject: 'dev', text });
  expect(progressOf([failure('first'), failure('second')]).failure).toBe('first');
});

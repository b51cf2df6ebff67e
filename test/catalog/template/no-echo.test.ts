import { isNoEcho } from '../../../catalog/template';
import { answerChanges } from '../../../operations/upgrade/answer-changes';

test.each([
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
  [undefined, false],
])('a parameter whose NoEcho is %j is hidden: %j', (NoEcho, hidden) => {
  expect(isNoEcho({ NoEcho })).toBe(hidden);
});

test('a parameter that isn’t there hides nothing', () => {
  expect(isNoEcho(undefined)).toBe(false);
});

test.each([true, 'true'])('a new value is never shown of a parameter whose NoEcho is %j', (NoEcho) => {
  const template = { Parameters: { Secret: { Type: 'String', NoEcho } }, Resources: {} };
  const stack = { template, parameters: { Secret: '****' } };
  const change = { running: { stack }, values: { Secret: 'open sesame' } } as unknown as Parameters<
    typeof answerChanges
  >[0];
  expect(JSON.stringify(answerChanges(change))).not.toContain('open sesame');
});

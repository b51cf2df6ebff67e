import { STATEFUL_TYPES } from '../../../../catalog/template';
import * as released from '../../../../products/delivery/deploy/stateful-types.codebuild';

it('holds data in just the types that the facts know', () => {
  expect(Object.keys(released.STATEFUL_TYPES).sort()).toEqual(Object.keys(STATEFUL_TYPES).sort());
  expect(Object.keys(STATEFUL_TYPES).every(released.isStateful)).toBe(true);
});

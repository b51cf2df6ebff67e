import { patched } from '../../../sandbox/services/cloudcontrol/json-patch';

const value = { Name: 'a', List: [1, 2], Deep: { 'a/b': { '~': true } } };

const apply = (...operations: readonly object[]) => patched(value, JSON.stringify(operations));

it.each([
  [{ op: 'add', path: '/New', value: 1 }, { New: 1 }],
  [{ op: 'replace', path: '/Name', value: 'b' }, { Name: 'b' }],
  [{ op: 'add', path: '/List/1', value: 9 }, { List: [1, 9, 2] }],
  [{ op: 'add', path: '/List/-', value: 9 }, { List: [1, 2, 9] }],
  [{ op: 'remove', path: '/List/0' }, { List: [2] }],
  [{ op: 'replace', path: '/Deep/a~1b/~0', value: false }, { Deep: { 'a/b': { '~': false } } }],
  [
    { op: 'copy', from: '/Name', path: '/Copy' },
    { Name: 'a', Copy: 'a' },
  ],
  [{ op: 'test', path: '/Name', value: 'a' }, {}],
])('applies %j', (operation, changed) => {
  expect(apply(operation)).toEqual({ ...value, ...changed });
});

it('moves, and leaves the value that it was given alone', () => {
  expect(apply({ op: 'move', from: '/Name', path: '/Moved' })).toEqual({ Moved: 'a', List: [1, 2], Deep: value.Deep });
  expect(value.Name).toBe('a');
});

it.each([
  { op: 'remove', path: '/Nothing' },
  { op: 'replace', path: '/Nothing', value: 1 },
  { op: 'add', path: '/Name/below', value: 1 },
  { op: 'add', path: '/New' },
  { op: 'add', path: '/List/5', value: 1 },
  { op: 'test', path: '/Name', value: 'b' },
  { op: 'remove', path: '' },
  { op: 'add', path: 'Name', value: 1 },
  { op: 'remove', path: '/constructor' },
  { op: 'spin', path: '/Name' },
])('refuses %j', (operation) => {
  expect(() => apply(operation)).toThrow('Invalid patch document');
});

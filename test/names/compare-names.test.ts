import { compareNames, type Report } from './compare-names';

/** A run of files, each with its tests by name. */
const report = (...files: readonly Readonly<Record<string, string>>[]): Report => ({
  testResults: files.map((tests) => ({
    assertionResults: Object.entries(tests).map(([fullName, status]) => ({ fullName, status })),
  })),
});

it('names what went and what came', () => {
  const before = report({ 'a cat purrs': 'passed', 'a cat sleeps': 'passed' });
  expect(compareNames(before, report({ 'a cat sleeps': 'passed', 'a dog barks': 'passed' }))).toEqual({
    went: ['a cat purrs'],
    came: ['a dog barks'],
  });
});

it('finds nothing where tests moved to other files', () => {
  const before = report({ purrs: 'passed', barks: 'passed' });
  expect(compareNames(before, report({ barks: 'passed' }, { purrs: 'passed' }))).toEqual({ went: [], came: [] });
});

it('counts tests of one name', () => {
  expect(compareNames(report({ purrs: 'passed' }, { purrs: 'passed' }), report({ purrs: 'passed' }))).toEqual({
    went: ['purrs'],
    came: [],
  });
});

it.each(['pending', 'failed', 'todo'])('takes a test that is %s now for one that went', (status) => {
  expect(compareNames(report({ purrs: 'passed' }), report({ purrs: status })).went).toEqual(['purrs']);
});

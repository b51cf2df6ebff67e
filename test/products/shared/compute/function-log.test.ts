import { log } from '../../../../products/shared/compute/function-log.lambda';

afterEach(() => jest.restoreAllMocks());

it.each([
  ['ERROR', 'error'],
  ['WARN', 'warn'],
  ['INFO', 'info'],
] as const)('an entry of level %s goes to console.%s, whole and without its level', (level, method) => {
  const written = jest.spyOn(console, method).mockReturnValue();
  log({ level, task: 'prepare', nodes: { one: 1 } });
  expect(written.mock.calls).toEqual([[{ task: 'prepare', nodes: { one: 1 } }]]);
});

/** The console is one of two faces: it stands on the operations, and nothing but the command that starts it stands on it. */
import { importGraph } from '../import-graph';

const graph = importGraph();
const folderOf = (path: string) => path.split('/')[0] ?? '';
const importsOf = (wanted: RegExp) =>
  [...graph].flatMap(([file, imports]) => (wanted.test(file) ? imports.map((to) => [file, to] as const) : []));

it('imports the operations and what they stand on', () => {
  const used = importsOf(/^console\//);
  expect(used.length).toBeGreaterThan(100);
  expect(used.filter(([, to]) => !['console', 'operations', 'catalog'].includes(folderOf(to)))).toEqual([]);
});

it('is imported by the command alone', () => {
  const users = [...graph].flatMap(([file, imports]) =>
    imports.some((to) => folderOf(to) === 'console') && !['console', 'test'].includes(folderOf(file)) ? [file] : [],
  );
  expect(users.filter((file) => folderOf(file) !== 'scripts')).toEqual([]);
});

it('keeps server and page apart: what both know stands beside them', () => {
  expect(importsOf(/^console\/server\//).filter(([, to]) => to.startsWith('console/browser/'))).toEqual([]);
  expect(importsOf(/^console\/browser\//).filter(([, to]) => to.startsWith('console/server/'))).toEqual([]);
  expect(importsOf(/^console\/[^/]*$/).filter(([, to]) => /^console\/\w+\//.test(to))).toEqual([]);
});

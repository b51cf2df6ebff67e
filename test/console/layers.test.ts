import { importGraph } from '../import-graph';

const graph = importGraph();
const importsOf = (wanted: RegExp) =>
  [...graph].flatMap(([file, imports]) => (wanted.test(file) ? imports.map((to) => [file, to] as const) : []));

it('keeps server and page apart: what both know stands beside them', () => {
  expect(importsOf(/^console\//).length).toBeGreaterThan(100);
  expect(importsOf(/^console\/server\//).filter(([, to]) => to.startsWith('console/browser/'))).toEqual([]);
  expect(importsOf(/^console\/browser\//).filter(([, to]) => to.startsWith('console/server/'))).toEqual([]);
  expect(importsOf(/^console\/[^/]*$/).filter(([, to]) => /^console\/\w+\//.test(to))).toEqual([]);
});

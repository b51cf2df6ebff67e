import { circles, importGraph } from './import-graph';

test('no files import one another in a circle, not even types', () => {
  const graph = importGraph();
  expect(graph.size).toBeGreaterThan(1000);
  expect(circles(graph)).toEqual([]);
});

test('the graph knows imports of values and of types, and those of folders', () => {
  const graph = importGraph(['sandbox', 'scripts']);
  expect(graph.get('sandbox/kernel/call.ts')).toContain('sandbox/kernel/caller.ts');
  expect(graph.get('sandbox/main.ts')).toContain('sandbox/index.ts');
  expect(graph.get('sandbox/main.ts')).toContain('catalog/errors.ts');
});

test('a circle is found, whatever leads to it', () => {
  const graph = new Map([
    ['a', ['b']],
    ['b', ['c', 'd']],
    ['c', []],
    ['d', ['e']],
    ['e', ['b', 'c']],
    ['f', ['f']],
  ]);
  expect(circles(graph)).toEqual([['b', 'd', 'e'], ['f']]);
});

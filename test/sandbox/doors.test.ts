import { circles, importGraph } from '../import-graph';

/** Service that a file belongs to, as its folder is called; undefined for a file of none. */
function serviceOf(file: string): string | undefined {
  return /^sandbox\/services\/([^/]+)\//.exec(file)?.[1];
}

/** Imports that enter a service from outside. */
const entries = [...importGraph(['sandbox'])].flatMap(([from, files]) =>
  files.flatMap((to) => {
    const service = serviceOf(to);
    return service === undefined || service === serviceOf(from) ? [] : [{ from, to, service }];
  }),
);

test('a service is entered by its index alone', () => {
  expect(new Set(entries.map(({ service }) => service)).size).toBeGreaterThan(12);
  expect(entries.filter(({ to, service }) => to !== `sandbox/services/${service}/index.ts`)).toEqual([]);
});

test('services do not need one another in a circle', () => {
  const needs = new Map<string, string[]>();
  for (const { from, service } of entries) {
    const needing = serviceOf(from) ?? from;
    needs.set(needing, [...(needs.get(needing) ?? []), service]);
  }
  expect(needs.get('service-catalog')).toContain('cloudformation');
  expect(circles(needs)).toEqual([]);
});

test('the store and the kernel need nothing that is built on them', () => {
  const graph = importGraph(['sandbox']);
  const mayNeed: Readonly<Record<string, readonly string[]>> = {
    store: ['store', 'catalog'],
    kernel: ['kernel', 'store', 'catalog'],
    http: ['http', 'kernel', 'store', 'catalog', 'sandbox.ts'],
  };
  const partOf = (file: string) => file.replace(/^sandbox\//, '').split('/')[0] ?? '';
  const wrong = [...graph].flatMap(([from, files]) => {
    const allowed = mayNeed[partOf(from)];
    return files.filter((to) => allowed && !allowed.includes(partOf(to))).map((to) => `${from} needs ${to}`);
  });
  expect(wrong).toEqual([]);
});

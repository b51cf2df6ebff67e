import type { Measure } from '../../catalog/product/measure';
import type { Measures } from '../../operations/project/measure';
import { table } from '../terminal/table';

/** Text of the measures of products: sizes against AWS's limits, and statements on every resource with their reasons. */
export function measureText({ limits, products, everyLaunch }: Measures): string {
  const statements = reasons([...products, { product: 'every product', unrestricted: everyLaunch }]);
  return `${sizes(products, limits)}\n\n${statements}`;
}

function sizes(measures: readonly Measure[], limits: Readonly<Record<string, number>>): string {
  const { bytes, ...counts } = limits;
  const row = (name: string, of: Readonly<Record<string, unknown>>) => [
    name,
    kilobytes(Number(of.bytes)),
    ...Object.keys(counts).map((limit) => `${of[limit]}`),
  ];
  const headings = ['PRODUCT', 'KB', ...Object.keys(counts).map((limit) => limit.toUpperCase())];
  return table(headings, [...measures.map((one) => row(one.product, one)), row('at most', limits)]);
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(0);
}

function reasons(measures: readonly Pick<Measure, 'product' | 'unrestricted'>[]): string {
  const all = measures.flatMap(({ product, unrestricted: statements }) =>
    statements.map((statement) => ({ product, ...statement })),
  );
  const lines = all.map(
    ({ product, role, sid, actions, reason }) =>
      `${product}, ${role}, ${sid}: ${actions.join(', ')}\n  ${reason ?? 'No reason given.'}`,
  );
  return [`Statements on every resource ("Resource": "*"): ${all.length}`, ...lines].join('\n\n');
}

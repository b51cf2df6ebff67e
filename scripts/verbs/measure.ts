import type { Measure } from '../../catalog/product/measure';
import { chooseProducts } from '../../operations/project/choose-product';
import { print, printJson } from '../terminal/shell';
import { table } from '../terminal/table';
import { type JsonOption, jsonOption, type Verb } from '../verb';

/** `catalog measure [product…]`: how near the products are to AWS's limits, and what they allow on every resource. */
export const measure: Verb = (program, shell) => {
  program
    .command('measure [product...]')
    .description("print templates' sizes against AWS's limits, and statements on every resource with their reasons")
    .option(...jsonOption)
    .action(async (ids: readonly string[], { json }: JsonOption) => {
      const { measureProduct, templateLimits, unrestrictedIn } = await import('../../catalog/product/measure');
      const { launchStatements } = await import('../../portfolios/launch-role/launch-statements');
      const products = (await chooseProducts(ids)).map(measureProduct);
      const everyLaunch = unrestrictedIn(launchStatements('*'));
      if (json) return printJson(shell, { limits: templateLimits, products, everyLaunch });
      print(shell, sizes(products, templateLimits));
      print(shell, `\n${reasons([...products, { product: 'every product', unrestricted: everyLaunch }])}`);
    });
};

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

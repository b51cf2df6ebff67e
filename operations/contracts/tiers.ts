import { type Product, synthesizeProduct } from '../../catalog/product';
import type { Json } from '../../catalog/template';

/** Imports of a product, as `network:VpcId`: the export's name without the environment. */
export function importsOf(product: Product): string[] {
  return importsIn(JSON.parse(JSON.stringify(synthesizeProduct(product).template)));
}

/** Exports that a product's contract promises, in the same form. */
export function exportsOf({ id, contract }: Product): string[] {
  return [...Object.keys(contract.outputs), `Is-\${EnvironmentType}`].map((name) => `${id}:${name}`);
}

/** Imports of a product that none of the others exports. */
export function unmetImports(product: Product, all: readonly Product[]): string[] {
  const offered = new Set(all.filter(({ id }) => id !== product.id).flatMap(exportsOf));
  return importsOf(product).filter((name) => !offered.has(name));
}

/** The ids of products that can't be launched before themselves: those on a cycle, or behind one. */
export function unlaunchable(all: readonly Product[]): string[] {
  const needs = new Map(all.map((product) => [product.id, importsOf(product).map((name) => name.split(':')[0] ?? '')]));
  const launched = new Set<string>();
  const next = () => all.find(({ id }) => !launched.has(id) && needs.get(id)?.every((other) => launched.has(other)));
  for (let product = next(); product; product = next()) launched.add(product.id);
  return all.map(({ id }) => id).filter((id) => !launched.has(id));
}

/** Imports of products that stand later in the list, as `app before network`: the order is that of launches. */
export function misplaced(all: readonly Product[]): string[] {
  const ids = all.map(({ id }) => id);
  return all.flatMap((product, index) => {
    const needs = new Set(importsOf(product).map((name) => name.split(':')[0] ?? ''));
    return [...needs].filter((other) => ids.indexOf(other) > index).map((other) => `${product.id} before ${other}`);
  });
}

function importsIn(value: Json): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'Fn::ImportValue' ? [withoutEnvironment(item)] : importsIn(item),
  );
}

function withoutEnvironment(name: Json): string {
  const sub = name !== null && typeof name === 'object' && !Array.isArray(name) ? name['Fn::Sub'] : undefined;
  const text = Array.isArray(sub) ? sub[0] : sub;
  return String(text).replace(/^bellyfed:[^:]+:/, '');
}

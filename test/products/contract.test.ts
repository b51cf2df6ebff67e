import { exportName, type Product, pairwiseAnswers, synthesizeProduct } from '../../catalog/product';
import type { Json } from '../../catalog/template';
import { products } from '../../products';
import { launched, refusals } from '../catalog/product/evaluated';

/** Names of the exports that a template imports, as they stand in `Fn::Sub`, the environment left open. */
function importsIn(value: Json): string[] {
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === 'Fn::ImportValue' ? [importedName(item)] : importsIn(item),
  );
}

function importedName(value: Json): string {
  const sub = value !== null && typeof value === 'object' && !Array.isArray(value) ? value['Fn::Sub'] : undefined;
  const text = Array.isArray(sub) ? sub[0] : sub;
  return String(text).replace(/^bellyfed:[^:]+:/, '');
}

const graph = new Map(
  products.map((product) => {
    const imported = importsIn(JSON.parse(JSON.stringify(synthesizeProduct(product).template)));
    return [product.id, new Set(imported.map((name) => name.split(':')[0] ?? ''))] as const;
  }),
);

describe.each(products)('$id', (product) => {
  const { template } = synthesizeProduct(product);
  const accepted = pairwiseAnswers(product).filter((answers) => refusals(product, answers).length === 0);

  it('exports its whole contract, however it is launched, and never an empty value', () => {
    expect(accepted.length).toBeGreaterThan(0);
    for (const answers of accepted) {
      const { outputs } = launched(product, answers);
      const { EnvironmentName = '', EnvironmentType } = answers;
      for (const name of Object.keys(product.contract.outputs)) {
        expect(outputs[name]?.exportName).toBe(exportName(EnvironmentName, product.id, name));
        expect(outputs[name]?.value).toMatch(/^[^\s,]+(,[^\s,]+)*$/);
      }
      expect(outputs.TypeMarker?.exportName).toBe(exportName(EnvironmentName, product.id, `Is-${EnvironmentType}`));
    }
  });

  it('exports nothing else', () => {
    const exported = Object.entries(template.Outputs ?? {}).filter(([, { Export }]) => Export !== undefined);
    expect(exported.map(([id]) => id)).toEqual([...Object.keys(product.contract.outputs), 'TypeMarker']);
  });

  it('describes every output', () => {
    expect(
      Object.values(template.Outputs ?? {}).filter(({ Description = '' }) => !/^[ -~]{10,}$/.test(Description)),
    ).toEqual([]);
  });

  it('imports only what another product exports', () => {
    const offered = new Set(products.filter(({ id }) => id !== product.id).flatMap(exportsOf));
    const imported = importsIn(JSON.parse(JSON.stringify(template)));
    expect(imported.filter((name) => !offered.has(name))).toEqual([]);
  });
});

it('the tiers form no cycle', () => {
  const visit = (id: string, path: readonly string[]): void => {
    expect(path).not.toContain(id);
    for (const next of graph.get(id) ?? []) visit(next, [...path, id]);
  };
  for (const { id } of products) visit(id, []);
});

function exportsOf({ id, contract }: Product): string[] {
  return [...Object.keys(contract.outputs), `Is-\${EnvironmentType}`].map((name) => `${id}:${name}`);
}

import { synthesizeProduct } from '../../catalog/product';
import { isStateful } from '../../catalog/template';
import { products } from '../../products';

describe.each(products)('$id', (product) => {
  const { template } = synthesizeProduct(product);
  const stateful = Object.entries(template.Resources).filter(([, { Type, Properties }]) =>
    isStateful(Type, Properties),
  );

  it('keeps everything stateful when it is deleted, and when it is replaced', () => {
    const kept = ['Retain', 'Snapshot'];
    const lost = stateful.filter(
      ([, { DeletionPolicy, UpdateReplacePolicy }]) =>
        !kept.includes(String(DeletionPolicy)) || !kept.includes(String(UpdateReplacePolicy)),
    );
    expect(lost.map(([id]) => id)).toEqual([]);
  });
});

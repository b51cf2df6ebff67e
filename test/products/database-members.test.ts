import { synthesizeProduct } from '../../catalog/product';
import type { Template } from '../../catalog/template';
import { products } from '../../products';
import { data } from '../../products/data/product';

/** Instances of a cluster that name a version of their own: RDS refuses to change it by a member. */
function versioned({ Resources }: Template): string[] {
  return Object.entries(Resources)
    .filter(([, { Type, Properties = {} }]) => Type === 'AWS::RDS::DBInstance' && 'DBClusterIdentifier' in Properties)
    .filter(([, { Properties = {} }]) => 'EngineVersion' in Properties)
    .map(([id]) => id);
}

it.each(products)('$id leaves the version of a database to its cluster', (product) => {
  expect(versioned(synthesizeProduct(product).template)).toEqual([]);
});

it('finds an instance that names one', () => {
  const { template } = synthesizeProduct(data);
  const { DatabaseWriterInstance: writer, ...others } = template.Resources;
  if (writer === undefined) throw new Error('there is no writer');
  const named = { ...writer, Properties: { ...writer.Properties, EngineVersion: '17.7' } };
  expect(versioned({ ...template, Resources: { ...others, DatabaseWriterInstance: named } })).toEqual([
    'DatabaseWriterInstance',
  ]);
});

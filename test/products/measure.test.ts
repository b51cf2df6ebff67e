import { measureProduct, templateLimits } from '../../catalog/product/measure';
import { products } from '../../products';

describe.each(products)('$id', (product) => {
  const measure = measureProduct(product);

  it.each(Object.keys(templateLimits) as (keyof typeof templateLimits)[])(
    'stays below half of what AWS takes, so that releases to come have room: %s',
    (limit) => {
      expect(measure[limit]).toBeGreaterThan(0);
      expect(measure[limit]).toBeLessThan(templateLimits[limit] / 2);
    },
  );

  it('gives a reason for each statement that allows something on every resource', () => {
    expect(measure.unrestricted.filter(({ reason }) => reason === undefined)).toEqual([]);
  });
});

it('finds a statement on every resource in a role of the template, whatever condition it stands in', () => {
  const app = products.find(({ id }) => id === 'app');
  expect(app && measureProduct(app).unrestricted).toContainEqual(
    expect.objectContaining({ role: 'TaskRoleTask', sid: 'Channels' }),
  );
});

it('misses the reason of a statement whose exception is gone', () => {
  const delivery = products.find(({ id }) => id === 'delivery');
  const bare = delivery && { ...delivery, exceptions: { ...delivery.exceptions, nag: [] } };
  const missing = bare && measureProduct(bare).unrestricted.filter(({ reason }) => reason === undefined);
  expect(missing?.map(({ role }) => role)).toContain('DeployRole');
});

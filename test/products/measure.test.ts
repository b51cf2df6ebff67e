import { CfnStack } from 'aws-cdk-lib';
import { measureProduct } from '../../catalog/product/measure';
import { limits } from '../../operations/contracts/limits';
import { products } from '../../products';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(limits);

it('each product is measured', () => {
  for (const product of products) expect(measureProduct(product).resources).toBeGreaterThan(0);
});

it('a product without sizes is as good as any', async () => {
  expect(measureProduct(smallProduct()).mappings).toBe(0);
  expect(await findingsOf(limits, smallProduct())).toEqual([]);
});

it('a form with half the parameters that AWS takes is found', async () => {
  const question = { label: 'x', description: 'x', default: '', constraintDescription: 'x' };
  const Own = Object.fromEntries(Array.from({ length: 98 }, (_, index) => [`Q${index}`, question]));
  expect(await findingsOf(limits, smallProduct({ parameters: { Own } }))).toEqual([
    'parameters: 100, and AWS takes 200',
  ]);
});

it('a nested stack is found', async () => {
  const build = (stack: ConstructorParameters<typeof CfnStack>[0]) =>
    void new CfnStack(stack, 'Nested', { templateUrl: 'https://example.com' });
  expect(await findingsOf(limits, smallProduct({ build }))).toContain('Nested: AWS::CloudFormation::Stack');
});

it('finds a statement on every resource in a role of the template, whatever condition it stands in', () => {
  const app = products.find(({ id }) => id === 'app');
  expect(app && measureProduct(app).unrestricted).toContainEqual(
    expect.objectContaining({ role: 'TaskRoleTask', sid: 'Channels' }),
  );
});

it('misses the reason of a statement whose exception is gone', async () => {
  const delivery = products.find(({ id }) => id === 'delivery');
  const bare = delivery && { ...delivery, exceptions: { ...delivery.exceptions, nag: [] } };
  const missing = bare && measureProduct(bare).unrestricted.filter(({ reason }) => reason === undefined);
  expect(missing?.map(({ role }) => role)).toContain('DeployRole');
  expect(bare && (await findingsOf(limits, bare))).toContainEqual(expect.stringContaining('DeployRole, statement'));
});

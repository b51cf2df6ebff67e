import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { judge } from '../../catalog/product/exceptions';
import { products } from '../../products';
import { smallProduct } from '../catalog/product/small-product';
import { held } from './held';
import { nagFindings } from './nag-findings';

describe.each(products)('$id', (product) => {
  const { open, stale } = judge(nagFindings(product), product.exceptions.nag);

  held(product, 'security')('gives AwsSolutions and NIST 800-53 R5 nothing to find that isn’t explained', () => {
    expect(open).toEqual([]);
  });

  it('has no exception that cdk-nag no longer asks for', () => {
    expect(stale).toEqual([]);
  });
});

it('cdk-nag sees into a product', () => {
  const careless = smallProduct({ build: (stack) => void new CfnBucket(stack, 'Bucket') });
  expect(nagFindings(careless)).toContainEqual(
    expect.objectContaining({ rule: 'AwsSolutions-S10', logicalId: 'Bucket' }),
  );
});

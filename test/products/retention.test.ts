import { CfnDeletionPolicy, RemovalPolicy } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { synthesizeProduct } from '../../catalog/product';
import { isStateful, type Template } from '../../catalog/template';
import { products } from '../../products';
import { smallProduct } from '../catalog/product/small-product';
import { isHeldTo } from './held';

/** Logical ids of what holds data and would lose it when it is deleted, or when it is replaced. */
function losable({ Resources }: Template): string[] {
  // Of what was launched, RetainExceptOnCreate keeps all that Retain does.
  const kept = (policy: unknown) => ['Retain', 'RetainExceptOnCreate', 'Snapshot'].some((one) => one === policy);
  return Object.entries(Resources)
    .filter(([, { Type, Properties }]) => isStateful(Type, Properties))
    .filter(([, { DeletionPolicy, UpdateReplacePolicy }]) => !kept(DeletionPolicy) || !kept(UpdateReplacePolicy))
    .map(([id]) => id);
}

it.each(products.filter((product) => isHeldTo(product, 'retention')))(
  '$id keeps everything stateful, deleted or replaced',
  (product) => {
    expect(losable(synthesizeProduct(product).template)).toEqual([]);
  },
);

it.each([
  ['both', true, []],
  ['none', undefined, ['Bucket']],
  ['only the one for deletion', false, ['Bucket']],
])('with retention policies: %s', (_, applyToUpdateReplacePolicy, expected) => {
  const product = smallProduct({
    build(stack) {
      const bucket = new CfnBucket(stack, 'Bucket');
      if (applyToUpdateReplacePolicy !== undefined) {
        bucket.applyRemovalPolicy(RemovalPolicy.RETAIN, { applyToUpdateReplacePolicy });
      }
    },
  });
  expect(losable(synthesizeProduct(product).template)).toEqual(expected);
});

it('counts RetainExceptOnCreate as kept on deletion, and nothing but Retain where it is replaced', () => {
  const product = smallProduct({
    build(stack) {
      const bucket = new CfnBucket(stack, 'Bucket');
      bucket.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
      const kept = new CfnBucket(stack, 'Kept');
      kept.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    },
  });
  expect(losable(synthesizeProduct(product).template)).toEqual(['Bucket']);
});

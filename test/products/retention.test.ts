import { CfnDeletionPolicy, RemovalPolicy } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { retention } from '../../operations/contracts/retention';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(retention);

const lost = 'Bucket (AWS::S3::Bucket) would be lost';

it.each([
  ['both', true, []],
  ['none', undefined, [lost]],
  ['only the one for deletion', false, [lost]],
])('with retention policies: %s', async (_, applyToUpdateReplacePolicy, expected) => {
  const product = smallProduct({
    build(stack) {
      const bucket = new CfnBucket(stack, 'Bucket');
      if (applyToUpdateReplacePolicy !== undefined) {
        bucket.applyRemovalPolicy(RemovalPolicy.RETAIN, { applyToUpdateReplacePolicy });
      }
    },
  });
  expect(await findingsOf(retention, product)).toEqual(expected);
});

it('counts RetainExceptOnCreate as kept on deletion, and nothing but Retain where it is replaced', async () => {
  const product = smallProduct({
    build(stack) {
      const bucket = new CfnBucket(stack, 'Bucket');
      bucket.cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
      const kept = new CfnBucket(stack, 'Kept');
      kept.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
    },
  });
  expect(await findingsOf(retention, product)).toEqual([lost]);
});

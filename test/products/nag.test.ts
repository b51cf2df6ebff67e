import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { nag } from '../../operations/contracts/nag';
import { nagFindings } from '../../operations/contracts/nag-findings';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(nag);

it('cdk-nag sees into a product', () => {
  const careless = smallProduct({ build: (stack) => void new CfnBucket(stack, 'Bucket') });
  expect(nagFindings(careless)).toContainEqual(
    expect.objectContaining({ rule: 'AwsSolutions-S10', logicalId: 'Bucket' }),
  );
});

it('a finding that no exception explains is found', async () => {
  const careless = smallProduct({ build: (stack) => void new CfnBucket(stack, 'Bucket') });
  expect(await findingsOf(nag, careless)).toContainEqual(expect.stringMatching(/^Bucket: AwsSolutions-S10, /));
});

it('an exception that cdk-nag doesn’t ask for is found', async () => {
  const exceptions = { validation: [], nag: [{ rule: 'AwsSolutions-S10', logicalId: 'Bucket', reason: 'None.' }] };
  expect(await findingsOf(nag, { ...smallProduct(), exceptions })).toContain('Bucket: AwsSolutions-S10');
});

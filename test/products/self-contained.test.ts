import { CfnResource } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { literals, selfContained } from '../../operations/contracts/self-contained';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(selfContained);

it('a literal, and tags without the environment’s, are found', async () => {
  const product = smallProduct({
    build(stack) {
      new CfnTopic(stack, 'Topic', { displayName: 'arn:aws:sns' });
      new CfnResource(stack, 'Other', { type: 'AWS::SQS::Queue', properties: { Tags: [{ Key: 'Own', Value: 'x' }] } });
    },
  });
  expect(await findingsOf(selfContained, product)).toEqual(['arn:aws:sns', 'Other (AWS::SQS::Queue)']);
});

describe('the literals that are looked for', () => {
  it.each([
    ['account', 'arn:x:iam::111122223333:root'],
    ['region', 'com.amazonaws.eu-central-1.s3'],
    ['region', 'us-gov-west-1'],
    ['region', 'ap-southeast-2'],
    ['partition', 'arn:aws:s3:::bucket'],
    ['partition', 'arn:aws-us-gov:s3:::bucket'],
    ['asset', 'cdk-hnb659fds-assets'],
  ] as const)('would be found: %s in %s', (kind, text) => {
    expect(literals[kind]?.test(text)).toBe(true);
  });
});

import { literals, selfContained } from '../../operations/contracts/self-contained';
import { describeContract } from './describe-contract';

describeContract(selfContained);

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

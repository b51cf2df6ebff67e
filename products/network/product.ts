import { CfnVPC } from 'aws-cdk-lib/aws-ec2';
import { defineProduct } from '../../catalog/product';
import { publisher } from '../publisher';
import { networkContract } from './contract';

/** Network tier: the VPC that every other tier attaches to. */
export const network = defineProduct({
  ...publisher,
  id: 'network',
  name: 'Bellyfed Network',
  description: 'VPC.',
  contract: networkContract,
  parameters: {},
  launchRole: [],
  exceptions: { validation: [], nag: [] },
  build(stack) {
    const vpc = new CfnVPC(stack, 'Vpc', { cidrBlock: '10.0.0.0/16' });
    return { VpcId: vpc.ref };
  },
});

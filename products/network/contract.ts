import { defineContract } from '../../catalog/product';

/** What the network offers to every other tier. */
export const networkContract = defineContract('network', {
  VpcId: { kind: 'text', description: 'Id of the VPC.' },
});

import { CfnDBInstance } from 'aws-cdk-lib/aws-rds';
import { creations } from '../../operations/contracts/creations';
import { smallProduct } from '../catalog/product/small-product';
import { findingsOf } from './describe-contract';

it.each([
  [{ dbClusterIdentifier: 'cluster' }, ['Instance']],
  [{}, []],
])('an instance that names a version of its own, in %j, is found: %j', async (member, found) => {
  const product = smallProduct({
    build(stack) {
      new CfnDBInstance(stack, 'Instance', { ...member, engine: 'aurora-postgresql', engineVersion: '17.7' });
    },
  });
  expect(await findingsOf(creations, product)).toEqual(found);
});

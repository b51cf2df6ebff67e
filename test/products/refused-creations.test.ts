/** No answer makes a resource that AWS refuses though its schema allows it, with the longest names that the form takes. */

import type { Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import { creations, LONGEST } from '../../operations/contracts/creations';
import { smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(creations);

test('a name that gets too long by the environment’s is found', async () => {
  const build = (stack: Stack) => {
    new CfnQueue(stack, 'Queue', { queueName: `${'q'.repeat(60)}-${LONGEST}` });
  };
  expect(await findingsOf(creations, smallProduct({ build }))).toEqual([
    'Queue: AWS refuses a QueueName of more than 80 characters: give it a shorter one.',
  ]);
});

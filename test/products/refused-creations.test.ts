/** No answer makes a resource that AWS refuses though its schema allows it, with the longest names that the form takes. */

import type { Stack } from 'aws-cdk-lib';
import { CfnQueue } from 'aws-cdk-lib/aws-sqs';
import type { Product } from '../../catalog/product';
import { pairwiseAnswers } from '../../catalog/product/answers';
import { refusedCreations } from '../../catalog/template';
import { products } from '../../products';
import { launched } from '../catalog/product/evaluated';
import { smallProduct } from '../catalog/product/small-product';

/** The longest environment name: `^[a-z][a-z0-9-]{1,20}$`. */
const LONGEST = 'a12345678901234567890';

/** Creations that AWS would refuse, as `Queue: AWS refuses a QueueName …`. */
function refused(product: Product): string[] {
  const found = new Set<string>();
  for (const answers of pairwiseAnswers(product)) {
    const { resources } = launched(product, { ...answers, EnvironmentName: LONGEST });
    for (const [id, resource] of Object.entries(resources)) {
      for (const fact of refusedCreations('stacks', resource.type, resource)) {
        found.add(`${id}: ${fact.advice(resource, resource)}`);
      }
    }
  }
  return [...found];
}

test.each(products)('$id', (product) => {
  expect(refused(product)).toEqual([]);
});

test('a name that gets too long by the environment’s is found', () => {
  const build = (stack: Stack) => {
    new CfnQueue(stack, 'Queue', { queueName: `${'q'.repeat(60)}-${LONGEST}` });
  };
  expect(refused(smallProduct({ build }))).toEqual([
    'Queue: AWS refuses a QueueName of more than 80 characters: give it a shorter one.',
  ]);
});

import { CfnOutput } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { defineContract, type Product } from '../../catalog/product';
import { exportsAndImports } from '../../operations/contracts/exports';
import { unlaunchable, unmetImports } from '../../operations/contracts/tiers';
import { products } from '../../products';
import { exportingProduct, smallProduct } from '../catalog/product/small-product';
import { describeContract, findingsOf } from './describe-contract';

describeContract(exportsAndImports);

const one = { TopicArn: { kind: 'text', description: 'The topic of the tests.' } } as const;

it.each([
  ['a value with a space', exportingProduct('small', one, { TopicArn: 'a b' }), /^TopicArn: can be "a b", with/],
  [
    'an export that no contract has',
    smallProduct({
      build(stack) {
        new CfnTopic(stack, 'Topic');
        new CfnOutput(stack, 'Own', { value: 'x', exportName: 'x' });
      },
    }),
    /^Own: is in no contract$/,
  ],
])('%s is found', async (_, product, finding) => {
  expect(await findingsOf(exportsAndImports, product)).toContainEqual(expect.stringMatching(finding));
});

describe('the tiers', () => {
  const source = exportingProduct('source', one, { TopicArn: 'x' });
  const importing = (id: string, from: string): Product =>
    smallProduct({
      id,
      build: (stack) =>
        void new CfnTopic(stack, 'Topic', { displayName: stack.imports(defineContract(from, one)).topicArn }),
    });

  it('can be launched one after the other', () => {
    expect(unlaunchable(products)).toEqual([]);
  });

  it('could not if they formed a cycle', () => {
    const circle = [importing('chicken', 'egg'), importing('egg', 'chicken')];
    expect(unlaunchable([...circle, source, importing('behind', 'egg')])).toEqual(['chicken', 'egg', 'behind']);
  });

  it('would be told of an import that nobody exports', () => {
    const consumer = importing('consumer', 'source');
    expect(unmetImports(consumer, [consumer, source])).toEqual([]);
    expect(unmetImports(consumer, [consumer])).toEqual(['source:TopicArn', `source:Is-\${EnvironmentType}`]);
  });
});

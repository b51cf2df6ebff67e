import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { uniqueName } from '../../../catalog/product';
import { launched } from './evaluated';
import { smallProduct } from './small-product';

describe('a unique name', () => {
  it('ends in the fastest part of the stack’s id', () => {
    const named = smallProduct({
      build: (stack) => void new CfnTopic(stack, 'Topic', { topicName: uniqueName(stack.environmentName, 'orders') }),
    });
    const { resources } = launched(named, { EnvironmentName: 'one', EnvironmentType: 'dev' });
    expect(resources.Topic?.properties.TopicName).toBe('bellyfed-one-orders-51af3dc0');
  });
});

import { CfnCondition, CfnOutput, Fn, type Stack } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { Optional, renderProduct, synthesizeProduct } from '../../../catalog/product';
import { launched } from './evaluated';
import { smallProduct } from './small-product';

const only = (stack: Stack, id: string, type: string) =>
  new CfnCondition(stack, id, { expression: Fn.conditionEquals(Fn.ref('EnvironmentType'), type) });

const product = smallProduct({
  build(stack) {
    const alarms = new Optional(stack, 'Alarms', { when: only(stack, 'NotDev', 'prod') });
    const topic = new CfnTopic(new Construct(alarms, 'Deep'), 'Topic');
    new CfnOutput(alarms, 'Name', { value: topic.ref });
    const inner = new Optional(alarms, 'Inner', { when: only(stack, 'IsTest', 'test') });
    new CfnTopic(inner, 'Topic');
    new CfnTopic(stack, 'Always', {
      displayName: alarms.whenPresent(topic.ref),
      topicName: alarms.whenPresent(topic.ref, 'none'),
    });
  },
});

describe('an optional part', () => {
  const { Resources, Outputs, Conditions } = synthesizeProduct(product).template;

  it('puts its condition on every resource and output below it, and on nothing else', () => {
    expect(Resources.AlarmsDeepTopic?.Condition).toBe('NotDev');
    expect(Outputs?.AlarmsName?.Condition).toBe('NotDev');
    expect(Resources.Always?.Condition).toBeUndefined();
  });

  it('needs the outer condition too when it is nested', () => {
    expect(Resources.AlarmsInnerTopic?.Condition).toBe('AlarmsInnerExists');
    expect(Conditions?.AlarmsInnerExists).toEqual({ 'Fn::And': [{ Condition: 'NotDev' }, { Condition: 'IsTest' }] });
  });

  it('lends its values to the outside only while it exists', () => {
    const always = (EnvironmentType: string) =>
      launched(product, { EnvironmentName: 'one', EnvironmentType }).resources.Always?.properties;
    expect(always('prod')).toMatchObject({ DisplayName: 'AlarmsDeepTopic', TopicName: 'AlarmsDeepTopic' });
    expect(always('dev')).toMatchObject({ TopicName: 'none' });
    expect(always('dev')).not.toHaveProperty('DisplayName');
  });

  it('refuses a resource that brings a condition of its own', () => {
    const torn = smallProduct({
      build(stack) {
        const optional = new Optional(stack, 'Alarms', { when: only(stack, 'IsProd', 'prod') });
        new CfnTopic(optional, 'Topic').cfnOptions.condition = only(stack, 'IsTest', 'test');
      },
    });
    expect(() => renderProduct(torn)).toThrow('has the condition IsTest inside the optional Alarms');
  });
});

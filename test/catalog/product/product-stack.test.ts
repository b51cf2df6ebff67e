import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { byType, environmentTypeNames, renderProduct, type Sizes, synthesizeProduct } from '../../../catalog/product';
import { launched } from './evaluated';
import { smallProduct } from './small-product';

const sizes = {
  days: { title: 'Days', dev: 7, test: 14, staging: 30, prod: 365 },
  gateways: { title: 'Gateways', dev: '1', test: '1', staging: 'per-zone', prod: 'per-zone' },
  isProtected: { title: 'Protection', dev: false, test: false, staging: false, prod: true },
} as const satisfies Sizes;

const parameters = {
  Sizes: {
    LogRetention: byType(sizes, 'days', {
      label: 'Retention',
      description: 'How long.',
      constraintDescription: 'Choose.',
      allowedValues: ['1', '30'],
    }),
    Plain: { label: 'Plain', description: 'Plain.', constraintDescription: 'Anything.', default: '' },
  },
};

const sized = smallProduct({
  parameters,
  sizes,
  build(stack) {
    new CfnTopic(stack, 'Topic', {
      displayName: `${stack.size('gateways')} ${stack.size('isProtected')}`,
      archivePolicy: { MessageRetentionPeriod: stack.choice('LogRetention') },
    });
  },
});

describe.each(environmentTypeNames)('in %s', (EnvironmentType) => {
  const topic = (answers: Record<string, string> = {}) =>
    launched(sized, { EnvironmentName: 'one', EnvironmentType, ...answers }).resources.Topic?.properties;

  it('sizes come from the product’s table', () => {
    expect(topic()?.DisplayName).toBe(`${sizes.gateways[EnvironmentType]} ${sizes.isProtected[EnvironmentType]}`);
  });

  it('a choice is the table’s until it is overridden, and a number either way', () => {
    expect(topic()?.ArchivePolicy).toEqual({ MessageRetentionPeriod: sizes.days[EnvironmentType] });
    expect(topic({ LogRetention: '30' })?.ArchivePolicy).toEqual({ MessageRetentionPeriod: 30 });
  });
});

describe('the mapping', () => {
  it('holds only the sizes that the product asks for', () => {
    const { Mappings } = synthesizeProduct(sized).template;
    expect(Object.keys(Mappings?.EnvironmentTypes?.dev ?? {})).toEqual(['gateways', 'isProtected']);
  });

  it('is left out where none is asked for', () => {
    expect(synthesizeProduct(smallProduct()).template.Mappings).toBeUndefined();
  });
});

describe('an override', () => {
  it('says in the form what each type gets', () => {
    expect(parameters.Sizes.LogRetention.description).toBe('How long. By type: dev 7, test 14, staging 30, prod 365.');
  });

  it('can’t be read from a parameter that overrides nothing', () => {
    const wrong = smallProduct({
      parameters,
      sizes,
      build(stack) {
        // @ts-expect-error Plain overrides no size
        stack.choice('Plain');
      },
    });
    expect(() => renderProduct(wrong)).toThrow('small: Plain overrides no size; declare it with byType.');
  });
});

describe('a size', () => {
  it('that the product has not declared is refused', () => {
    const wrong = smallProduct({
      sizes,
      build(stack) {
        // @ts-expect-error there is no size of this name
        stack.size('nodes');
      },
    });
    expect(() => renderProduct(wrong)).toThrow('small: has no size nodes; declare it in products/small/sizes.ts.');
  });

  it('that a parameter overrides has to be declared, too', () => {
    const wrong = smallProduct({ parameters, sizes: {}, build: (stack) => void stack.choice('LogRetention') });
    expect(() => renderProduct(wrong)).toThrow('small: has no size days; declare it in products/small/sizes.ts.');
  });
});

describe('the form', () => {
  it('carries layout, labels and constraints for the console, and nothing of ours', () => {
    const { template } = synthesizeProduct(sized);
    expect(template.Metadata?.['AWS::CloudFormation::Interface']).toEqual({
      ParameterGroups: [
        { Label: { default: 'Environment' }, Parameters: ['EnvironmentName', 'EnvironmentType'] },
        { Label: { default: 'Sizes' }, Parameters: ['LogRetention', 'Plain'] },
      ],
      ParameterLabels: {
        EnvironmentName: { default: 'Environment name' },
        EnvironmentType: { default: 'Environment type' },
        LogRetention: { default: 'Retention' },
        Plain: { default: 'Plain' },
      },
    });
    expect(template.Parameters?.LogRetention).toEqual({
      Type: 'String',
      Default: 'by-type',
      AllowedValues: ['by-type', '1', '30'],
      ConstraintDescription: 'Choose.',
      Description: parameters.Sizes.LogRetention.description,
    });
  });
});

describe('resources', () => {
  it('are tagged with environment, type and product', () => {
    const { resources } = launched(smallProduct(), { EnvironmentName: 'one', EnvironmentType: 'test' });
    expect(resources.Topic?.properties.Tags).toEqual([
      { Key: 'Environment', Value: 'one' },
      { Key: 'EnvironmentType', Value: 'test' },
      { Key: 'Product', Value: 'small' },
    ]);
  });

  it('are named after their path, without a hash', () => {
    const nested = smallProduct({ build: (stack) => void new Queue(new Construct(stack, 'Orders'), 'dead-letters') });
    expect(Object.keys(synthesizeProduct(nested).template.Resources)).toEqual(['Ordersdeadletters']);
  });

  it('can’t share a name', () => {
    const clash = smallProduct({
      build(stack) {
        new CfnTopic(stack, 'OrdersTopic');
        new CfnTopic(new Construct(stack, 'Orders'), 'Topic');
      },
    });
    expect(() => renderProduct(clash)).toThrow('OrdersTopic');
  });
});

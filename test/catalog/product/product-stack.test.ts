import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import {
  byType,
  environmentTypeNames,
  environmentTypes,
  renderProduct,
  synthesizeProduct,
} from '../../../catalog/product';
import { launched } from './evaluated';
import { smallProduct } from './small-product';

const parameters = {
  Sizes: {
    LogRetention: byType('logRetentionDays', {
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
  build(stack) {
    new CfnTopic(stack, 'Topic', {
      displayName: `${stack.setting('natGateways')} ${stack.setting('deletionProtection')}`,
      archivePolicy: { MessageRetentionPeriod: stack.choice('LogRetention') },
    });
  },
});

describe.each(environmentTypeNames)('in %s', (EnvironmentType) => {
  const topic = (answers: Record<string, string> = {}) =>
    launched(sized, { EnvironmentName: 'one', EnvironmentType, ...answers }).resources.Topic?.properties;

  it('settings come from the table', () => {
    const { natGateways, deletionProtection } = environmentTypes[EnvironmentType];
    expect(topic()?.DisplayName).toBe(`${natGateways} ${deletionProtection}`);
  });

  it('a choice is the table’s until it is overridden, and a number either way', () => {
    expect(topic()?.ArchivePolicy).toEqual({
      MessageRetentionPeriod: environmentTypes[EnvironmentType].logRetentionDays,
    });
    expect(topic({ LogRetention: '30' })?.ArchivePolicy).toEqual({ MessageRetentionPeriod: 30 });
  });
});

describe('the mapping', () => {
  it('holds only the settings that the product asks for', () => {
    const { Mappings } = synthesizeProduct(sized).template;
    expect(Object.keys(Mappings?.EnvironmentTypes?.dev ?? {})).toEqual(['natGateways', 'deletionProtection']);
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
      build(stack) {
        // @ts-expect-error Plain overrides no setting
        stack.choice('Plain');
      },
    });
    expect(() => renderProduct(wrong)).toThrow('small: Plain overrides no setting; declare it with byType.');
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

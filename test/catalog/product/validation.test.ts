import { CfnCondition, CfnOutput, Fn } from 'aws-cdk-lib';
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { validateProduct } from '../../../catalog/product/validation';
import { smallProduct } from './small-product';

const parameters = {
  Logs: {
    KeyArn: { label: '', description: '', constraintDescription: '', default: '', example: 'not-an-arn' },
    Retention: { label: '', description: '', constraintDescription: '', allowedValues: ['7', '8'] },
  },
};

describe('validating a product', () => {
  it('finds what a default hides and only another answer shows', () => {
    const product = smallProduct({
      parameters,
      build(stack) {
        const { KeyArn, Retention } = stack.parameters;
        const hasKey = new CfnCondition(stack, 'HasKey', {
          expression: Fn.conditionNot(Fn.conditionEquals(KeyArn, '')),
        });
        const kmsKeyId = Fn.conditionIf(hasKey.logicalId, KeyArn, Fn.ref('AWS::NoValue')).toString();
        new CfnLogGroup(stack, 'LogGroup', { retentionInDays: 7, kmsKeyId });
        new CfnOutput(stack, 'Days', { value: Retention.valueAsString });
      },
    });
    expect(validateProduct(product).open).toEqual([
      expect.objectContaining({ logicalId: 'LogGroup', message: expect.stringContaining("'not-an-arn'") }),
    ]);
  });

  it('tries every value of a list', () => {
    const product = smallProduct({
      parameters,
      build(stack) {
        const { KeyArn, Retention } = stack.parameters;
        new CfnLogGroup(stack, 'LogGroup').addPropertyOverride('RetentionInDays', Retention.valueAsString);
        new CfnOutput(stack, 'Key', { value: KeyArn.valueAsString });
      },
    });
    const { open } = validateProduct(product);
    expect(open).toContainEqual(expect.objectContaining({ message: expect.stringContaining("'8' is not one of") }));
    expect(open.filter(({ rule, message }) => rule === 'W3030' && message.includes("'7'"))).toEqual([]);
  });

  it('takes off the product’s exceptions, and names those that nothing needs', () => {
    const product = smallProduct({
      parameters: { Unused: { Idle: { label: '', description: '', constraintDescription: '', allowedValues: ['a'] } } },
    });
    const exception = { rule: 'W2001', logicalId: 'Idle', reason: 'It stands for later.' };
    const stale = { rule: 'W9999', logicalId: 'Topic', reason: 'It was right once.' };
    expect(validateProduct(product).open).toContainEqual(expect.objectContaining({ rule: 'W2001', logicalId: 'Idle' }));
    const excused = { ...product, exceptions: { validation: [exception, stale], nag: [] } };
    expect(validateProduct(excused)).toMatchObject({ stale: [stale] });
    expect(validateProduct(excused).open).not.toContainEqual(expect.objectContaining({ logicalId: 'Idle' }));
  });
});

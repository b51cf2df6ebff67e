import { CfnOutput } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { byType } from '../../../catalog/product';
import { withReference } from '../../../catalog/product/reference';
import { exportingProduct, smallProduct } from './small-product';

const empty =
  '# Title\n\n<!-- reference: begin (generated from the product) -->\nold\n<!-- reference: end -->\n\n## End\n';

describe('the reference in a README', () => {
  const parameters = {
    Sizes: {
      Retention: byType('logRetentionDays', {
        label: 'Retention',
        description: 'How long.',
        constraintDescription: '',
        allowedValues: ['1'],
      }),
      Address: {
        label: 'Address',
        description: 'Whom to tell.',
        constraintDescription: '',
        default: '',
        example: 'a@b.c',
      },
    },
  };
  const product = smallProduct({
    parameters,
    build(stack) {
      new CfnTopic(stack, 'Topic', { displayName: stack.setting('natGateways') });
      new CfnOutput(stack, 'TopicName', { value: 'x', description: 'The topic.' });
    },
  });
  const text = withReference(empty, product);

  it('lists every parameter in its group, with answers, default and purpose', () => {
    expect(text).toContain('**Sizes**');
    expect(text).toContain(
      '| `EnvironmentType` | `dev`, `test`, `staging`, `prod` | (must be answered) | Environment type. ',
    );
    expect(text).toContain('| `Address` | such as `a@b.c` | (empty) | Address. Whom to tell. |');
  });

  it('lists the settings that the product uses or lets override, and no other', () => {
    expect(text).toContain('| Log retention (days) | 7 | 14 | 30 | 365 | `Retention` |');
    expect(text).toContain('| NAT gateways | 1 | 1 | per-zone | per-zone |  |');
    expect(text).not.toContain('Aurora');
  });

  it('tells outputs for people from those for products', () => {
    const exporting = exportingProduct(
      'source',
      { TopicArn: { kind: 'text', description: 'The topic.' } },
      { TopicArn: 'x' },
    );
    expect(withReference(empty, exporting)).toContain('| `TopicArn` | The topic. |');
    expect(withReference(empty, exporting)).not.toContain('for people only');
    expect(text.split('for people only')[1]).toContain('| `TopicName` | The topic. |');
  });

  it('has no table of settings for a product that uses none', () => {
    expect(text).toContain('### What each environment type gets');
    expect(withReference(empty, smallProduct())).not.toContain('### What each environment type gets');
  });

  it('ends with the tables that the product adds', () => {
    const product = { ...smallProduct(), furtherReference: () => '### Alarms\n' };
    expect(withReference(empty, product)).toContain('\n\n### Alarms\n\n<!-- reference: end -->');
  });

  it('replaces only what stands between its comments', () => {
    expect(text).toMatch(/^# Title\n\n<!-- reference/);
    expect(text).toMatch(/<!-- reference: end -->\n\n## End\n$/);
    expect(text).not.toContain('old');
    expect(withReference(text, product)).toBe(text);
  });

  it('refuses a README without a place for it', () => {
    expect(() => withReference('# Title\n', product)).toThrow(
      'products/small/README.md: has no place for the reference',
    );
  });
});

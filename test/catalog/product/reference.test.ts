import { CfnOutput } from 'aws-cdk-lib';
import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import { byType, type Sizes } from '../../../catalog/product';
import { withReference } from '../../../catalog/product/reference';
import { exportingProduct, smallProduct } from './small-product';

const empty =
  '# Title\n\n<!-- reference: begin (generated from the product) -->\nold\n<!-- reference: end -->\n\n## End\n';

describe('the reference in a README', () => {
  const sizes = {
    gateways: { title: 'NAT gateways', dev: '1', test: '1', staging: 'per-zone', prod: 'per-zone' },
    days: { title: 'Log retention (days)', dev: 7, test: 14, staging: 30, prod: 365 },
    isProtected: { title: 'Protection', dev: false, test: false, staging: false, prod: true },
  } as const satisfies Sizes;
  const parameters = {
    Sizes: {
      Retention: byType(sizes, 'days', {
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
    sizes,
    build(stack) {
      new CfnTopic(stack, 'Topic', { displayName: stack.size('gateways') });
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

  it('lists the sizes that the product declares, in its order, and which parameter overrides each', () => {
    expect(text).toContain('| Log retention (days) | 7 | 14 | 30 | 365 | `Retention` |');
    expect(text).toContain('| NAT gateways | 1 | 1 | per-zone | per-zone |  |');
    expect(text).toContain('| Protection | false | false | false | true |  |');
    expect(text.indexOf('NAT gateways')).toBeLessThan(text.indexOf('Log retention'));
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

  it('has no table of sizes for a product that has none', () => {
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

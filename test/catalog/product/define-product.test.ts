import type { LaunchRoleStatement } from '../../../catalog/product';
import { defineContract, defineProduct } from '../../../catalog/product';
import { smallProduct } from './small-product';

const statement = (part: Partial<LaunchRoleStatement>) =>
  ({
    Sid: 'Topics',
    Effect: 'Allow',
    Action: ['sns:CreateTopic'],
    Resource: [`arn:\${AWS::Partition}:sns:*:*:x`],
    ...part,
  }) as LaunchRoleStatement;

describe('a product', () => {
  it('has the environment’s questions first in its form', () => {
    const { parameters } = smallProduct({ parameters: { Own: {} } });
    expect(Object.keys(parameters)).toEqual(['Environment', 'Own']);
  });

  it('refuses an id that could not be part of an export name', () => {
    expect(() => smallProduct({ id: 'Small_1' })).toThrow("a product's id is lower-case letters, digits and hyphens");
  });

  it('refuses the contract of another product', () => {
    const { id, name, description, owner, distributor, support, launchRole, exceptions } = smallProduct();
    const rest = { id, name, description, owner, distributor, support, launchRole, exceptions };
    const contract = defineContract('other', {});
    expect(() => defineProduct({ ...rest, contract, parameters: {}, build: () => ({}) })).toThrow(
      'small: its contract must be declared for small, got: other.',
    );
  });
});

describe('a launch role', () => {
  it.each(['sns:*', 'sns:Create*'] as const)('refuses the wildcard action %s', (action) => {
    expect(() => smallProduct({ launchRole: [statement({ Action: [action] })] })).toThrow(
      `small: launch role statement Topics must name its actions one by one, got: ${action}.`,
    );
  });

  it('refuses a bare asterisk in a list of resources, where it would need no reason', () => {
    const hidden = statement({ Resource: ['*' as `arn:\${AWS::Partition}:${string}`] });
    expect(() => smallProduct({ launchRole: [hidden] })).toThrow('must name resources by ARN, got: *.');
  });

  it('refuses two statements with the same Sid', () => {
    expect(() => smallProduct({ launchRole: [statement({}), statement({})] })).toThrow('appears twice');
  });

  it('refuses a Sid that IAM would refuse', () => {
    expect(() => smallProduct({ launchRole: [statement({ Sid: 'My topics' })] })).toThrow(
      'a Sid of letters and digits',
    );
  });
});

import { type PolicyDocument, type PolicyStatement, trusts, UNKNOWN } from '../../../../catalog/permissions';

const trust = (...statements: Partial<PolicyStatement>[]): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: statements.map((each) => ({ Effect: 'Allow', Action: 'sts:AssumeRole', ...each })),
});
const catalog = { service: 'servicecatalog.amazonaws.com' };
const role = 'arn:aws:iam::111122223333:role/team/deployer';
const session = 'arn:aws:sts::111122223333:assumed-role/deployer/alice';

describe('a trust policy', () => {
  it('trusts the service that it names, and no other', () => {
    const policy = trust({ Principal: { Service: ['ecs.amazonaws.com', 'servicecatalog.amazonaws.com'] } });
    expect(trusts(policy, catalog)).toBe(true);
    expect(trusts(policy, { service: 'lambda.amazonaws.com' })).toBe(false);
    expect(trusts(policy, { principalArn: role })).toBe(false);
    expect(trusts(policy, {})).toBe(false);
  });

  it('trusts for the actions that it names', () => {
    const policy = trust({ Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: ['sts:assumerole'] });
    expect(trusts(policy, catalog)).toBe(true);
    expect(trusts(policy, { ...catalog, action: 'sts:TagSession' })).toBe(false);
    expect(
      trusts(trust({ Principal: { Service: catalog.service }, Action: 'sts:*' }), {
        ...catalog,
        action: 'sts:TagSession',
      }),
    ).toBe(true);
  });

  it.each([
    ['*', true],
    ['111122223333', true],
    ['arn:aws:iam::111122223333:root', true],
    [role, true],
    ['arn:aws:iam::111122223333:role/deployer', true],
    [session, true],
    ['444455556666', false],
    ['arn:aws:iam::444455556666:root', false],
    ['arn:aws:iam::444455556666:role/team/deployer', false],
    ['arn:aws:iam::111122223333:role/other', false],
    ['arn:aws:sts::111122223333:assumed-role/deployer/bob', false],
  ])('that names %s trusts a session of the role: %s', (AWS, expected) => {
    expect(trusts(trust({ Principal: { AWS } }), { principalArn: session })).toBe(expected);
  });

  it('that names a role by its ARN takes the role itself only with its path', () => {
    expect(trusts(trust({ Principal: { AWS: role } }), { principalArn: role })).toBe(true);
    expect(
      trusts(trust({ Principal: { AWS: 'arn:aws:iam::111122223333:role/deployer' } }), { principalArn: role }),
    ).toBe(false);
  });

  it('that names everybody trusts services and principals', () => {
    expect(trusts(trust({ Principal: '*' }), catalog)).toBe(true);
    expect(trusts(trust({ Principal: '*' }), { principalArn: role })).toBe(true);
  });

  it('without a principal trusts nobody', () => {
    expect(trusts(trust({}), catalog)).toBe(false);
  });

  it('may deny all but some', () => {
    const policy = trust(
      { Principal: '*' },
      { Effect: 'Deny', NotPrincipal: { Service: 'servicecatalog.amazonaws.com' } },
    );
    expect(trusts(policy, catalog)).toBe(true);
    expect(trusts(policy, { service: 'lambda.amazonaws.com' })).toBe(false);
  });

  it('denies even what it allows elsewhere', () => {
    expect(
      trusts(trust({ Principal: '*' }, { Effect: 'Deny', Principal: { AWS: role } }), { principalArn: role }),
    ).toBe(false);
  });

  it('holds under its conditions only', () => {
    const policy = trust({
      Principal: { Service: catalog.service },
      Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } },
    });
    expect(trusts(policy, { ...catalog, context: { 'aws:SourceAccount': '111122223333' } })).toBe(true);
    expect(trusts(policy, { ...catalog, context: { 'aws:SourceAccount': '444455556666' } })).toBe(false);
    expect(trusts(policy, catalog)).toBe(false);
    expect(trusts(policy, { ...catalog, context: { 'aws:SourceAccount': UNKNOWN } })).toBe(false);
  });

  it('knows the principal’s ARN and account as condition keys', () => {
    const ofAccount = trust({
      Principal: '*',
      Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } },
    });
    expect(trusts(ofAccount, { principalArn: session })).toBe(true);
    const ofRole = trust({
      Principal: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/team/*' } },
    });
    expect(trusts(ofRole, { principalArn: role })).toBe(true);
  });

  it('is not satisfied by a session whose role’s path it asks for, unless the caller says it', () => {
    const ofRole = trust({
      Principal: '*',
      Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/team/*' } },
    });
    expect(trusts(ofRole, { principalArn: session })).toBe(false);
    expect(trusts(ofRole, { principalArn: session, context: { 'aws:PrincipalArn': role } })).toBe(true);
  });

  it('does not trust where a denial can’t be judged', () => {
    const policy = trust(
      { Principal: '*' },
      { Effect: 'Deny', Principal: '*', Condition: { StringEquals: { 'app:Key': 'a' } } },
    );
    expect(trusts(policy, { ...catalog, context: { 'app:Key': UNKNOWN } })).toBe(false);
  });
});

import { conditionVerdict, parseOperator } from '../../../../catalog/permissions/policy/conditions';
import { type RequestContext, UNKNOWN } from '../../../../catalog/permissions/policy/context';
import type { ConditionElement } from '../../../../catalog/permissions/policy/document';

const verdict = (condition: ConditionElement, context: RequestContext) =>
  conditionVerdict(condition, '2012-10-17', context);
const one = (operator: string, wanted: string | number | boolean | readonly string[], actual: string) =>
  verdict({ [operator]: { 'app:Key': wanted } }, { 'app:Key': actual });
const unknown = { unknown: expect.any(String) };

describe('operators', () => {
  it.each([
    ['StringEquals', 'a', 'a', true],
    ['StringEquals', 'a', 'A', false],
    ['StringEquals', 'a*', 'ab', false],
    ['StringNotEquals', 'a', 'b', true],
    ['StringNotEquals', 'a', 'a', false],
    ['StringEqualsIgnoreCase', 'a', 'A', true],
    ['StringNotEqualsIgnoreCase', 'a', 'A', false],
    ['StringLike', 'a*c?', 'abbcd', true],
    ['StringLike', 'a*', 'ba', false],
    ['StringNotLike', 'a*', 'ba', true],
    ['StringNotLike', 'a*', 'ab', false],
    ['NumericEquals', 5, '5.0', true],
    ['NumericNotEquals', '5', '6', true],
    ['NumericLessThan', '10', '9', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['DateEquals', '2026-11-22T00:00:00Z', '2026-11-22T01:00:00+01:00', true],
    ['DateNotEquals', '2026-11-22T00:00:00Z', '2026-11-23T00:00:00Z', true],
    ['DateLessThan', '2026-11-22T00:00:00Z', '2026-11-21T23:59:59Z', true],
    ['DateGreaterThan', '0', '2026-11-21T23:59:59Z', true],
    ['DateGreaterThanEquals', '86400', '1970-01-02T00:00:00Z', true],
    ['DateLessThanEquals', '86399', '1970-01-02T00:00:00Z', false],
    ['Bool', true, 'true', true],
    ['Bool', 'false', 'true', false],
    ['BinaryEquals', 'QmluYXJ5', 'QmluYXJ5', true],
    ['IpAddress', '10.0.0.0/8', '10.200.3.4', true],
    ['IpAddress', '10.0.0.0/8', '11.0.0.1', false],
    ['IpAddress', '10.0.0.1', '10.0.0.1', true],
    ['IpAddress', '2001:db8::/32', '2001:db8:1::5', true],
    ['IpAddress', '10.0.0.0/8', '2001:db8::1', false],
    ['NotIpAddress', '10.0.0.0/8', '11.0.0.1', true],
    ['ArnLike', 'arn:aws:iam::*:role/app-*', 'arn:aws:iam::111122223333:role/app-web', true],
    ['ArnEquals', 'arn:aws:iam::*:role/app-*', 'arn:aws:iam::111122223333:role/app-web', true],
    ['ArnLike', 'arn:aws:*:role/app', 'arn:aws:iam::111122223333:role/app', false],
    ['ArnLike', '*', 'arn:aws:iam::111122223333:role/app', true],
    ['ArnLike', 'arn:aws:iam::*', 'not-an-arn', false],
    ['ArnNotLike', 'arn:aws:iam::*:role/app-*', 'arn:aws:iam::111122223333:role/web', true],
    ['ArnNotEquals', 'arn:aws:iam::111122223333:role/a', 'arn:aws:iam::111122223333:role/a', false],
  ])('%s %s of %s: %s', (operator, wanted, actual, expected) => {
    expect(one(operator, wanted, actual)).toBe(expected);
  });

  it.each([
    ['NumericEquals', '5', 'five'],
    ['NumericEquals', 'five', '5'],
    ['DateLessThan', 'tomorrow', '2026-11-22T00:00:00Z'],
    ['IpAddress', '10.0.0.0/8', 'localhost'],
    ['IpAddress', '10.0.0.0/64', '10.0.0.1'],
    ['StringMatches', 'a', 'a'],
  ])('%s %s of %s is not judged', (operator, wanted, actual) => {
    expect(one(operator, wanted, actual)).toEqual(unknown);
  });

  it('hold for any one of several values, and negated for none of them', () => {
    expect(one('StringEquals', ['a', 'b'], 'b')).toBe(true);
    expect(one('StringNotEquals', ['a', 'b'], 'b')).toBe(false);
    expect(one('StringNotEquals', ['a', 'b'], 'c')).toBe(true);
  });

  it('hold together: every operator and every key', () => {
    const condition = { StringEquals: { 'app:A': 'a', 'app:B': 'b' }, Bool: { 'app:C': 'true' } };
    expect(verdict(condition, { 'app:A': 'a', 'app:B': 'b', 'app:C': 'true' })).toBe(true);
    expect(verdict(condition, { 'app:A': 'a', 'app:B': 'x', 'app:C': 'true' })).toBe(false);
    expect(verdict(condition, { 'app:A': 'a', 'app:B': 'b', 'app:C': 'false' })).toBe(false);
  });

  it('find a key in any case', () => {
    expect(verdict({ StringEquals: { 'AWS:sourceaccount': '1' } }, { 'aws:SourceAccount': '1' })).toBe(true);
  });

  it.each(['StringEqual', 'Null2', 'NullIfExists', 'forallvalues:StringLike', 'ForAllValues:', 'IfExists'])(
    'do not include %s',
    (name) => expect(parseOperator(name)).toBeUndefined(),
  );
});

describe('a key that the request lacks', () => {
  it.each([
    ['StringEquals', false],
    ['StringNotEquals', true],
    ['ArnNotLike', true],
    ['NotIpAddress', true],
    ['NumericLessThan', false],
    ['Bool', false],
    ['StringEqualsIfExists', true],
    ['StringNotEqualsIfExists', true],
    ['ForAllValues:StringEquals', true],
    ['ForAnyValue:StringEquals', false],
    ['ForAnyValue:StringNotEquals', false],
    ['ForAnyValue:StringEqualsIfExists', true],
  ])('makes %s %s', (operator, expected) => {
    expect(verdict({ [operator]: { 'app:Key': 'a' } }, {})).toBe(expected);
    expect(verdict({ [operator]: { 'app:Key': 'a' } }, { 'app:Key': [] })).toBe(expected);
  });

  it('is what Null asks for', () => {
    expect(verdict({ Null: { 'app:Key': 'true' } }, {})).toBe(true);
    expect(verdict({ Null: { 'app:Key': true } }, { 'app:Key': 'a' })).toBe(false);
    expect(verdict({ Null: { 'app:Key': 'false' } }, { 'app:Key': 'a' })).toBe(true);
    expect(verdict({ Null: { 'app:Key': 'false' } }, {})).toBe(false);
  });
});

describe('a key that nobody knows', () => {
  it.each(['StringEquals', 'StringNotEquals', 'StringEqualsIfExists', 'Null', 'ForAllValues:StringLike'])(
    'leaves %s undecided',
    (operator) => expect(verdict({ [operator]: { 'app:Key': 'true' } }, { 'app:Key': UNKNOWN })).toEqual(unknown),
  );

  it('does not matter where another key already fails', () => {
    const condition = { StringEquals: { 'app:Key': 'a', 'app:Other': 'b' } };
    expect(verdict(condition, { 'app:Key': UNKNOWN, 'app:Other': 'c' })).toBe(false);
  });
});

describe('a key of several values', () => {
  const keys = { 'aws:TagKeys': ['team', 'cost'] };
  it.each([
    ['ForAllValues:StringEquals', ['team', 'cost', 'owner'], true],
    ['ForAllValues:StringEquals', ['team'], false],
    ['ForAnyValue:StringEquals', ['team'], true],
    ['ForAnyValue:StringEquals', ['owner'], false],
    ['ForAnyValue:StringNotEquals', ['team'], true],
    ['ForAllValues:StringNotEquals', ['team'], false],
    ['ForAllValues:StringNotEquals', ['owner'], true],
  ])('%s %s: %s', (operator, wanted, expected) => {
    expect(verdict({ [operator]: { 'aws:TagKeys': wanted } }, keys)).toBe(expected);
  });

  it('is not judged without ForAllValues or ForAnyValue', () => {
    expect(verdict({ StringEquals: { 'aws:TagKeys': 'team' } }, keys)).toEqual(unknown);
  });
});

describe('policy variables', () => {
  const context = { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/a', 'app:Star': 'a*', 'app:Key': 'ab' };
  const like = (wanted: string, version?: string) =>
    conditionVerdict({ StringLike: { 'app:Key': wanted } }, version, context);

  it('stand for the request’s values', () => {
    const condition = { StringEquals: { 'aws:PrincipalArn': '${aws:PrincipalArn}' } };
    expect(verdict(condition, context)).toBe(true);
  });

  it('are not read in a policy of the older version', () => {
    const condition = { StringEquals: { 'aws:PrincipalArn': '${aws:PrincipalArn}' } };
    expect(conditionVerdict(condition, '2008-10-17', context)).toBe(false);
    expect(conditionVerdict(condition, undefined, context)).toBe(false);
  });

  it('bring no wildcards with them', () => {
    expect(like('${app:Star}', '2012-10-17')).toBe(false);
    expect(like('a${*}', '2012-10-17')).toBe(false);
    expect(like('a*', '2012-10-17')).toBe(true);
  });

  it('take their default where the key is missing', () => {
    expect(like("${app:None, 'ab'}", '2012-10-17')).toBe(true);
    expect(like("${app:None, 'x'}", '2012-10-17')).toBe(false);
    expect(like("${app:Star, 'ab'}", '2012-10-17')).toBe(false);
  });

  it('without a value are not judged', () => {
    expect(like('${app:None}', '2012-10-17')).toEqual(unknown);
    expect(verdict({ StringLike: { 'app:Key': '${app:Many}' } }, { 'app:Key': 'a', 'app:Many': ['a', 'b'] })).toEqual(
      unknown,
    );
    expect(verdict({ StringLike: { 'app:Key': '${app:Open}' } }, { 'app:Key': 'a', 'app:Open': UNKNOWN })).toEqual(
      unknown,
    );
  });
});

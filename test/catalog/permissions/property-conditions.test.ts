import { conditionHolds } from '../../../catalog/permissions/property-conditions';

describe('a path', () => {
  it('holds where the property is set, whatever its value', () => {
    expect(conditionHolds('A.B', { A: { B: false } })).toBe(true);
    expect(conditionHolds('A.B', { A: { C: 1 } })).toBe(false);
    expect(conditionHolds('A.B', { A: 'text' })).toBe(false);
  });

  it('steps through lists', () => {
    expect(conditionHolds('Options.Zone', { Options: [{ Name: 'a' }, { Name: 'b', Zone: 'Z1' }] })).toBe(true);
    expect(conditionHolds('Options.Zone', { Options: [{ Name: 'a' }] })).toBe(false);
  });

  it('picks an element of a list by its number', () => {
    expect(conditionHolds('Replicas.1', { Replicas: [{ Region: 'a' }, { Region: 'b' }] })).toBe(true);
    expect(conditionHolds('Replicas.1', { Replicas: [{ Region: 'a' }] })).toBe(false);
  });

  it('holds where a function stands on the way, since its value may hold anything', () => {
    expect(conditionHolds('A.B', { A: { Ref: 'Parameter' } })).toBe(true);
    expect(conditionHolds('A.B', { A: { 'Fn::If': ['Large', { C: 1 }, { Ref: 'Parameter' }] } })).toBe(true);
  });

  it('looks into both values of an Fn::If, of which one may be none', () => {
    const either = (one: unknown, other: unknown) => ({ 'Fn::If': ['Large', one, other] });
    const none = { Ref: 'AWS::NoValue' };
    expect(conditionHolds('A.B', { A: either({ C: 1 }, none) })).toBe(false);
    expect(conditionHolds('A.B', { A: either({ C: 1 }, { B: 1 }) })).toBe(true);
    expect(conditionHolds('A.B', { A: either(none, either({ B: either(1, none) }, none)) })).toBe(true);
    expect(conditionHolds('A', { A: either(none, none) })).toBe(false);
    expect(conditionHolds('A=one', { A: either('one', 'two') })).toBe(true);
    expect(conditionHolds('A=one', { A: either('two', 'three') })).toBe(false);
    expect(conditionHolds('List.1', { List: [1, either(2, none)] })).toBe(true);
  });

  it('may end in the name of a function, and then asks for that function', () => {
    expect(conditionHolds('Arn.Ref', { Arn: { Ref: 'LoadBalancer' } })).toBe(true);
    expect(conditionHolds('Arn.Ref', { Arn: { 'Fn::GetAtt': ['Pool', 'Arn'] } })).toBe(false);
    expect(conditionHolds('Arn.Ref', { Arn: 'arn:aws:s3:::bucket' })).toBe(false);
  });
});

describe('a path with "="', () => {
  it('holds for that value only', () => {
    expect(conditionHolds('Type=s3', { Type: 's3' })).toBe(true);
    expect(conditionHolds('Type=s3', { Type: 'cloud-watch-logs' })).toBe(false);
    expect(conditionHolds('Type=s3', {})).toBe(false);
  });

  it('reads booleans as CloudFormation does: as a value or as its text', () => {
    expect(conditionHolds('On=true', { On: true })).toBe(true);
    expect(conditionHolds('On=true', { On: 'true' })).toBe(true);
    expect(conditionHolds('On=true', { On: false })).toBe(false);
  });

  it('holds for a function, which may give that value', () => {
    expect(conditionHolds('Type=s3', { Type: { Ref: 'Parameter' } })).toBe(true);
  });
});

describe('a path with "~"', () => {
  it('matches the text of the value', () => {
    expect(conditionHolds('Arn~*:apigateway:*', { Arn: 'arn:aws:apigateway:eu-west-1::/restapis/a/stages/b' })).toBe(
      true,
    );
    expect(conditionHolds('Arn~*:apigateway:*', { Arn: 'arn:aws:cognito-idp:eu-west-1:1:userpool/a' })).toBe(false);
  });

  it('matches the text that stands inside a function, and nothing that does not show', () => {
    expect(
      conditionHolds('Arn~*:apigateway:*', { Arn: { 'Fn::Sub': 'arn:${P}:apigateway:${R}::/restapis/${A}' } }),
    ).toBe(true);
    expect(
      conditionHolds('Arn~*:apigateway:*', { Arn: { 'Fn::Join': ['', ['arn:', { Ref: 'P' }, ':apigateway:', 'x']] } }),
    ).toBe(true);
    expect(conditionHolds('Arn~*:apigateway:*', { Arn: { Ref: 'Stage' } })).toBe(false);
  });

  it('takes no character but "*" for a pattern', () => {
    expect(conditionHolds('Arn~a.c', { Arn: 'abc' })).toBe(false);
    expect(conditionHolds('Arn~a.c', { Arn: 'a.c' })).toBe(true);
  });
});

it('refuses a condition that is none of these', () => {
  expect(() => conditionHolds('A B', {})).toThrow(/got "A B"/);
});

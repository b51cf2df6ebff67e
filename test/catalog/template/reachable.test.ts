import { evaluateTemplate, parseTemplate, pseudoParameters, withoutUnreachable } from '../../../catalog/template';

const either = (condition: string, yes: unknown, no: unknown) => ({ 'Fn::If': [condition, yes, no] });

/** A topic under a condition, with a display name. */
function template(displayName: unknown, condition?: string) {
  return parseTemplate(
    JSON.stringify({
      Parameters: { Base: { Type: 'String', Default: '' }, Type: { Type: 'String', Default: 'dev' } },
      Conditions: {
        OwnsBase: { 'Fn::Equals': [{ Ref: 'Base' }, ''] },
        HasBase: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Base' }, ''] }] },
        IsDev: { 'Fn::Equals': [{ Ref: 'Type' }, 'dev'] },
        IsGuest: { 'Fn::And': [{ Condition: 'HasBase' }, { Condition: 'IsDev' }] },
        IsHost: { 'Fn::Or': [{ Condition: 'OwnsBase' }, { 'Fn::Not': [{ Condition: 'IsDev' }] }] },
      },
      Resources: {
        Topic: {
          Type: 'AWS::SNS::Topic',
          ...(condition && { Condition: condition }),
          Properties: { DisplayName: displayName },
        },
      },
    }),
  );
}

const nameIn = (displayName: unknown, condition?: string) =>
  withoutUnreachable(template(displayName, condition)).Resources.Topic?.Properties?.DisplayName;

it.each([
  ['the condition itself', 'HasBase', 'HasBase', 'yes'],
  ['its opposite in other words', 'OwnsBase', 'HasBase', 'no'],
  ['all that both need', 'IsGuest', 'HasBase', 'yes'],
  ['all that both need', 'IsGuest', 'OwnsBase', 'no'],
  ['what both need together', 'IsGuest', 'IsHost', 'no'],
])('under a condition, takes the branch that it has decided: %s', (_, condition, asked, expected) => {
  expect(nameIn(either(asked, 'yes', 'no'), condition)).toBe(expected);
});

it('within a branch, takes the branch that follows', () => {
  const inner = either('HasBase', 'guest', 'host');
  expect(nameIn(either('HasBase', inner, inner))).toEqual(either('HasBase', 'guest', 'host'));
  expect(nameIn(either('IsHost', 'host', inner))).toEqual(either('IsHost', 'host', 'guest'));
});

it.each([undefined, 'IsDev', 'IsHost'])('leaves both branches where nothing is decided: under %s', (condition) => {
  expect(nameIn(either('HasBase', 'yes', 'no'), condition)).toEqual(either('HasBase', 'yes', 'no'));
});

it('changes no value, whatever the answers are', () => {
  const inner = either('IsDev', either('OwnsBase', 'a', 'b'), either('HasBase', either('IsGuest', 'c', 'd'), 'e'));
  for (const condition of [undefined, 'HasBase', 'OwnsBase', 'IsGuest', 'IsHost']) {
    const whole = template(either('IsHost', inner, either('IsGuest', inner, 'f')), condition);
    for (const Base of ['', 'beta']) {
      for (const Type of ['dev', 'test']) {
        const context = {
          parameters: { Base, Type },
          pseudo: pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'stack' }),
        };
        const { resources } = evaluateTemplate(whole, context);
        expect(evaluateTemplate(withoutUnreachable(whole), context).resources).toEqual(resources);
      }
    }
  }
});

import { importBundle } from '../../../../catalog/proton';
import { parameterProblems } from '../../../../catalog/template';
import { bundleFiles } from './bundles';

const template = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';

function imported(property: object, required = false) {
  const inputs = { my_input: { ...property } };
  return importBundle(bundleFiles({ kind: 'environment', inputs, required: required ? ['my_input'] : [], template }));
}

describe('an input becomes a parameter', () => {
  it.each([
    [
      'of text with all its constraints',
      { type: 'string', description: 'What.', default: 'ab', pattern: '^[a-z]+$', minLength: 2, maxLength: 5 },
      { Type: 'String', Default: 'ab', AllowedPattern: '^[a-z]+$', MinLength: 2, MaxLength: 5, Description: 'What.' },
    ],
    [
      'of numbers with a range',
      { type: 'number', title: 'How many', default: 3, minimum: 1, maximum: 9 },
      { Type: 'Number', Default: '3', MinValue: 1, MaxValue: 9, Description: 'How many' },
    ],
    [
      'that chooses from a list',
      { type: 'string', enum: ['a', 'b'], default: 'a', description: 'What.' },
      { Type: 'String', Default: 'a', AllowedValues: ['a', 'b'], Description: 'What.' },
    ],
    [
      'that is true or false',
      { type: 'boolean', default: true, description: 'What.' },
      { Type: 'String', Default: 'true', AllowedValues: ['true', 'false'], Description: 'What.' },
    ],
    [
      'that is a list',
      { type: 'array', items: { type: 'string' }, default: ['a', 'b'], description: 'What.' },
      { Type: 'CommaDelimitedList', Default: 'a,b', Description: 'What.' },
    ],
    [
      'that may be missing',
      { type: 'string', minLength: 1 },
      { Type: 'String', Default: '', Description: 'Input my_input of the bundle.' },
    ],
  ])('%s', (_, property, parameter) => {
    const { template: result, refusals } = imported(property);
    expect(refusals).toEqual([]);
    expect(result.Parameters?.MyInput).toEqual(parameter);
  });

  it('without a default when it is required', () => {
    expect(imported({ type: 'string' }, true).template.Parameters?.MyInput).not.toHaveProperty('Default');
  });
});

describe('a pattern', () => {
  const accepts = (pattern: string, value: string) => {
    const { template: result, refusals } = imported({ type: 'string', pattern }, true);
    expect(refusals).toEqual([]);
    const answers = { EnvironmentName: 'one', EnvironmentType: 'dev', MyInput: value };
    return parameterProblems(result, answers).length === 0;
  };

  it.each([
    ['^[a-z]+$', 'abc', 'abc1'],
    ['[0-9]', 'a1b', 'ab'],
    ['^a', 'abc', 'bac'],
    ['a$', 'cba', 'cbad'],
    ['a|b', 'xbx', 'xcx'],
    ['^a\\$', 'a$b', 'ab'],
    ['([0-9]{1,3})($|/(16|24))', '10/16', '10/'],
  ])('%s accepts %s and not %s, as it did', (pattern, good, bad) => {
    expect([good, bad].map((value) => new RegExp(pattern).test(value))).toEqual([true, false]);
    expect([good, bad].map((value) => accepts(pattern, value))).toEqual([true, false]);
  });
});

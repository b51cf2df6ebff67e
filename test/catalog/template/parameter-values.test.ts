import fc from 'fast-check';
import { type ParameterOptions, parameterProblems, resolveParameters, TemplateError } from '../../../catalog/template';
import { templateOf } from './sample';

type Declaration = Record<string, unknown>;

function problems(parameters: Record<string, Declaration>, given: Record<string, string>, options?: ParameterOptions) {
  return parameterProblems(templateOf({ Parameters: parameters }), given, options);
}

/** The problem with one value of one parameter, `P`. */
function problemOf(declaration: Declaration, value: string, options?: ParameterOptions) {
  return problems({ P: { Type: 'String', ...declaration } }, { P: value }, options)[0];
}

function resolved(declaration: Declaration, value: string, options?: ParameterOptions) {
  return resolveParameters(templateOf({ Parameters: { P: declaration } }), { P: value }, options).P;
}

describe('names', () => {
  const Parameters = { A: { Type: 'String' }, B: { Type: 'String' }, C: { Type: 'String', Default: 'c' } };

  it('are all wanted that have no default', () => {
    expect(problems(Parameters, {})).toEqual(['Parameters: [A, B] must have values']);
  });

  it('are refused when the template does not have them', () => {
    expect(problems(Parameters, { A: '1', X: '1', constructor: '2' })).toEqual([
      'Parameters: [X, constructor] do not exist in the template',
    ]);
  });

  it('take given values, previous values where asked for, and defaults', () => {
    const template = templateOf({ Parameters });
    const options = { previous: { B: 'before', C: 'ignored' }, usePrevious: new Set(['B']) };
    expect(resolveParameters(template, { A: 'given' }, options)).toEqual({ A: 'given', B: 'before', C: 'c' });
  });

  it('do not take a previous value that was not asked for', () => {
    expect(problems(Parameters, { A: 'given' }, { previous: { B: 'before' } })).toEqual([
      'Parameters: [B] must have values',
    ]);
  });

  it('are refused when the previous value of a new parameter is asked for', () => {
    expect(problems(Parameters, { A: '1' }, { previous: {}, usePrevious: new Set(['B']) })).toEqual([
      'Invalid input for parameter key B. Cannot specify usePreviousValue as true for a parameter key not in the previous template',
    ]);
  });

  it('are refused with a value and the previous value at once', () => {
    const options = { previous: { A: 'x' }, usePrevious: new Set(['A']) };
    expect(problems(Parameters, { A: '1', B: '2' }, options)[0]).toMatch(/^Invalid input for parameter key A\./);
  });

  it('throws the first problem', () => {
    expect(() => resolveParameters(templateOf({ Parameters }), {})).toThrow(
      new TemplateError('Parameters: [A, B] must have values'),
    );
  });
});

describe('constraints', () => {
  it.each<[string, Declaration, string, string]>([
    ['allowed values', { AllowedValues: ['a', 'b'] }, 'c', "Parameter 'P' must be one of AllowedValues"],
    ['a pattern', { AllowedPattern: '[a-z]+' }, 'a1', "Parameter 'P' must match pattern [a-z]+"],
    ['a least length', { MinLength: 3 }, 'ab', "Parameter 'P' must contain at least 3 characters"],
    ['a greatest length', { MaxLength: '3' }, 'abcd', "Parameter 'P' must contain at most 3 characters"],
    ['a number', { Type: 'Number' }, 'five', "Parameter 'P' must be a number."],
    ['a least number', { Type: 'Number', MinValue: 5 }, '4', "Parameter 'P' must be a number not less than 5"],
    ['a greatest number', { Type: 'Number', MaxValue: 5 }, '5.5', "Parameter 'P' must be a number not greater than 5"],
    ['numbers of a list', { Type: 'List<Number>' }, '1,x', "Parameter 'P' must be a number."],
    [
      'allowed values of a list',
      { Type: 'CommaDelimitedList', AllowedValues: ['a'] },
      'a,b',
      "Parameter 'P' must be one of AllowedValues",
    ],
    [
      'a pattern of a list',
      { Type: 'CommaDelimitedList', AllowedPattern: '[a-z]' },
      'a,bb',
      "Parameter 'P' must match pattern [a-z]",
    ],
  ])('refuse what breaks %s', (_, declaration, value, message) => {
    expect(problemOf(declaration, value)).toBe(message);
  });

  it('say their description where they have one', () => {
    expect(problemOf({ AllowedValues: ['a'], ConstraintDescription: 'must be a' }, 'b')).toBe(
      'Parameter P failed to satisfy constraint: must be a',
    );
  });

  it('accept what keeps them', () => {
    expect(problemOf({ AllowedPattern: '^[a-z][a-z0-9-]{1,20}$', MinLength: 2, MaxLength: 3 }, 'dev')).toBeUndefined();
    expect(
      problemOf({ Type: 'Number', MinValue: -1, MaxValue: '1e3', AllowedValues: [1, 2.5] }, '2.5'),
    ).toBeUndefined();
  });

  it.each<[Declaration, string]>([
    [{ MinValue: 1 }, 'MinValue must be on a parameter of type Number'],
    [{ Type: 'CommaDelimitedList', MaxValue: 1 }, 'MaxValue must be on a parameter of type Number'],
    [{ Type: 'CommaDelimitedList', MinLength: 1 }, 'MinLength must be on a parameter of type String'],
    [{ Type: 'Number', MaxLength: 1 }, 'MaxLength must be on a parameter of type String'],
    [{ Type: 'Number', AllowedPattern: '.' }, 'AllowedPattern must be on a parameter of type String'],
  ])('are refused on a type that has none such: %j', (declaration, message) => {
    expect(() => templateOf({ Parameters: { P: { Type: 'String', ...declaration } } })).toThrow(
      new TemplateError(`Template error: Parameter 'P' ${message}`),
    );
  });

  it('report every parameter that breaks its own', () => {
    const declaration = { Type: 'String', AllowedValues: ['a'] };
    expect(problems({ A: declaration, B: declaration, C: declaration }, { A: 'x', B: 'a', C: 'x' })).toHaveLength(2);
  });
});

describe('patterns', () => {
  it('must match the whole value', () => {
    expect(problemOf({ AllowedPattern: 'a|b' }, 'ab')).toBeDefined();
    expect(problemOf({ AllowedPattern: 'b' }, 'abc')).toBeDefined();
    expect(problemOf({ AllowedPattern: '^a$' }, 'a\n')).toBeDefined();
  });

  it('are read as Java writes them', () => {
    expect(problemOf({ AllowedPattern: '\\p{Upper}[\\p{Digit}_]+' }, 'A1_')).toBeUndefined();
    expect(problemOf({ AllowedPattern: '\\P{Digit}' }, '1')).toBeDefined();
    expect(problemOf({ AllowedPattern: '(?i)abc' }, 'aBC')).toBeUndefined();
    expect(problemOf({ AllowedPattern: '(?!aws)[a-z]+' }, 'awsome')).toBeDefined();
    expect(problemOf({ AllowedPattern: '(?!aws)[a-z]+' }, 'some')).toBeUndefined();
    expect(problemOf({ AllowedPattern: '(a)\\1' }, 'aa')).toBeUndefined();
  });

  it.each(['(a+)+$', '(?=(a+)+$)a*b\\1'])('end in time on %s', (AllowedPattern) => {
    expect(problemOf({ AllowedPattern }, `${'a'.repeat(50)}!`)).toBeDefined();
  });

  it.each(['[', '[a-z&&[^b]]+'])('are refused when they cannot be read: %s', (AllowedPattern) => {
    expect(() => templateOf({ Parameters: { P: { Type: 'String', AllowedPattern } } })).toThrow(
      new TemplateError("Template error: Parameter 'P' AllowedPattern must be a valid regular expression."),
    );
  });

  it('agree with JavaScript where both read the pattern alike', () => {
    const atom = fc.constantFrom('a', 'b', '[ab]', '[^a]', '.', 'a?', 'b*', '(a|bb)', 'a{1,2}', '\\d', '\\w+');
    const pattern = fc.array(atom, { minLength: 1, maxLength: 5 }).map((atoms) => atoms.join(''));
    const text = fc.array(fc.constantFrom('a', 'b', '1', '-'), { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(pattern, text, (AllowedPattern, value) => {
        const expected = new RegExp(`^(?:${AllowedPattern})$`).test(value);
        expect(problemOf({ AllowedPattern }, value) === undefined).toBe(expected);
      }),
    );
  });
});

describe('lists', () => {
  it('are split at commas and lose the spaces around their members', () => {
    expect(resolved({ Type: 'CommaDelimitedList' }, 'a, b ,c')).toEqual(['a', 'b', 'c']);
    expect(resolved({ Type: 'List<Number>' }, '1, 2')).toEqual(['1', '2']);
    expect(resolved({ Type: 'List<String>' }, 'a')).toEqual(['a']);
  });

  it('have one empty member when they are empty', () => {
    expect(resolved({ Type: 'CommaDelimitedList' }, '')).toEqual(['']);
  });
});

describe('types of AWS', () => {
  const gone = (value: string) =>
    `Parameter validation failed: parameter value ${value} for parameter name P does not exist`;

  it.each([
    ['AWS::EC2::VPC::Id', 'vpc-0123456789abcdef0', 'vpc-xyz'],
    ['AWS::EC2::Subnet::Id', 'subnet-12345678', 'subnet-1234'],
    ['AWS::EC2::SecurityGroup::Id', 'sg-12345678', 'my-group'],
    ['AWS::EC2::AvailabilityZone::Name', 'us-east-1a', 'us-east-1'],
    ['AWS::EC2::AvailabilityZone::Name', 'us-west-2-lax-1a', 'us'],
    ['AWS::EC2::Image::Id', 'ami-12345678', 'ami'],
    ['AWS::Route53::HostedZone::Id', 'Z148QEXAMPLE8V', 'example.com'],
    ['AWS::EC2::KeyPair::KeyName', 'my key', ''],
  ])('%s accept %s and refuse %j', (Type, right, wrong) => {
    expect(resolved({ Type }, right)).toBe(right);
    expect(problemOf({ Type }, wrong)).toBe(gone(wrong));
  });

  it('are looked up where somebody can', () => {
    const lookup = {
      exists: (type: string, value: string) => type === 'AWS::EC2::VPC::Id' && value === 'vpc-11111111',
    };
    expect(problemOf({ Type: 'AWS::EC2::VPC::Id' }, 'vpc-11111111', { lookup })).toBeUndefined();
    expect(problemOf({ Type: 'AWS::EC2::VPC::Id' }, 'vpc-22222222', { lookup })).toBe(gone('vpc-22222222'));
  });

  it('are checked member by member in lists', () => {
    expect(problemOf({ Type: 'List<AWS::EC2::Subnet::Id>' }, 'subnet-12345678,nope')).toBe(gone('nope'));
  });

  it.each([
    'List<AWS::EC2::KeyPair::KeyName>',
    'AWS::EC2::Nope::Id',
    'List<List<String>>',
    'AWS::SSM::Parameter::Value<Number>',
    'constructor',
  ])('do not include %s', (Type) => {
    expect(() => templateOf({ Parameters: { P: { Type } } })).toThrow(`Unrecognized parameter type: ${Type}`);
  });
});

describe('SSM parameters', () => {
  const lookup = { ssm: (name: string) => ({ '/a': 'one', '/list': 'a,b', '/vpc': 'vpc-12345678' })[name] };

  it('give the value that is stored under the name', () => {
    expect(resolved({ Type: 'AWS::SSM::Parameter::Value<String>' }, '/a', { lookup })).toBe('one');
    expect(resolved({ Type: 'AWS::SSM::Parameter::Value<List<String>>' }, '/list', { lookup })).toEqual(['a', 'b']);
    expect(resolved({ Type: 'AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>' }, '/vpc', { lookup })).toBe(
      'vpc-12345678',
    );
  });

  it('are refused where nothing is stored, or something else', () => {
    const Type = 'AWS::SSM::Parameter::Value<String>';
    const missing = 'Unable to fetch parameters [/b] from parameter store for this account.';
    expect(problemOf({ Type }, '/b', { lookup })).toBe(missing);
    expect(problemOf({ Type }, '/b')).toBe(missing);
    expect(problemOf({ Type: 'AWS::SSM::Parameter::Value<AWS::EC2::VPC::Id>' }, '/a', { lookup })).toMatch(
      /does not exist$/,
    );
  });

  it('have constraints on the name, not on the value', () => {
    const declaration = { Type: 'AWS::SSM::Parameter::Value<String>', AllowedPattern: '/.*' };
    expect(problemOf(declaration, '/a', { lookup })).toBeUndefined();
    expect(problemOf(declaration, 'a', { lookup })).toBe("Parameter 'P' must match pattern /.*");
  });
});

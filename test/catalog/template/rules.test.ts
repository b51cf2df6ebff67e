import {
  type Json,
  parseTemplateConstraint,
  pseudoParameters,
  type RuleContext,
  ruleProblems,
  TemplateError,
} from '../../../catalog/template';
import { fn, ref, templateOf } from './sample';

const template = templateOf({
  Parameters: {
    Type: { Type: 'String' },
    Sizes: { Type: 'CommaDelimitedList' },
    Vpc: { Type: 'AWS::EC2::VPC::Id' },
    Subnets: { Type: 'List<AWS::EC2::Subnet::Id>' },
  },
});
const context: RuleContext = {
  template,
  parameters: { Type: 'dev', Sizes: ['small', 'large'], Vpc: 'vpc-1', Subnets: ['subnet-1', 'subnet-2'] },
  pseudo: pseudoParameters({ accountId: '123456789012', region: 'eu-west-1', stackName: 's' }),
  attribute: (type, value, attribute) => `${type}/${value}/${attribute}`,
  all: (type) => (type === 'AWS::EC2::VPC::Id' ? ['vpc-1', 'vpc-2'] : []),
};

function problems(Assert: Json, RuleCondition?: Json, parts: Partial<RuleContext> = {}) {
  const rule = {
    Assertions: [{ Assert, AssertDescription: 'says why' }],
    ...(RuleCondition === undefined ? {} : { RuleCondition }),
  };
  return ruleProblems({ One: rule }, { ...context, ...parts });
}
const yes = fn('Equals', ['a', 'a']);
const no = fn('Equals', ['a', 'b']);

describe('assertions', () => {
  it.each<[Json]>([
    [fn('Equals', [ref('Type'), 'dev'])],
    [fn('Equals', [ref('AWS::Region'), 'eu-west-1'])],
    [fn('Equals', [ref('Sizes'), ['small', 'large']])],
    [fn('Not', [no])],
    [fn('And', [yes, yes])],
    [fn('Or', [no, yes])],
    [fn('If', [yes, yes, no])],
    [fn('Contains', [['dev', 'test'], ref('Type')])],
    [fn('Contains', [ref('Sizes'), 'large'])],
    [fn('EachMemberIn', [ref('Sizes'), ['small', 'large', 'huge']])],
    [fn('EachMemberEquals', [['dev', 'dev'], ref('Type')])],
    [fn('Contains', [fn('RefAll', 'AWS::EC2::VPC::Id'), ref('Vpc')])],
    [fn('Equals', [fn('ValueOf', ['Vpc', 'Tags.Environment']), 'AWS::EC2::VPC::Id/vpc-1/Tags.Environment'])],
    [
      fn('EachMemberIn', [
        fn('ValueOf', ['Subnets', 'VpcId']),
        ['AWS::EC2::Subnet::Id/subnet-1/VpcId', 'AWS::EC2::Subnet::Id/subnet-2/VpcId'],
      ]),
    ],
    [fn('Contains', [fn('ValueOfAll', ['AWS::EC2::VPC::Id', 'Tags.Name']), 'AWS::EC2::VPC::Id/vpc-2/Tags.Name'])],
  ])('hold: %j', (assertion) => {
    expect(problems(assertion)).toEqual([]);
  });

  it.each<[Json]>([
    [fn('Equals', [ref('Type'), 'prod'])],
    [fn('Not', [yes])],
    [fn('And', [yes, no])],
    [fn('Or', [no, no])],
    [fn('If', [no, yes, no])],
    [fn('Contains', [['staging', 'prod'], ref('Type')])],
    [fn('EachMemberIn', [ref('Sizes'), ['small']])],
    [fn('EachMemberEquals', [ref('Sizes'), 'small'])],
    [fn('Contains', [fn('RefAll', 'AWS::EC2::Subnet::Id'), ref('Vpc')])],
  ])('fail with their description: %j', (assertion) => {
    expect(problems(assertion)).toEqual(['says why']);
  });

  it('count only when the condition of their rule holds', () => {
    expect(problems(no, fn('Equals', [ref('Type'), 'prod']))).toEqual([]);
    expect(problems(no, fn('Equals', [ref('Type'), 'dev']))).toEqual(['says why']);
  });

  it('that fail are all told, also without a description', () => {
    expect(
      ruleProblems(
        {
          A: { Assertions: [{ Assert: no }, { Assert: yes }] },
          B: { Assertions: [{ Assert: no, AssertDescription: 'b' }] },
        },
        context,
      ),
    ).toEqual(['Rule A: assertion failed', 'b']);
  });

  it('find an empty member in an empty list', () => {
    expect(
      problems(fn('Not', [fn('Contains', [ref('Sizes'), ''])]), undefined, { parameters: { Sizes: [''] } }),
    ).toEqual(['says why']);
  });
});

describe('rules', () => {
  it.each<[string, Json, RegExp]>([
    [
      'a function that rules do not have',
      fn('Equals', [fn('Sub', '${Type}'), 'dev']),
      /Encountered unsupported function: Fn::Sub/,
    ],
    ['a condition of the template', { Condition: 'IsDev' }, /must be rule functions that say true or false/],
    ['a parameter that does not exist', fn('Equals', [ref('Nothing'), 'x']), /Unresolved dependencies \[Nothing\]/],
    ['text for an assertion', fn('If', [yes, 'text', no]), /must be rule functions that say true or false/],
    ['too few arguments', fn('Contains', [['a']]), /every Fn::Contains object requires 2 parameters, got 1/],
    ['too many arguments', fn('Not', [yes, yes]), /every Fn::Not object requires 1 parameters, got 2/],
    [
      'an attribute of an unknown parameter',
      fn('Equals', [fn('ValueOf', ['Nothing', 'x']), 'y']),
      /references undefined parameter Nothing/,
    ],
  ])('are refused with %s', (_, assertion, message) => {
    expect(() => problems(assertion)).toThrow(TemplateError);
    expect(() => problems(assertion)).toThrow(message);
  });

  it.each<[Json]>([
    [fn('RefAll', 'AWS::EC2::VPC::Id')],
    [fn('ValueOf', ['Vpc', 'VpcId'])],
    [fn('ValueOfAll', ['AWS::EC2::VPC::Id', 'x'])],
  ])('are refused when nobody can look up %j', (call) => {
    expect(() => problems(fn('Contains', [call, 'x']), undefined, { all: undefined, attribute: undefined })).toThrow(
      /asks for resources of the account/,
    );
  });
});

describe('template constraints of Service Catalog', () => {
  const rules = {
    OnlyDev: {
      Assertions: [{ Assert: fn('Contains', [['dev', 'test'], ref('Type')]), AssertDescription: 'dev or test' }],
    },
  };

  it('are read with and without their outer key', () => {
    expect(parseTemplateConstraint(JSON.stringify({ Rules: rules }))).toEqual(rules);
    expect(parseTemplateConstraint(JSON.stringify(rules))).toEqual(rules);
  });

  it('are judged like the rules of a template', () => {
    const read = parseTemplateConstraint(JSON.stringify({ Rules: rules }));
    expect(ruleProblems(read, context)).toEqual([]);
    expect(ruleProblems(read, { ...context, parameters: { Type: 'prod' } })).toEqual(['dev or test']);
  });

  it.each([
    '',
    '{',
    '[]',
    '{}',
    '{"Rules":[]}',
    '{"Rules":{"A":{}}}',
    '{"Rules":{"A":{"Assertions":[{"Assert":"x"}]}}}',
    '{"Rules":{"A":{"Assertions":[{"Assert":{}}],"Other":1}}}',
  ])('are refused when malformed: %s', (text) => {
    expect(() => parseTemplateConstraint(text)).toThrow(TemplateError);
  });
});

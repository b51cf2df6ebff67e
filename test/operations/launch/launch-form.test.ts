import { portfolioProblems } from '../../../operations/launch/choose-portfolio';
import { formParameters, formTags, refuseBadValues } from '../../../operations/launch/launch-form';
import { collectKeyValues } from '../../../scripts/options/key-values';

const form = {
  ProvisioningArtifactParameters: [
    {
      ParameterKey: 'EnvironmentType',
      ParameterType: 'String',
      ParameterConstraints: { AllowedValues: ['dev', 'prod'] },
    },
    { ParameterKey: 'VpcCidr', ParameterType: 'String', DefaultValue: '10.0.0.0/16' },
  ],
  TagOptions: [
    { Key: 'Owner', Values: ['platform-team'] },
    { Key: 'DataClass', Values: ['internal', 'public'] },
    { Key: 'Conflict', Values: [] },
  ],
};

describe('parameters', () => {
  it('go as they were given', () => {
    expect(formParameters(form, { EnvironmentType: 'dev', VpcCidr: '10.1.0.0/16' })).toEqual([
      { Key: 'EnvironmentType', Value: 'dev' },
      { Key: 'VpcCidr', Value: '10.1.0.0/16' },
    ]);
  });

  it('refuse an unknown name with the nearest', () => {
    expect(() => formParameters(form, { VpcCdir: 'x' })).toThrow('did you mean VpcCidr?');
  });

  it('refuse a value that the list does not hold, with the nearest', () => {
    expect(() => formParameters(form, { EnvironmentType: 'deb' })).toThrow('did you mean dev?');
    expect(() => formParameters(form, { EnvironmentType: 'maybe' })).toThrow(
      "EnvironmentType can't be maybe. It is one of: dev, prod.",
    );
  });

  it('are read as Key=Value, whatever the value holds', () => {
    expect(collectKeyValues('A=b=c', { X: 'y' })).toEqual({ X: 'y', A: 'b=c' });
    expect(collectKeyValues('A=', {})).toEqual({ A: '' });
    expect(() => collectKeyValues('A', {})).toThrow('Key=Value');
    expect(() => collectKeyValues('=A', {})).toThrow('Key=Value');
  });
});

describe('tags', () => {
  it('add the only value of a TagOption, and nothing for one in conflict', () => {
    expect(formTags(form, { DataClass: 'public', Team: 'x' })).toEqual([
      { Key: 'DataClass', Value: 'public' },
      { Key: 'Team', Value: 'x' },
      { Key: 'Owner', Value: 'platform-team' },
    ]);
  });

  it('must choose where a TagOption has several values', () => {
    expect(() => formTags(form, {})).toThrow(
      expect.objectContaining({
        code: 'missing-tag',
        problems: [expect.objectContaining({ field: 'DataClass' })],
        remedies: [
          { do: 'again', options: { tag: 'DataClass=internal' }, label: 'Choose internal' },
          { do: 'again', options: { tag: 'DataClass=public' }, label: 'Choose public' },
        ],
      }),
    );
  });

  it('refuse a value that a TagOption does not have', () => {
    expect(() => formTags(form, { DataClass: 'publik' })).toThrow('did you mean public?');
  });
});

describe("a portfolio's rules", () => {
  const rules = {
    Types: {
      Assertions: [
        {
          Assert: { 'Fn::Contains': [['dev', 'test'], { Ref: 'EnvironmentType' }] },
          AssertDescription: 'dev or test only.',
        },
      ],
    },
  };
  const judged = (value: unknown, type: string) =>
    portfolioProblems(
      { ...form, UsageInstructions: [{ Type: 'rules', Value: JSON.stringify(value) }] },
      { parameters: { EnvironmentType: type }, accountId: '000000000000', region: 'us-east-1' },
    );

  it('accept what they allow and say what they have against the rest', () => {
    expect(judged(rules, 'dev')).toEqual([]);
    expect(judged(rules, 'prod')).toEqual(['dev or test only.']);
    expect(judged({ 'Types-cons-1': rules.Types }, 'prod')).toEqual(['dev or test only.']);
  });

  it('accept everything where there are none', () => {
    expect(judged({}, 'prod')).toEqual([]);
    expect(portfolioProblems(form, { parameters: {}, accountId: '0', region: 'us-east-1' })).toEqual([]);
  });

  it('leave to AWS what only AWS can judge', () => {
    const asks = {
      Vpc: { Assertions: [{ Assert: { 'Fn::Equals': [{ 'Fn::ValueOf': ['VpcCidr', 'Tags.X'] }, 'y'] } }] },
    };
    expect(judged(asks, 'prod')).toEqual([]);
    expect(judged({ ...asks, ...rules }, 'prod')).toEqual(['dev or test only.']);
  });
});

describe('values that break the constraints of the template', () => {
  const template = {
    Parameters: {
      Size: { Type: 'Number', MaxValue: 3, Default: 1, ConstraintDescription: 'Type 1 to 3.' },
      Name: { Type: 'String', AllowedPattern: '[a-z]+' },
    },
    Resources: {},
  };

  it('are refused together, with the value received and what to type', () => {
    expect(() => refuseBadValues(template, { Size: '4', Name: 'UP' })).toThrow(
      "Size can't be '4'. Type 1 to 3. Name can't be 'UP'. Parameter 'Name' must match pattern [a-z]+",
    );
  });

  it('are named where one must be given and none was', () => {
    expect(() => refuseBadValues(template, {})).toThrow(
      expect.objectContaining({
        message: 'No value is given for: Name.',
        problems: [{ field: 'Name', text: 'No value is given for Name.' }],
        remedies: [{ do: 'answer', field: 'Name' }],
      }),
    );
  });

  it('let right ones pass', () => {
    expect(() => refuseBadValues(template, { Size: '2', Name: 'ok' })).not.toThrow();
  });
});

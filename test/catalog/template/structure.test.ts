import { refusalOf, templateOf } from './sample';

const many = (count: number, value: unknown) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`Id${index}`, value]));
const topic = { Type: 'AWS::SNS::Topic' };

describe('the form of a template', () => {
  it('is accepted with every section', () => {
    expect(
      refusalOf({
        AWSTemplateFormatVersion: '2010-09-09',
        Description: 'all sections',
        Metadata: { any: ['thing'] },
        Parameters: { Name: { Type: 'String', Default: 'x', AllowedValues: ['x', 'y'], NoEcho: true, MinLength: 1 } },
        Rules: {
          One: { RuleCondition: { 'Fn::Equals': ['a', 'a'] }, Assertions: [{ Assert: { 'Fn::Equals': ['a', 'a'] } }] },
        },
        Mappings: { Map: { key: { text: 'a', list: ['b'], number: 1, flag: true } } },
        Conditions: { Holds: { 'Fn::Equals': ['a', 'a'] } },
        Outputs: { Arn: { Value: { Ref: 'Topic' }, Description: 'd', Condition: 'Holds', Export: { Name: 'a:b-c' } } },
      }),
    ).toBe('accepted');
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown section', { Resource: {}, Foo: 1 }, 'Invalid template property or properties [Resource, Foo]'],
    [
      'another format version',
      { AWSTemplateFormatVersion: '2020-01-01' },
      'Template format error: unsupported value for AWSTemplateFormatVersion.',
    ],
    [
      'a description that is too long',
      { Description: 'x'.repeat(1025) },
      "Template format error: 'Description' length is greater than 1024.",
    ],
    ['no resources', { Resources: {} }, 'Template format error: At least one Resources member must be defined.'],
    [
      'resources that are a list',
      { Resources: [] },
      'Template format error: At least one Resources member must be defined.',
    ],
    ['a null', { Outputs: { A: { Value: null } } }, "[/Outputs/A/Value] 'null' values are not allowed in templates"],
    [
      'too many resources',
      { Resources: many(501, topic) },
      'Template format error: Number of resources, 501, is greater than maximum allowed, 500',
    ],
    [
      'too many parameters',
      { Parameters: many(201, { Type: 'String' }) },
      'Template format error: Number of parameters, 201, is greater than maximum allowed, 200',
    ],
    [
      'too many outputs',
      { Outputs: many(201, { Value: 'x' }) },
      'Template format error: Number of outputs, 201, is greater than maximum allowed, 200',
    ],
    [
      'a resource without a type',
      { Resources: { A: {} } },
      'Template format error: [/Resources/A] Every Resources object must contain a Type member.',
    ],
    [
      'a resource that is text',
      { Resources: { A: 'x' } },
      'Template format error: [/Resources/A] resource definition is malformed',
    ],
    [
      'an unknown resource key',
      { Resources: { A: { ...topic, Invalid: 1 } } },
      "Invalid template resource property 'Invalid'",
    ],
    [
      'a logical id with a hyphen',
      { Resources: { 'a-b': topic } },
      'Template format error: Resource name a-b is non alphanumeric.',
    ],
    [
      'a condition that is no name',
      { Resources: { A: { ...topic, Condition: { Ref: 'x' } } } },
      'Template format error: Every Condition member must be a string.',
    ],
    [
      'an unknown deletion policy',
      { Resources: { A: { ...topic, DeletionPolicy: 'Keep' } } },
      'Template format error: Unrecognized DeletionPolicy Keep for resource A',
    ],
    [
      'a deletion policy that is a function',
      { Resources: { A: { ...topic, DeletionPolicy: { Ref: 'P' } } } },
      'Template format error: [/Resources/A/DeletionPolicy] Every DeletionPolicy member must be a string.',
    ],
    [
      'a snapshot of what has none',
      { Resources: { A: { ...topic, DeletionPolicy: 'Snapshot' } } },
      'Template error: resource type AWS::SNS::Topic does not support deletion policy Snapshot',
    ],
    [
      'RetainExceptOnCreate on replacement',
      { Resources: { A: { ...topic, UpdateReplacePolicy: 'RetainExceptOnCreate' } } },
      'Template format error: Unrecognized UpdateReplacePolicy RetainExceptOnCreate for resource A',
    ],
    [
      'DependsOn that is a number',
      { Resources: { A: { ...topic, DependsOn: [1] } } },
      'Template format error: DependsOn must be a string or list of strings.',
    ],
    [
      'properties that are a list',
      { Resources: { A: { ...topic, Properties: [] } } },
      'Template format error: [/Resources/A/Properties] Properties must be an object.',
    ],
    [
      'an update policy that is a reference as a whole',
      { Resources: { A: { ...topic, UpdatePolicy: { Ref: 'AWS::Region' } } } },
      'Template format error: Expected an object',
    ],
    [
      'a parameter without a type',
      { Parameters: { A: {} } },
      'Template format error: Every Parameters object must contain a Type member.',
    ],
    [
      'an unknown parameter type',
      { Parameters: { A: { Type: 'Text' } } },
      'Template format error: Unrecognized parameter type: Text',
    ],
    [
      'an unknown parameter key',
      { Parameters: { A: { Type: 'String', Min: 1 } } },
      "Invalid template parameter property 'Min'",
    ],
    [
      'a default that is a list',
      { Parameters: { A: { Type: 'String', Default: ['x'] } } },
      'Template format error: Every Default member must be a string.',
    ],
    [
      'a default that breaks its constraint',
      { Parameters: { A: { Type: 'String', Default: 'x', MinLength: 12 } } },
      "Parameter 'A' must contain at least 12 characters",
    ],
    [
      'a parameter name with a dash',
      { Parameters: { 'A-B': { Type: 'String' } } },
      'Template format error: Parameter name A-B is non alphanumeric.',
    ],
    [
      'a mapping of one level',
      { Mappings: { A: { b: 'c' } } },
      'Template format error: Every Mappings member A must be a map',
    ],
    [
      'a mapping of three levels',
      { Mappings: { A: { b: { c: { d: 'e' } } } } },
      'Template format error: Every Mappings attribute must be a String or a List.',
    ],
    [
      'a mapping with a function',
      { Mappings: { A: { b: { c: { Ref: 'x' } } } } },
      'Template format error: Every Mappings attribute must be a String or a List.',
    ],
    [
      'a condition that is no function',
      { Conditions: { A: true } },
      'Template format error: Conditions can only be boolean operations on parameters and other conditions',
    ],
    [
      'an output without a value',
      { Outputs: { A: {} } },
      'Template format error: Every Outputs member must contain a Value object',
    ],
    ['an unknown output key', { Outputs: { A: { Value: 'x', Name: 'y' } } }, "Invalid template output property 'Name'"],
    [
      'a rule without assertions',
      { Rules: { A: {} } },
      'Template format error: Rule A must contain a list of Assertions.',
    ],
    [
      'an assertion without Assert',
      { Rules: { A: { Assertions: [{}] } } },
      'Template format error: Every assertion of rule A must contain an Assert and may contain an AssertDescription.',
    ],
  ])('is refused with %s', (_, sections, message) => {
    expect(refusalOf(sections)).toBe(`TemplateError: ${message}`);
  });

  it('accepts names that every JavaScript object has', () => {
    expect(refusalOf({ Resources: { constructor: topic, toString: topic } })).toBe('accepted');
  });
});

describe('calls of intrinsic functions', () => {
  const withValue = (value: unknown) => ({ Resources: { A: { ...topic, Properties: { DisplayName: value } } } });

  it.each<[unknown, RegExp]>([
    [{ 'Fn::Nope': 'x' }, /Encountered unsupported function: Fn::Nope Supported functions are: \[Fn::Base64, /],
    [{ 'Fn::Length': ['x'] }, /Encountered unsupported function: Fn::Length/],
    [{ Ref: ['x'] }, /every Ref object must have a single String value/],
    [{ 'Fn::GetAtt': ['A'] }, /every Fn::GetAtt object requires two non-empty parameters/],
    [{ 'Fn::GetAtt': ['A', ''] }, /every Fn::GetAtt object requires two non-empty parameters/],
    [{ 'Fn::Join': ['a'] }, /every Fn::Join object requires two parameters/],
    [{ 'Fn::Join': [1, []] }, /every Fn::Join object requires two parameters/],
    [{ 'Fn::Split': ['', 'x'] }, /every Fn::Split object requires two parameters/],
    [{ 'Fn::Select': [0] }, /Fn::Select requires a list argument with two elements/],
    [{ 'Fn::Sub': ['x'] }, /One or more Fn::Sub intrinsic functions don't specify expected arguments/],
    [{ 'Fn::Sub': '${a b}' }, /variable names in Fn::Sub syntax must contain only alphanumeric characters/],
    [{ 'Fn::FindInMap': ['a', 'b'] }, /every Fn::FindInMap object requires three parameters/],
    [
      { 'Fn::FindInMap': ['a', 'b', { 'Fn::Select': [0, ['x']] }] },
      /every Fn::FindInMap object requires three parameters/,
    ],
    [
      { 'Fn::FindInMap': ['a', 'b', 'c', { DefaultValue: 'd' }] },
      /every Fn::FindInMap object requires three parameters/,
    ],
    [{ 'Fn::If': ['x', 'y'] }, /Fn::If requires a list argument/],
    [{ 'Fn::Base64': ['x'] }, /every Fn::Base64 object must have a String-typed value/],
    [{ 'Fn::Cidr': ['10.0.0.0/16'] }, /every Fn::Cidr object requires two or three parameters/],
    [{ 'Fn::Transform': { Parameters: {} } }, /Key Name of transform definition must be a string/],
  ])('are refused when malformed: %j', (value, message) => {
    expect(refusalOf(withValue(value))).toMatch(message);
  });

  it.each<[unknown, RegExp]>([
    [{ 'Fn::And': [{ Condition: 'A' }] }, /every Fn::And object requires a list of at least 2 and at most 10/],
    [{ 'Fn::Or': Array.from({ length: 11 }, () => ({ Condition: 'A' })) }, /every Fn::Or object/],
    [
      { 'Fn::Not': [{ Condition: 'A' }, { Condition: 'A' }] },
      /Fn::Not requires a list argument with one function token/,
    ],
    [{ 'Fn::And': ['true', { Condition: 'A' }] }, /every Fn::And object requires a list of at least 2 and at most 10/],
    [{ 'Fn::Equals': ['a'] }, /Fn::Equals requires a list argument with two elements/],
  ])('are refused when malformed in conditions: %j', (value, message) => {
    expect(refusalOf({ Conditions: { A: { 'Fn::Equals': ['a', 'b'] }, B: value } })).toMatch(message);
  });

  it('are not looked for in the metadata of the template', () => {
    expect(refusalOf({ Metadata: { 'Fn::Nope': 1 } })).toBe('accepted');
  });
});

describe('references', () => {
  const value = (Value: unknown) => ({ Outputs: { Out: { Value } } });

  it.each<[string, Record<string, unknown>, string]>([
    [
      'a resource that is not declared',
      { Resources: { A: { ...topic, Properties: { DisplayName: { Ref: 'B' } } } } },
      'Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
    ],
    [
      'several of them',
      { Resources: { A: { ...topic, Properties: { X: { Ref: 'B' }, Y: { 'Fn::Sub': '${C}' } } } } },
      'Template format error: Unresolved resource dependencies [B, C] in the Resources block of the template',
    ],
    [
      'one in outputs',
      value({ Ref: 'B' }),
      'Template format error: Unresolved resource dependencies [B] in the Outputs block of the template',
    ],
    [
      'a pseudo parameter that does not exist',
      value({ Ref: 'AWS::Resion' }),
      'Template format error: Unresolved resource dependencies [AWS::Resion] in the Outputs block of the template',
    ],
    [
      'a dependency that is not declared',
      { Resources: { A: { ...topic, DependsOn: 'B' } } },
      'Template format error: Unresolved resource dependencies [B] in the Resources block of the template',
    ],
    [
      'a dependency that is a parameter',
      { Parameters: { P: { Type: 'String' } }, Resources: { A: { ...topic, DependsOn: ['P'] } } },
      'Template format error: Unresolved resource dependencies [P] in the Resources block of the template',
    ],
    [
      'an attribute of nothing',
      value({ 'Fn::GetAtt': ['B', 'Arn'] }),
      'Template error: instance of Fn::GetAtt references undefined resource B',
    ],
    [
      'an attribute of a parameter',
      { Parameters: { P: { Type: 'String' } }, ...value({ 'Fn::GetAtt': ['P', 'Arn'] }) },
      'Template error: instance of Fn::GetAtt references undefined resource P',
    ],
    [
      'an attribute of nothing in Fn::Sub',
      value({ 'Fn::Sub': '${B.Arn}' }),
      'Template error: instance of Fn::Sub references invalid resource attribute B.Arn',
    ],
    [
      'a condition that is not declared',
      { Resources: { A: { ...topic, Condition: 'C' } } },
      'Template format error: Unresolved condition dependency C in the Resources block of the template',
    ],
    [
      'a condition that is not declared, in Fn::If',
      value({ 'Fn::If': ['C', 'a', 'b'] }),
      'Template format error: Unresolved condition dependency C in the Outputs block of the template',
    ],
    [
      'a condition that is not declared, in a condition',
      { Conditions: { A: { 'Fn::Not': [{ Condition: 'C' }] } } },
      'Template format error: Unresolved condition dependency C in the Conditions block of the template',
    ],
    [
      'a resource in a condition',
      { Conditions: { A: { 'Fn::Equals': [{ Ref: 'Topic' }, 'x'] } } },
      'Template format error: Unresolved dependencies [Topic]. Cannot reference resources in the Conditions block of the template',
    ],
    [
      'a resource in the name of an import',
      value({ 'Fn::ImportValue': { 'Fn::Sub': 'a:${Topic}' } }),
      'Template error: the attribute in Fn::ImportValue must not depend on any resources, imported values, or Fn::GetAZs',
    ],
    [
      'an import in the name of an import',
      value({ 'Fn::ImportValue': { 'Fn::ImportValue': 'x' } }),
      'Template error: the attribute in Fn::ImportValue must not depend on any resources, imported values, or Fn::GetAZs',
    ],
    [
      'a resource in the name of an export',
      { Outputs: { Out: { Value: 'x', Export: { Name: { Ref: 'Topic' } } } } },
      'Template format error: Output Out is malformed. The Name field of every Export member must not depend on any resources, imported values, or Fn::GetAZs.',
    ],
  ])('are refused to %s', (_, sections, message) => {
    expect(refusalOf(sections)).toBe(`TemplateError: ${message}`);
  });

  it('are accepted to parameters, pseudo parameters, resources and variables of Fn::Sub', () => {
    expect(
      refusalOf({
        Parameters: { P: { Type: 'String' } },
        ...value({ 'Fn::Sub': ['${P}${AWS::Region}${Topic}${Topic.TopicArn}${Own}${!Literal}', { Own: 'x' }] }),
      }),
    ).toBe('accepted');
  });

  it('do not mistake a property named Condition for a condition', () => {
    expect(refusalOf({ Resources: { A: { ...topic, Properties: { Filter: { Condition: 'free text' } } } } })).toBe(
      'accepted',
    );
  });

  it('may be circular neither directly nor through others', () => {
    const on = (id: string) => ({ ...topic, Properties: { DisplayName: { Ref: id } } });
    expect(refusalOf({ Resources: { A: on('A') } })).toBe('TemplateError: Circular dependency between resources: [A]');
    expect(
      refusalOf({ Resources: { X: topic, A: on('B'), B: on('C'), C: { ...topic, DependsOn: 'A' }, Waits: on('A') } }),
    ).toBe('TemplateError: Circular dependency between resources: [A, B, C]');
  });
});

it('refuses conditions that are circular, although nothing uses them', () => {
  const Conditions = {
    A: { 'Fn::Not': [{ Condition: 'B' }] },
    B: { 'Fn::Or': [{ Condition: 'C' }, { Condition: 'A' }] },
    C: { 'Fn::Equals': ['a', 'a'] },
  };
  expect(refusalOf({ Conditions })).toBe('TemplateError: Template error: Found circular condition dependency: A, B');
});

it('refuses a resource and a parameter of one name', () => {
  expect(refusalOf({ Parameters: { Topic: { Type: 'String' } } })).toBe(
    'TemplateError: Template error: all resources and parameters must have unique names. Common name(s):[Topic]',
  );
});

it('keeps what the author wrote', () => {
  const Parameters = { Count: { Type: 'Number', Default: 3, AllowedValues: [1, 2, 3] } };
  expect(templateOf({ Parameters }).Parameters).toEqual(Parameters);
});

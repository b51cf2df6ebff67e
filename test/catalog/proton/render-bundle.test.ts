import { parse } from 'yaml';
import { type BundleSource, bundleQuotas, renderBundle } from '../../../catalog/proton';
import {
  evaluateTemplate,
  parseTemplate,
  pseudoParameters,
  resolveParameters,
  type Template,
} from '../../../catalog/template';
import { fileOf, inputsOf, renderJinja, specInputs } from './render-jinja';

const pseudo = pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'one' });

function source(
  template: Omit<Template, 'Resources'> & { Resources?: Template['Resources'] },
  more: Partial<BundleSource> = {},
): BundleSource {
  return {
    id: 'sample',
    name: 'Sample',
    description: 'A sample.',
    version: '2.3.4',
    template: parseTemplate(JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } }, ...template })),
    kind: 'environment',
    compatible: [],
    runsAfter: [],
    examples: {},
    ...more,
  };
}

/** A template with one parameter and one topic, whose properties are given. */
function withParameter(parameter: object, properties: object): BundleSource {
  return source({
    Parameters: { Value: { Type: 'String', ...parameter } },
    Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: JSON.parse(JSON.stringify(properties)) } },
  });
}

/** The topic's properties: as the product has them, and as the rendered bundle has them. */
function bothWays(given: BundleSource, value: string | string[]) {
  const bundle = renderBundle({ ...given, examples: { Value: [value].flat().join(',') } });
  const rendered = parseTemplate(renderJinja(bundle, inputsOf(bundle, { Value: value })));
  const parameters = resolveParameters(given.template, { Value: [value].flat().join(',') });
  return {
    product: evaluateTemplate(given.template, { parameters, pseudo }).resources.Topic?.properties,
    bundle: evaluateTemplate(rendered, { parameters: {}, pseudo }).resources.Topic?.properties,
    text: fileOf(bundle, 'cloudformation.yaml'),
  };
}

describe('an input', () => {
  it.each([
    ['a quote', "it's"],
    ['a double quote and a backslash', '"\\"'],
    ['what YAML takes for something else', 'yes'],
    ['a number', '0755'],
    ['a comment', 'a # b'],
    ['what Fn::Sub would read', '$' + '{AWS::Region}'],
    ['what Jinja would read', '{{ environment.name }}'],
  ])('stays the text that it is: %s', (_, value) => {
    const properties = { DisplayName: { Ref: 'Value' }, TopicName: { 'Fn::Sub': 'a-${Value}-${AWS::Region}' } };
    const { product, bundle } = bothWays(withParameter({ Default: '' }, properties), value);
    expect(bundle).toEqual(product);
    expect(bundle?.DisplayName).toBe(value);
  });

  it('stays as it is in several lines of text', () => {
    const code = { 'Fn::Sub': 'first: \'${Value}\'\n  second: "${Value}" # ${!Value}\n' };
    const { product, bundle } = bothWays(withParameter({ AllowedPattern: "[a-z']+" }, { DisplayName: code }), "it's");
    expect(bundle).toEqual(product);
    expect(bundle?.DisplayName).toBe("first: 'it's'\n  second: \"it's\" # ${Value}\n");
  });

  it('that is a list becomes a list', () => {
    const properties = { Tags: { Ref: 'Value' }, DisplayName: { 'Fn::Join': ['+', { Ref: 'Value' }] } };
    const { product, bundle } = bothWays(withParameter({ Type: 'CommaDelimitedList' }, properties), ['a', "b'c"]);
    expect(bundle).toEqual(product);
    expect(bundle?.Tags).toEqual(['a', "b'c"]);
  });

  it('is not the variable of the same name in Fn::Sub', () => {
    const properties = { DisplayName: { 'Fn::Sub': ['${Value}', { Value: 'own' }] } };
    expect(bothWays(withParameter({}, properties), 'other').bundle).toEqual({ DisplayName: 'own' });
  });

  it('needs no Fn::Sub around it, and no filter, when it can hold nothing but letters', () => {
    const properties = { DisplayName: { 'Fn::Sub': 'a-${Value}' } };
    const { text } = bothWays(withParameter({ AllowedPattern: '^$|^[a-z]+$' }, properties), 'b');
    expect(text).toContain("DisplayName: 'a-{{ environment.inputs.Value }}'");
  });

  it.each(['AWS::SSM::Parameter::Value<String>'])('can not be of a type that CloudFormation looks up: %s', (Type) => {
    expect(() => renderBundle(withParameter({ Type }, {}))).toThrow(`Value: a parameter of type ${Type}`);
  });
});

describe('what Jinja would read', () => {
  it.each(['{{resolve:ssm:/a/b}}', 'if (a) {{ b }} else {% c %}', '{{{# a }}}', '{{{{'])(
    'is left as it is: %s',
    (DisplayName) => {
      expect(bothWays(withParameter({ Default: 'x' }, { DisplayName }), 'x').bundle).toEqual({ DisplayName });
    },
  );

  it('is left as it is before an input', () => {
    const { product, bundle } = bothWays(withParameter({}, { DisplayName: { 'Fn::Sub': '{{${Value}}}' } }), 'x');
    expect(bundle).toEqual(product);
  });
});

describe('the schema', () => {
  const schemaOf = (parameter: object) =>
    parse(fileOf(renderBundle(withParameter(parameter, {})), 'schema.yaml')).schema.types.EnvironmentInputs;

  it('carries type, values, range, lengths, default and texts', () => {
    const numbers = { Type: 'Number', Default: '5', MinValue: 1, MaxValue: 10, Description: 'How many.' };
    expect(schemaOf({ ...numbers, ConstraintDescription: 'Type 1 to 10.' }).properties.Value).toEqual({
      description: 'How many. Type 1 to 10.',
      type: 'number',
      minimum: 1,
      maximum: 10,
      default: 5,
    });
    expect(schemaOf({ AllowedValues: ['yes', 'no'], Default: 'no', MinLength: 2 }).properties.Value).toEqual({
      type: 'string',
      enum: ['yes', 'no'],
      default: 'no',
      minLength: 2,
    });
  });

  it('requires what has no default', () => {
    const given = withParameter({}, {});
    const bundle = renderBundle({ ...given, examples: { Value: 'x' } });
    expect(parse(fileOf(bundle, 'schema.yaml')).schema.types.EnvironmentInputs.required).toEqual(['Value']);
    expect(schemaOf({ Default: '' })).not.toHaveProperty('required');
  });

  it.each([
    ['^[a-z]+$', '^[a-z]+$'],
    ['[a-z]+', '^(?:[a-z]+)$'],
    ['^$|^a', '^(?:^$|^a)$'],
  ])('matches the whole value by %s', (AllowedPattern, pattern) => {
    expect(schemaOf({ AllowedPattern, Default: 'a' }).properties.Value.pattern).toBe(pattern);
  });

  it('leaves out a pattern that only Java knows, and the README says so', () => {
    const bundle = renderBundle(withParameter({ AllowedPattern: '(?i)[a-z]+', Default: 'a' }, {}));
    expect(fileOf(bundle, 'schema.yaml')).not.toContain('pattern');
    expect(fileOf(bundle, 'README.md')).toContain('- Value: the pattern (?i)[a-z]+');
  });
});

describe('a bundle', () => {
  it('says in its README which rules nobody checks', () => {
    const rule = { Assertions: [{ Assert: { 'Fn::Equals': ['a', 'a'] }, AssertDescription: 'Choose well.' }] };
    expect(fileOf(renderBundle(source({ Rules: { Rule: rule } })), 'README.md')).toContain('- Choose well.');
  });

  it('names the environments that a service runs in', () => {
    const compatible = [{ templateName: 'bellyfed-network', majorVersion: 3 }];
    const bundle = renderBundle(source({}, { kind: 'service', compatible }));
    expect(fileOf(bundle, 'v2/.compatible-envs')).toBe('bellyfed-network:3\n');
    expect(bundle.files.map(({ path }) => path)).toContain(
      'bellyfed-sample/v2/instance_infrastructure/cloudformation.yaml',
    );
  });

  it('has an example that satisfies the rules', () => {
    const Rules = {
      ProdHasBoth: {
        RuleCondition: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] },
        Assertions: ['One', 'Other'].map((Ref) => ({ Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref }, ''] }] } })),
      },
    };
    const text = { Type: 'String', Default: '' };
    const Parameters = { EnvironmentType: { Type: 'String', AllowedValues: ['dev', 'prod'] }, One: text, Other: text };
    const given = source({ Parameters, Rules }, { examples: { One: 'a', Other: 'b' } });
    expect(specInputs(renderBundle(given), 'dev')).toEqual({ EnvironmentType: 'dev' });
    expect(specInputs(renderBundle(given), 'prod')).toEqual({ EnvironmentType: 'prod', One: 'a', Other: 'b' });
    expect(() => renderBundle({ ...given, examples: { One: 'a' } })).toThrow(
      'sample 2.3.4: no answers are known that it accepts for prod',
    );
  });

  it('is refused when a file is larger than Proton takes', () => {
    const Description = 'x'.repeat(1000);
    const resources = Array.from({ length: 300 }, (_, index) => [
      `Topic${index}`,
      { Type: 'AWS::SNS::Topic', Properties: { DisplayName: Description } },
    ]);
    expect(() => renderBundle(source({ Resources: Object.fromEntries(resources) }))).toThrow(
      /cloudformation.yaml has \d{6} bytes, more than the 200000 that Proton takes/,
    );
    expect(bundleQuotas.file).toBe(200_000);
  });
});

import { type BundleFile, importBundle } from '../../../../catalog/proton';
import { bundleFiles, type SampleBundle } from './bundles';

const topic = (properties: string) => `Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
${properties}
`;

function refusalsOf(bundle: SampleBundle, environment?: string) {
  return importBundle(bundleFiles(bundle), { ...(environment ? { environment } : {}) }).refusals;
}

const text = { type: 'string', default: 'x' };
const inputs = {
  name: text,
  count: { type: 'integer', default: 1 },
  list: { type: 'array', items: { type: 'string' }, default: ['a'] },
  maybe: { type: 'string' },
  flag: { type: 'boolean' },
};

/** Line 5 of the template. */
const inProperty = (expression: string) => topic(`      DisplayName: '${expression}'`);
const inputOf = (name: string) => `service_instance.inputs.${name}`;

describe('an expression is refused', () => {
  it.each([
    ['that names no input', `{{ ${inputOf('nme')} }}`, 'the schema has no such input'],
    ['that names nothing of Proton', '{{ environment.colour }}', 'nothing of this name is known to Proton'],
    ['of a component', '{{ service_instance.components.default.outputs.Arn }}', 'a component is a template'],
    [
      "of a component, with one of Proton's filters",
      '{{ service_instance.components.default.outputs | proton_cfn_iam_policy_arns }}',
      'a component is a template',
    ],
    ['of a pipeline', '{{ pipeline.inputs.branch }}', 'a pipeline is no part of a product'],
    ['of other instances', '{{ service_instances[0].outputs.Arn }}', 'a pipeline is no part of a product'],
    ['of a repository', '{{ service.repository_id }}', "a service's repository belongs to its pipeline"],
    ['of provisioning by CodeBuild', '{{ proton.environment.name }}', 'it belongs to provisioning by CodeBuild'],
    [
      'with a filter that nothing does at launch',
      `{{ ${inputOf('name')} | title }}`,
      'the filter title has no counterpart',
    ],
    ['with a filter that needs to know every value', `{{ ${inputOf('name')} | upper }}`, 'give the input an enum'],
    ['with a filter that refuses values', `{{ ${inputOf('name')} | proton_cfn_sanitize }}`, 'refuses some values'],
    [
      'with a default for what may be empty',
      `{{ ${inputOf('maybe')} | default("x") }}`,
      "can't be told from not being given",
    ],
    ['with a default for an output', '{{ environment.outputs.Arn | default("x") }}', "can't tell whether this exists"],
    ['that calculates', `{{ ${inputOf('count')} * 2 }}`, 'the operator Mul has no counterpart'],
    ['that adds numbers', `{{ ${inputOf('count')} + 1 }}`, "count isn't text"],
    ['that calls something', '{{ range(3) }}', 'a call of a function has no counterpart'],
    [
      'that looks up by a value',
      `{{ environment.outputs[${inputOf('name')}] }}`,
      'a lookup by a value has no counterpart',
    ],
    ['of a list in quotes', `{{ ${inputOf('list')} }}`, 'list is a list, and stands in quotes'],
    ['of a list inside text', `a{{ ${inputOf('list')} }}`, 'list is a list, and stands inside text'],
    ['of a truth that may be missing', `{{ ${inputOf('flag')} }}`, 'flag may be missing'],
  ])('%s', (_, expression, reason) => {
    expect(refusalsOf({ kind: 'service', inputs, template: inProperty(expression) }, 'base')).toEqual([
      { file: 'instance_infrastructure/cloudformation.yaml', line: 5, reason: expect.stringContaining(reason) },
    ]);
  });

  it('of an environment of which nobody says whose it is', () => {
    const template = inProperty('{{ environment.outputs.Arn }}');
    expect(refusalsOf({ kind: 'service', template })[0]?.reason).toContain(
      'say with --environment which product it is',
    );
    expect(refusalsOf({ kind: 'service', template }, 'base')).toEqual([]);
    expect(refusalsOf({ kind: 'environment', template })[0]?.reason).toContain("can't read its own outputs");
  });
});

describe('a condition is refused', () => {
  it.each([
    ['by size', `${inputOf('count')} > 3`, 'conditions compare for equality only, not by >'],
    ['on an output', "environment.outputs.Kind == 'a'", 'conditions know parameters only'],
    ['between two inputs', `${inputOf('name')} == ${inputOf('maybe')}`, 'conditions compare with constants only'],
    ['on the length of a list', `${inputOf('list')} | length > 0`, 'conditions compare for equality only'],
    ['on a list', inputOf('list'), "can't ask how long the list list is"],
    ['on being in an input', `'a' in ${inputOf('list')}`, 'only a list that is written out can be looked into'],
    ['by another test', `${inputOf('name')} is string`, 'the test "is string" has no counterpart'],
    ['on being empty where it may be missing', `${inputOf('maybe')} == ''`, "which isn't the same as empty"],
  ])('%s', (_, condition, reason) => {
    const template = topic(`      {% if ${condition} %}\n      DisplayName: a\n      {% endif %}`);
    expect(refusalsOf({ kind: 'service', inputs, template }, 'base')).toEqual([
      expect.objectContaining({ line: 5, reason: expect.stringContaining(reason) }),
    ]);
  });
});

describe('a block is refused', () => {
  it.each([
    ['macro', '{% macro a() %}x{% endmacro %}', 'macro'],
    ['include', '{% include "a" %}', 'include'],
    ['a loop over keys', '{% for a, b in [1] %}{% endfor %}', 'a loop over keys and values'],
    ['a loop over what is not a list', `{% for a in ${inputOf('name')} %}{% endfor %}`, 'loops over lists only'],
    ['a variable on a condition', `{% if ${inputOf('name')} == 'a' %}{% set b = 1 %}{% endif %}`, 'set on a condition'],
    ['a variable in a loop', '{% for a in [1, 2] %}{% set b = a %}{% endfor %}', 'set in a loop'],
    ['that never ends', '{% if true %}', "this isn't Jinja"],
  ])('%s', (_, block, reason) => {
    const template = `${topic('      DisplayName: a')}${block}\n`;
    expect(refusalsOf({ kind: 'service', inputs, template })).toContainEqual(
      expect.objectContaining({ reason: expect.stringContaining(reason) }),
    );
  });

  it('a loop over an input that makes more than the list', () => {
    const template = topic(
      `      Subscription:\n      {% for each in ${inputOf('list')} %}\n        - Endpoint: '{{ each }}'\n      {% endfor %}`,
    );
    expect(refusalsOf({ kind: 'service', inputs, template })).toEqual([
      expect.objectContaining({
        line: 7,
        reason: expect.stringContaining('the loop over list makes more than the list itself'),
      }),
    ]);
  });
});

it("a dynamic reference of CloudFormation's is refused in its line, with what to write instead", () => {
  const reference = '{{resolve:ssm:/a/b}}';
  const refused = refusalsOf({ kind: 'service', inputs, template: inProperty(reference) });
  expect(refused).toEqual([
    {
      file: 'instance_infrastructure/cloudformation.yaml',
      line: 5,
      reason: expect.stringContaining(`write {% raw %}${reference}{% endraw %}`),
    },
  ]);
  const [, advised = ''] = /write (.*)$/.exec(refused[0]?.reason ?? '') ?? [];
  expect(refusalsOf({ kind: 'service', inputs, template: inProperty(advised) })).toEqual([]);
});

it('a value that is missing is refused in its line', () => {
  const template = topic('      DisplayName:\n      TopicName: a');
  expect(refusalsOf({ kind: 'service', inputs, template })).toEqual([
    expect.objectContaining({ line: 5, reason: expect.stringContaining("'null' values are not allowed") }),
  ]);
});

describe('a place is refused', () => {
  it.each([
    ['the name of a resource', 'Resources:\n  Topic{{ service_instance.name }}:\n    Type: AWS::SNS::Topic\n', 2],
    ['the type of a resource', "Resources:\n  Topic:\n    Type: '{{ service_instance.name }}'\n", 3],
    [
      'what is referred to',
      "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: !Ref '{{ service_instance.name }}'\n",
      5,
    ],
    [
      'a dependency',
      "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    DependsOn: '{{ service_instance.name }}'\n",
      4,
    ],
    [
      'a policy',
      `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    DeletionPolicy: {% if ${inputOf('name')} == 'a' %}Retain{% else %}Delete{% endif %}\n`,
      4,
    ],
    ['a transform', `Transform: AWS::Serverless-2016-10-31\n${inProperty('a')}`, 1],
    ['globals', `Globals:\n  Function: { Timeout: 3 }\n${inProperty('a')}`, 1],
    ['a parameter', `${inProperty('a')}Parameters:\n  Own: { Type: String, Default: a }\n`, 6],
    [
      'an import in a condition',
      `${inProperty('a')}Conditions:\n  Own: !Equals ['{{ environment.outputs.Arn }}', a]\n`,
      7,
    ],
  ])('%s', (_, template, line) => {
    expect(refusalsOf({ kind: 'service', inputs, template }, 'base')).toEqual([expect.objectContaining({ line })]);
  });

  it('a resource that is called as an input’s parameter', () => {
    const [refusal] = refusalsOf({ kind: 'service', inputs: { topic: text }, template: inProperty('a') });
    expect(refusal).toMatchObject({ line: 2, reason: expect.stringContaining('Topic is a parameter already') });
  });

  it('where an expression stands alone, and the rest is read as if it were not there', () => {
    const template = `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
      ManagedPolicyArns:
        - !Ref Policy
        {{ service_instance.components.default.outputs
            | proton_cfn_iam_policy_arns }}

  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties: { PolicyDocument: {} }
`;
    const imported = importBundle(bundleFiles({ kind: 'service', template }));
    expect(imported.refusals).toEqual([expect.objectContaining({ line: 8 })]);
    expect(Object.keys(imported.template.Resources)).toEqual(['Role', 'Policy']);
  });

  it('all at once, and the rest is still translated', () => {
    const template = `Transform: AWS::Serverless-2016-10-31
Resources:
  Topic:
    Type: AWS::SNS::Topic
    Properties:
      DisplayName: '{{ ${inputOf('nme')} }}'
      TopicName: '{{ ${inputOf('name')} }}'
  Queue:
    Type: AWS::SQS::Queue
    DependsOn: '{{ service.name }}'
`;
    const imported = importBundle(bundleFiles({ kind: 'service', inputs, template }));
    expect(imported.refusals.map(({ line }) => line)).toEqual([1, 6, 10]);
    expect(imported.template.Resources.Topic?.Properties?.TopicName).toEqual({ Ref: 'Name' });
  });
});

describe('a bundle is refused', () => {
  const plain: SampleBundle = { kind: 'service', template: inProperty('a') };
  const manifest = (text: string): BundleFile => ({ path: 'instance_infrastructure/manifest.yaml', text });

  it.each([
    ['with a pipeline', { path: 'pipeline_infrastructure/cloudformation.yaml', text: '' }, 'a pipeline is no part'],
    [
      'by CodeBuild',
      manifest('infrastructure:\n  templates:\n    - rendering_engine: codebuild\n      codebuild: {}\n'),
      'by CodeBuild',
    ],
    [
      'of Terraform',
      manifest(
        'infrastructure:\n  templates:\n    - { file: "*", rendering_engine: hcl, template_language: terraform }\n',
      ),
      'only CloudFormation with Jinja',
    ],
    [
      'whose manifest names no engine',
      manifest(
        'infrastructure:\n  templates:\n    - { file: cloudformation.yaml, template_language: cloudformation }\n',
      ),
      'it must say rendering_engine; only CloudFormation with Jinja can be read',
    ],
    [
      'whose template is missing',
      manifest(
        'infrastructure:\n  templates:\n    - { file: a.yaml, rendering_engine: jinja, template_language: cloudformation }\n',
      ),
      'the bundle has no instance_infrastructure/a.yaml',
    ],
    ['whose manifest is not YAML', manifest('{'), "this isn't YAML"],
    ['whose manifest is indented wrongly', manifest('a:\n    b: 1\n  c: 2\n'), 'same column (line 3, column 3)'],
    ['whose schema is not YAML', { path: 'schema/schema.yaml', text: 'a: [' }, "this isn't YAML"],
  ])('%s', (_, file, reason) => {
    expect(refusalsOf({ ...plain, more: [file] })).toContainEqual(
      expect.objectContaining({ file: file.path, reason: expect.stringContaining(reason) }),
    );
  });

  it('with a pipeline, unless that is left out on purpose', () => {
    const files = bundleFiles({ ...plain, more: [{ path: 'pipeline_infrastructure/cloudformation.yaml', text: '' }] });
    expect(importBundle(files, { withoutPipeline: true }).refusals).toEqual([]);
  });

  it.each([
    ['a nested object', { type: 'object' }, 'a parameter has no type object'],
    ['a list of objects', { type: 'array', items: { type: 'object' }, default: ['a'] }, 'no lists of object'],
    ['an unknown rule', { type: 'string', default: 'a', format: 'ipv4' }, `can't say "format"`],
    ['a number that may be missing', { type: 'integer' }, "can't be left out"],
    [
      'a pattern with a view ahead',
      { type: 'string', default: 'a', pattern: '^(?=a)' },
      "can't be said of the whole value",
    ],
  ])('for an input: %s', (_, property, reason) => {
    const [refusal, ...others] = refusalsOf({ ...plain, inputs: { it: property } });
    expect(others).toEqual([]);
    expect(refusal?.reason).toContain(reason);
    expect(refusal?.line).toBeGreaterThan(8);
  });
});

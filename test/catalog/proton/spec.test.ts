import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSpecs, type SpecTarget } from '../../../catalog/proton';
import { parseTemplate } from '../../../catalog/template';

const network: SpecTarget = {
  kind: 'environment',
  template: parseTemplate(
    JSON.stringify({
      Parameters: {
        EnvironmentName: {
          Type: 'String',
          AllowedPattern: '^[a-z]+$',
          ConstraintDescription: 'Type lower-case letters.',
        },
        EnvironmentType: {
          Type: 'String',
          AllowedValues: ['dev', 'prod'],
          ConstraintDescription: 'Choose dev or prod.',
        },
        Zones: { Type: 'Number', Default: 2, MinValue: 2, MaxValue: 3, ConstraintDescription: 'Type 2 or 3.' },
        Domain: { Type: 'String', Default: '' },
        Gateways: {
          Type: 'String',
          AllowedValues: ['1', 'per-zone'],
          Default: '1',
          ConstraintDescription: 'Choose 1 or per-zone.',
        },
        Endpoints: {
          Type: 'String',
          AllowedValues: ['yes', 'no'],
          Default: 'no',
          ConstraintDescription: 'Choose yes or no.',
        },
        Account: { Type: 'String', AllowedPattern: '[0-9]{12}', Default: '111122223333' },
        Names: { Type: 'CommaDelimitedList', Default: 'a,b' },
      },
      Rules: {
        ProdHasDomain: {
          RuleCondition: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] },
          Assertions: [
            {
              Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Domain' }, ''] }] },
              AssertDescription: 'prod has a domain.',
            },
          ],
        },
      },
      Resources: { Topic: { Type: 'AWS::SNS::Topic' } },
    }),
  ),
};
const targets: Readonly<Record<string, SpecTarget>> = { network, app: { ...network, kind: 'service' } };

const read = (text: string, product?: string) =>
  readSpecs(text, {
    ...(product ? { product } : {}),
    find: (id, version) =>
      version === '9.9.9' ? `${id} has no release 9.9.9` : (targets[id] ?? `there is no product ${id}`),
  });

const ENVIRONMENT = `proton: EnvironmentSpec
product: network
spec:
  EnvironmentName: one
  EnvironmentType: dev
`;

describe('a spec', () => {
  it('of an environment says what is launched, with the defaults of what it leaves out', () => {
    expect(read(`${ENVIRONMENT}  Zones: 3\n  Names: [c, d]\n`)).toEqual({
      problems: [],
      entries: [
        {
          product: 'network',
          parameters: {
            EnvironmentName: 'one',
            EnvironmentType: 'dev',
            Zones: '3',
            Domain: '',
            Gateways: '1',
            Endpoints: 'no',
            Account: '111122223333',
            Names: 'c,d',
          },
        },
      ],
    });
  });

  it('of a service has instances, each in its environment', () => {
    const instance = (name: string) =>
      `  - name: ${name}\n    environment: ${name}\n    spec: { EnvironmentType: dev }\n`;
    const { entries, problems } = read(
      `proton: ServiceSpec\nversion: "1.0.0"\ninstances:\n${instance('one')}${instance('two')}`,
      'app',
    );
    expect(problems).toEqual([]);
    expect(entries.map(({ product, version, parameters }) => [product, version, parameters.EnvironmentName])).toEqual([
      ['app', '1.0.0', 'one'],
      ['app', '1.0.0', 'two'],
    ]);
  });

  it('may stand beside others in one file', () => {
    const service =
      'proton: ServiceSpec\nproduct: app\ninstances: [{ environment: one, spec: { EnvironmentType: dev } }]\n';
    expect(read(`${ENVIRONMENT}---\n${service}`).entries.map(({ product }) => product)).toEqual(['network', 'app']);
  });

  it('shows all its mistakes at once, each with its line and path', () => {
    const { problems, entries } = read(`proton: EnvironmentSpec
product: network
spec:
  EnvironmentName: One
  Zones: 5
  Domain: 7
  Color: red
---
proton: ServiceSpec
product: app
instances:
  - name: one
    environment: one
    spec:
      EnvironmentType: prod
`);
    expect(entries).toHaveLength(1);
    expect(problems.map(({ line, path, message }) => `${line} ${path}: ${message}`).sort()).toEqual([
      '14 instances[0].spec: prod has a domain.',
      '3 spec: network needs EnvironmentType. Choose dev or prod.',
      '4 spec.EnvironmentName: Type lower-case letters. Got: "One"',
      '5 spec.Zones: Type 2 or 3. Got: 5',
      '6 spec.Domain: is text: write it in quotes, got: 7',
      '7 spec.Color: network has no input Color; it has EnvironmentName, EnvironmentType, Zones, Domain, Gateways, Endpoints, Account, Names',
    ]);
  });

  it('may leave the quotes of a number or a boolean out where the question says which texts it takes', () => {
    const { problems, entries } = read(`${ENVIRONMENT}  Gateways: 1\n  Endpoints: yes\n  Account: 012345670123\n`);
    expect(problems).toEqual([]);
    expect(entries[0]?.parameters).toMatchObject({ Gateways: '1', Endpoints: 'yes', Account: '012345670123' });
  });

  it.each([
    ['a number that is not allowed', 'Gateways: 2', 'Choose 1 or per-zone. Got: "2"'],
    ['a boolean that is written in another way', 'Endpoints: true', 'Choose yes or no. Got: "true"'],
    ['a list where one is asked for', 'Gateways: [1]', 'must be text, got: [1]'],
    ['a boolean where any text will do', 'Domain: off', 'is text: write it in quotes, got: false'],
    ['a text where a list is asked for', 'Names: a', 'must be a list, got: "a"'],
  ])('is told in one line of %s', (_, line, message) => {
    expect(read(`${ENVIRONMENT}  ${line}\n`).problems.map((problem) => problem.message)).toEqual([message]);
  });

  it('is told the input that was most likely meant', () => {
    const [problem] = read(`${ENVIRONMENT}  Zone: 3\n`).problems;
    expect(problem?.message).toMatch(/^network has no input Zone; did you mean Zones\? It has EnvironmentName, /);
  });

  it.each([
    ['a list', '- a\n', 1, 'a spec is a mapping'],
    ['of another kind', 'proton: PipelineSpec\nproduct: network\n', 1, 'must be EnvironmentSpec or ServiceSpec'],
    ['without a product', 'proton: EnvironmentSpec\nspec: {}\n', 1, 'name the product'],
    [
      'of an unknown product',
      'proton: EnvironmentSpec\nproduct: nothing\nspec: {}\n',
      2,
      'there is no product nothing',
    ],
    [
      'of an unknown version',
      'proton: EnvironmentSpec\nproduct: network\nversion: "9.9.9"\nspec: {}\n',
      2,
      'no release 9.9.9',
    ],
    ['with a version that is a number', 'proton: EnvironmentSpec\nproduct: network\nversion: 1.0\n', 3, 'must be text'],
    ['of the wrong kind', ENVIRONMENT.replace('network', 'app'), 1, 'app takes a ServiceSpec'],
    ['with a key that no spec has', `${ENVIRONMENT}specs: {}\n`, 6, 'no key of a spec'],
    [
      'with a pipeline',
      'proton: ServiceSpec\nproduct: app\npipeline: {}\ninstances: [{ environment: one, spec: { EnvironmentType: dev } }]\n',
      3,
      'launch delivery for one',
    ],
    ['without inputs', 'proton: EnvironmentSpec\nproduct: network\n', 1, 'must be a mapping of inputs'],
    ['without instances', 'proton: ServiceSpec\nproduct: app\ninstances: []\n', 3, 'at least one instance'],
    [
      'with an instance that is none',
      'proton: ServiceSpec\nproduct: app\ninstances: [one]\n',
      3,
      'an instance has a name',
    ],
    [
      'with a key that no instance has',
      'proton: ServiceSpec\nproduct: app\ninstances:\n- environment: one\n  inputs: {}\n  spec: { EnvironmentType: dev }\n',
      5,
      'no key of an instance',
    ],
    [
      'of two environments',
      'proton: ServiceSpec\nproduct: app\ninstances:\n- environment: one\n  spec:\n    EnvironmentType: dev\n    EnvironmentName: two\n',
      7,
      'must be the environment of the instance',
    ],
    ['that is not YAML', 'proton: [', 1, "this isn't YAML"],
    ['that is indented wrongly', 'spec:\n    a: 1\n  b: 2\n', 3, 'same column (line 3, column 3)'],
    ['that is not there', '', 1, 'the file holds no spec'],
  ])('is refused: %s', (_, text, line, message) => {
    expect(read(text).problems).toContainEqual(
      expect.objectContaining({ line, message: expect.stringContaining(message) }),
    );
  });
});

it('the example of the documentation is one', () => {
  const page = readFileSync(join(__dirname, '../../../docs/proton.md'), 'utf8');
  const [, example = ''] = /```yaml\n(.*?)```/s.exec(page) ?? [];
  const release = (id: string) => readFileSync(join(__dirname, `../../../products/${id}/releases/1.0.0.json`), 'utf8');
  const find = (id: string): SpecTarget => ({
    kind: id === 'app' ? 'service' : 'environment',
    template: parseTemplate(release(id)),
  });
  const { entries, problems } = readSpecs(example, { find });
  expect(problems).toEqual([]);
  expect(entries.map(({ product }) => product)).toEqual(['network', 'data', 'app']);
});

describe('a file of specs that hangs or ends whoever reads it is refused at its line:', () => {
  const doubled = Array.from({ length: 20 }, (_, i) => `a${i + 1}: &a${i + 1} [${`*a${i}, `.repeat(8)}*a${i}]`).join(
    '\n',
  );
  it.each([
    ['aliases that double', `a0: &a0 [x]\n${doubled}\n`, 2, "an alias can't be written out"],
    ['a spec in itself', `${ENVIRONMENT}spec2: &all\n  again: *all\n`, 7, 'nested deeper than 100 levels'],
    ['an alias of nothing', `${ENVIRONMENT}  Zones: *none\n`, 6, "this isn't YAML that can be read"],
    ['20,000 brackets', `${ENVIRONMENT}  Names: ${'['.repeat(20_000)}\n`, 6, 'nested deeper than 100 levels'],
    ['3,000 documents', `${ENVIRONMENT}---\n`.repeat(3_000), 601, 'more than 100 documents'],
    ['a million characters', `${ENVIRONMENT}# ${'x'.repeat(1_000_000)}`, 1, 'more than 1000000 characters'],
    [
      'the kind constructor',
      'proton: constructor\nproduct: network\n',
      1,
      'must be EnvironmentSpec or ServiceSpec, got: constructor',
    ],
    [
      'the kind __proto__',
      'proton: __proto__\nproduct: network\n',
      1,
      'must be EnvironmentSpec or ServiceSpec, got: __proto__',
    ],
    ['a kind that is a mapping', 'proton: { toString: 1 }\nproduct: network\n', 1, 'got: {"toString":1}'],
    ['an input __proto__', `${ENVIRONMENT}  __proto__: { Zones: 9 }\n`, 6, 'network has no input __proto__'],
  ])(
    '%s',
    (_, text, line, message) => {
      const { entries, problems } = read(text);
      expect(entries).toEqual([]);
      expect(problems[0]).toMatchObject({ line, message: expect.stringContaining(message) });
    },
    20_000,
  );

  it('what it gives is shown cut to what a line holds', () => {
    const { problems } = read(`${ENVIRONMENT}  Zones: ${'9'.repeat(10_000)}\n`);
    expect(problems[0]?.message.length).toBeLessThan(400);
  });
});

import { type BundleFile, importBundle } from '../../../../catalog/proton';
import { bundleFiles } from './bundles';

const TEMPLATE = 'infrastructure/cloudformation.yaml';
const SCHEMA = 'schema/schema.yaml';

/** Seconds that reading a bundle may take; a machine that does four things at once takes twice as long. */
const PATIENCE = 20_000;

/** Refusals of a bundle that somebody wrote to hang or to end whoever reads it. */
function refusalsOf(template: string, ...more: readonly BundleFile[]) {
  const inputs = { flag: { type: 'boolean', default: true }, name: { type: 'string', default: 'x' } };
  return importBundle(bundleFiles({ kind: 'environment', inputs, template, more })).refusals;
}

const body = (text: string) =>
  `Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n    Properties:\n      DisplayName: "${text}"\n`;
const lines = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => line(index)).join('\n');

describe('a bundle is refused at its line, and soon,', () => {
  it.each([
    ['where text doubles', `{% set a = "x" %}\n${lines(30, () => '{% set a = a ~ a %}')}\n${body('{{ a }}')}`],
    [
      'where text of an input doubles',
      `{% set a = environment.inputs.name %}\n${lines(30, () => '{% set a = a ~ a %}')}\n${body('{{ a }}')}`,
    ],
    [
      'where choices double',
      `{% set a = "x" %}\n${lines(30, () => '{% set a = (a if environment.inputs.flag else a ~ "y") %}')}\n${body('{{ a }}')}`,
    ],
    [
      'where conditions double',
      `{% set a = "x" if environment.inputs.flag else "" %}\n${lines(30, () => '{% set a = "x" if (a and not a) or (not a and a) else a %}')}\n${body('{{ a }}')}`,
    ],
    [
      'where loops multiply',
      `${lines(8, (i) => `{% for i${i} in [1,2,3,4,5,6,7,8,9,10] %}`)}\n#\n${lines(8, () => '{% endfor %}')}\n${body('x')}`,
    ],
    [
      'where loops over nothing multiply',
      `${'{% for i in [1,2,3,4,5,6,7,8,9,10] %}'.repeat(8)}${'{% endfor %}'.repeat(8)}\n${body('x')}`,
    ],
    [
      'where loops multiply text',
      `${'{% for i in [1,2,3,4,5,6,7,8,9,10] %}'.repeat(4)}# ${'x'.repeat(10_000)}${'{% endfor %}'.repeat(4)}\n${body('x')}`,
    ],
  ])(
    '%s',
    (_, template) => {
      expect(refusalsOf(template)).toEqual([
        {
          file: TEMPLATE,
          line: expect.any(Number),
          reason: expect.stringMatching(/made of more than|makes more than/),
        },
      ]);
    },
    PATIENCE,
  );

  it('at the line that asks for too much', () => {
    const [refusal] = refusalsOf(`{% set a = "x" %}\n${lines(30, () => '{% set a = a ~ a %}')}\n${body('{{ a }}')}`);
    // 2, 4, 8 … parts: the eleventh doubling makes 2,048 of them.
    expect(refusal?.line).toBe(12);
  });

  it.each([
    ['with 20,000 brackets', `{{ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`],
    ['with 20,000 lists in one another', `{% for i in ${'['.repeat(20_000)}${']'.repeat(20_000)} %}{% endfor %}`],
    ['with 5,000 times not', `{% if ${'not '.repeat(5_000)} environment.inputs.flag %}{% endif %}`],
    ['with 3,000 times and', `{% if ${'environment.inputs.flag and '.repeat(3_000)} true %}{% endif %}`],
    ['with 3,000 filters', `{{ environment.inputs.name${' | lower'.repeat(3_000)} }}`],
    ['with 3,000 joins', `{{ "a"${' ~ "a"'.repeat(3_000)} }}`],
    [
      'with 5,000 ifs in one another',
      `${'{% if environment.inputs.flag %}'.repeat(5_000)}${'{% endif %}'.repeat(5_000)}`,
    ],
    ['with 5,000 elifs', `{% if true %}${'{% elif environment.inputs.flag %}'.repeat(5_000)}{% endif %}`],
    ['with 5,000 macros in one another', `${'{% macro m() %}'.repeat(5_000)}${'{% endmacro %}'.repeat(5_000)}`],
  ])(
    '%s',
    (_, tags) => {
      expect(refusalsOf(`# first\n${tags}\n${body('x')}`)).toEqual([
        { file: TEMPLATE, line: 2, reason: expect.stringContaining('read to a depth of 200') },
      ]);
    },
    PATIENCE,
  );

  it(
    'with brackets that a string hides from a count',
    () => {
      const hidden = `{{ "}}" ~ ${'('.repeat(20_000)}1${')'.repeat(20_000)} }}`;
      expect(refusalsOf(`${hidden}\n${body('x')}`)).toEqual([
        { file: TEMPLATE, line: 1, reason: expect.stringContaining('read to a depth of 200') },
      ]);
    },
    PATIENCE,
  );

  it(
    'whose template is nested deeper than it can be walked',
    () => {
      for (const deep of ['['.repeat(20_000), '{a: '.repeat(20_000), `${'['.repeat(500)}${']'.repeat(500)}`]) {
        expect(refusalsOf(`Resources: ${deep}`)).toEqual([
          expect.objectContaining({ file: TEMPLATE, reason: expect.stringContaining("this isn't a template's YAML") }),
        ]);
      }
    },
    PATIENCE,
  );

  it.each(['{{ [1', '{{ [', '{{ {', '{{ (', '{% set a = [1', '{# a'])('with what has no end: %s', (open) => {
    expect(refusalsOf(`# first\n${body('x')}${open}`)).toEqual([
      { file: TEMPLATE, line: expect.any(Number), reason: expect.stringContaining("this isn't Jinja") },
    ]);
  });

  it('whose template is longer than CloudFormation takes', () => {
    expect(refusalsOf(`${body('x')}# ${'x'.repeat(1_000_000)}`)).toEqual([
      { file: TEMPLATE, line: 1, reason: expect.stringContaining('more than 1000000 characters') },
    ]);
  });

  it(
    'whose conditions make more text than can be read',
    () => {
      const conditions = lines(8, (i) => `{% if environment.inputs.name == "${i}" %}\n#\n{% endif %}`);
      const long = lines(12_000, (i) => `# ${i} ${'x'.repeat(60)}`);
      expect(refusalsOf(`${conditions}\n${body('x')}${long}`)).toEqual([
        { file: TEMPLATE, line: 1, reason: expect.stringContaining('more than 4000000 characters of text') },
      ]);
    },
    PATIENCE,
  );

  it(
    'with more values in one text than can be told apart',
    () => {
      const values = lines(2_500, (i) => `{{ environment.inputs.name ~ "${i}" }}`).replaceAll('\n', ' ');
      expect(refusalsOf(body(values).replaceAll('"{{', '{{'))).toContainEqual(
        expect.objectContaining({
          file: TEMPLATE,
          reason: expect.stringContaining('more than 2000 values stand in one text'),
        }),
      );
    },
    PATIENCE,
  );
});

describe('a schema is refused at its line, and soon,', () => {
  const bomb = (levels: number) =>
    `a0: &a0 [x]\n${lines(levels, (i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}, *a${i}]`)}`;

  it.each([
    ['whose aliases double', bomb(20), 2],
    ['that holds itself', 'schema: &all\n  types:\n    Inputs: *all\n', 3],
    ['with an alias of nothing', 'schema: 1\nother: *none\n', 2],
    ['with 20,000 brackets', `schema:\n  types: ${'['.repeat(20_000)}`, 2],
    ['nested 150 deep', `schema:\n  types: ${'['.repeat(150)}${']'.repeat(150)}`, 1],
    ['of several documents', 'schema: {}\n---\nschema: {}\n', 3],
    ['of more than a million characters', `schema: ${'x'.repeat(1_000_001)}`, 1],
  ])(
    '%s',
    (_, text, line) => {
      expect(refusalsOf(body('x'), { path: SCHEMA, text })).toEqual([
        { file: SCHEMA, line, reason: expect.stringMatching(/^this isn't YAML that can be read: /) },
      ]);
    },
    PATIENCE,
  );

  it.each(['(', '[z-a]', '*a', '(?<name', '\\'])('with the pattern %s', (pattern) => {
    const inputs = { name: { type: 'string', pattern } };
    const { refusals } = importBundle(bundleFiles({ kind: 'environment', inputs, template: body('x') }));
    expect(refusals).toEqual([
      { file: SCHEMA, line: expect.any(Number), reason: expect.stringContaining(`input name: `) },
    ]);
  });

  it('of more inputs than a template has parameters', () => {
    const inputs = Object.fromEntries(
      Array.from({ length: 201 }, (_, i) => [`i${i}`, { type: 'string', default: '' }]),
    );
    const { refusals } = importBundle(bundleFiles({ kind: 'environment', inputs, template: body('x') }));
    expect(refusals).toContainEqual(
      expect.objectContaining({ file: SCHEMA, reason: expect.stringContaining('more than 200 inputs') }),
    );
  });
});

it('a bundle that uses loops, choices and long lists well within bounds is read', () => {
  const zones = lines(
    3,
    (i) => `{% for zone in ["a", "b", "c"] %}\n  Topic${i}{{ zone }}:\n    Type: AWS::SNS::Topic\n{% endfor %}`,
  );
  const choice = '{% if environment.inputs.flag and not (environment.inputs.name == "y") %}on{% else %}off{% endif %}';
  const template = `${body(choice)}${zones}\n`;
  expect(refusalsOf(template)).toEqual([]);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { CatalogError } from '../../../catalog/errors';
import { compareBumps, compareTemplates, largestBump } from '../../../catalog/release';
import { type Json, parseTemplate, type Template } from '../../../catalog/template';
import { compared, templateOf } from './compared';

const released = ['network', 'data', 'environment'].map((id) => {
  const text = readFileSync(join(__dirname, `../../../products/${id}/releases/1.0.0.json`), 'utf8');
  return { id, text, template: parseTemplate(text) };
});

/** The same JSON with the keys of every object in another order, as the numbers say. */
function shuffled(value: Json, random: () => number): Json {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, item]): [number, string, Json] => [
    random(),
    key,
    shuffled(item, random),
  ]);
  return Object.fromEntries(entries.sort(([one], [other]) => one - other).map(([, key, item]) => [key, item]));
}

function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state;
  };
}

describe('a template compared with itself', () => {
  it.each(released)('needs nothing, in any order of keys: $id', ({ text, template }) => {
    const same = { bump: 'none', losesData: false, changes: [] };
    expect(compareTemplates(template, template)).toEqual(same);
    expect(compareTemplates(template, shuffled(JSON.parse(text), randomOf(1)) as unknown as Template)).toEqual(same);
  });

  it('needs nothing as YAML', () => {
    const { text, template } = released.find(({ id }) => id === 'environment') ?? {
      text: '{}',
      template: templateOf({}),
    };
    const yaml = stringify(JSON.parse(text), { version: '1.1', aliasDuplicateObjects: false });
    expect(compareTemplates(template, parseTemplate(yaml)).bump).toBe('none');
  });
});

describe('the order of keys', () => {
  const before: Json = {
    Parameters: { EnvironmentType: { Type: 'String', AllowedValues: ['dev', 'prod'] }, Name: { Type: 'String' } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] },
      IsNamed: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Name' }, ''] }] },
    },
    Mappings: { Sizes: { dev: { Delay: 1, Age: 60 }, prod: { Delay: 2, Age: 60 } } },
    Resources: {
      Net: { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16', EnableDnsSupport: true } },
      Group: { Type: 'AWS::EC2::SecurityGroup', Properties: { GroupDescription: 'x', VpcId: { Ref: 'Net' } } },
      Files: { Type: 'AWS::S3::Bucket', Condition: 'IsProd', DeletionPolicy: 'Retain' },
      Jobs: {
        Type: 'AWS::SQS::Queue',
        Condition: 'IsNamed',
        Properties: { DelaySeconds: { 'Fn::FindInMap': ['Sizes', { Ref: 'EnvironmentType' }, 'Delay'] } },
      },
    },
    Outputs: { Net: { Value: { Ref: 'Net' }, Export: { Name: 'net' } }, Group: { Value: { Ref: 'Group' } } },
  };
  const after: Json = JSON.parse(
    JSON.stringify(before)
      .replace('10.0.0.0/16', '10.1.0.0/16')
      .replace('"Delay":2', '"Delay":3')
      .replace('"DeletionPolicy":"Retain"', '"DeletionPolicy":"Delete"'),
  );

  it('never changes what is said', () => {
    const read = (json: Json) => parseTemplate(JSON.stringify(json));
    const expected = compareTemplates(read(before), read(after));
    expect(expected.changes.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (one, other) => {
        const found = compareTemplates(read(shuffled(before, randomOf(one))), read(shuffled(after, randomOf(other))));
        expect(found).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('widening and then narrowing', () => {
  const values = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });
  const bumpOf = (one: Json, other: Json) => compared({ Parameters: { It: one } }, { Parameters: { It: other } }).bump;

  it('a list of values is at least the narrowing', () => {
    fc.assert(
      fc.property(values, values, values, (first, added, kept) => {
        const parameter = (AllowedValues: string[]): Json => ({ Type: 'String', AllowedValues });
        const wide = [...new Set([...first, ...added])];
        expect(bumpOf(parameter(first), parameter(wide))).not.toBe('major');
        const isNarrower = first.some((value) => !kept.includes(value));
        expect(bumpOf(parameter(first), parameter(kept)) === 'major').toBe(isNarrower);
        const onTheWay = largestBump([
          bumpOf(parameter(first), parameter(wide)),
          bumpOf(parameter(wide), parameter(kept)),
        ]);
        expect(compareBumps(onTheWay, bumpOf(parameter(first), parameter(kept)))).toBeLessThanOrEqual(0);
      }),
      { numRuns: 60 },
    );
  });

  it('a range is major exactly when something allowed is refused', () => {
    const range = fc.tuple(fc.nat(9), fc.nat(9)).map(([one, other]) => [Math.min(one, other), Math.max(one, other)]);
    fc.assert(
      fc.property(range, range, ([low = 0, high = 0], [least = 0, most = 0]) => {
        const lengths = (MinLength: number, MaxLength: number): Json => ({ Type: 'String', MinLength, MaxLength });
        const numbers = (MinValue: number, MaxValue: number): Json => ({ Type: 'Number', MinValue, MaxValue });
        const isNarrower = least > low || most < high;
        expect(bumpOf(lengths(low, high), lengths(least, most)) === 'major').toBe(isNarrower);
        expect(bumpOf(numbers(low, high), numbers(least, most)) === 'major').toBe(isNarrower);
      }),
      { numRuns: 60 },
    );
  });
});

describe('templates that cannot be compared', () => {
  const refusal = (before: Template, after: Template) => {
    try {
      return compareTemplates(before, after).bump;
    } catch (error) {
      if (error instanceof CatalogError) return error.code;
      throw error;
    }
  };

  it('are refused with the reason', () => {
    const macro = { ...templateOf({}), Transform: 'AWS::Serverless-2016-10-31' };
    expect(refusal(templateOf({}), macro)).toBe('unknown-transform');
    const broken = templateOf({
      Mappings: { Sizes: { a: { Size: 1 } } },
      Resources: {
        Jobs: { Type: 'AWS::SQS::Queue', Properties: { DelaySeconds: { 'Fn::FindInMap': ['Sizes', 'a', 'Age'] } } },
      },
    });
    expect(refusal(broken, templateOf({}))).toBe('template-not-comparable');
    expect(refusal(templateOf({}), broken)).toBe('major');
  });

  it('are not those that only repeat themselves with AWS::LanguageExtensions', () => {
    const loop = (names: string[]): Template =>
      parseTemplate(
        JSON.stringify({
          Transform: 'AWS::LanguageExtensions',
          Resources: { 'Fn::ForEach::Queues': ['Name', names, { 'Queue${Name}': { Type: 'AWS::SQS::Queue' } }] },
        }),
      );
    const { bump, changes } = compareTemplates(loop(['A']), loop(['A', 'B']));
    expect(bump).toBe('minor');
    expect(changes).toContainEqual(expect.objectContaining({ logicalId: 'QueueB', effect: 'addition' }));
  });
});

import { compareTemplates } from '../../../catalog/release';
import type { Json } from '../../../catalog/template';
import { byType, compared, onlyChange, type Sections, templateOf } from './compared';

const table = (key: Json): Json => ({
  Type: 'AWS::DynamoDB::Table',
  Properties: {
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
  },
});

const queue = (properties: Record<string, Json>, more: Record<string, Json> = {}): Json => ({
  Type: 'AWS::SQS::Queue',
  Properties: properties,
  ...more,
});

/** A queue whose delay a mapping gives. */
function mapped(parameter: Json, key: Json, delays: Record<string, number>): Sections {
  const rows = Object.entries(delays).map(([name, Delay]) => [name, { Delay }]);
  return {
    Parameters: { EnvironmentType: byType, Size: parameter },
    Mappings: { Sizes: Object.fromEntries(rows) },
    Resources: { Jobs: queue({ DelaySeconds: { 'Fn::FindInMap': ['Sizes', key, 'Delay'] } }) },
  };
}

describe('a change', () => {
  it('counts where its condition holds, and only there', () => {
    const sections = (key: string): Sections => ({
      Parameters: { EnvironmentType: byType },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] } },
      Resources: { Orders: { ...(table(key) as object), Condition: 'IsProd' } },
    });
    const { losesData, changes } = compared(sections('id'), sections('other'));
    expect(losesData).toBe(true);
    expect(changes).toMatchObject([
      { logicalId: 'Orders', property: 'KeySchema', effect: 'replacement', environmentTypes: ['prod'] },
    ]);
  });

  it('of a mapping counts for the types whose value it is', () => {
    const small: Json = { Type: 'String', Default: 'x' };
    const key = { Ref: 'EnvironmentType' };
    const before = mapped(small, key, { dev: 1, prod: 1 });
    const after = mapped(small, key, { dev: 1, prod: 2 });
    const { bump, changes } = compared(before, after);
    expect(bump).toBe('patch');
    expect(changes).toMatchObject([
      { logicalId: 'Jobs', before: '1', after: '2', environmentTypes: ['prod'] },
      { logicalId: 'Sizes', type: 'Mapping' },
    ]);
  });

  it('that differs from type to type is one for each', () => {
    const key = { Ref: 'EnvironmentType' };
    const size: Json = { Type: 'String', Default: 'x' };
    const { changes } = compared(mapped(size, key, { dev: 1, prod: 2 }), mapped(size, key, { dev: 3, prod: 4 }));
    const found = changes.filter(({ logicalId }) => logicalId === 'Jobs');
    expect(found.map(({ after, environmentTypes }) => [after, environmentTypes])).toEqual([
      ['3', ['dev']],
      ['4', ['prod']],
    ]);
  });

  it('behind an answer that is not the default is found, and says where', () => {
    const key = { Ref: 'Size' };
    const size: Json = { Type: 'String', Default: 's', AllowedValues: ['s', 'l'] };
    const { changes } = compared(mapped(size, key, { s: 1, l: 1 }), mapped(size, key, { s: 1, l: 2 }));
    const found = changes.find(({ logicalId }) => logicalId === 'Jobs');
    expect(found?.why).toContain('Only where Size is "l"');
  });

  it('is judged with the values that running products have, not with new defaults', () => {
    const sections = (preset: string): Sections => ({
      Parameters: { Zone: { Type: 'String', Default: preset } },
      Resources: { Disk: { Type: 'AWS::EC2::Volume', Properties: { AvailabilityZone: { Ref: 'Zone' }, Size: 1 } } },
    });
    expect(onlyChange(compared(sections('a'), sections('b')))).toMatchObject({ property: 'Default', bump: 'patch' });
  });

  it('in a region that a template names counts there', () => {
    const image = (id: string): Sections => ({
      Mappings: { Images: { 'eu-west-1': { Id: 'ami-1' }, 'us-east-1': { Id: id } } },
      Resources: {
        Host: {
          Type: 'AWS::EC2::Instance',
          Properties: { ImageId: { 'Fn::FindInMap': ['Images', { Ref: 'AWS::Region' }, 'Id'] } },
        },
      },
    });
    const [change] = compared(image('ami-2'), image('ami-3')).changes;
    expect(change).toMatchObject({ logicalId: 'Host', effect: 'replacement', before: 'ami-2', after: 'ami-3' });
  });
});

describe('a condition that cannot be decided', () => {
  it('is tried both ways', () => {
    const sections = (yes: number, no: number): Sections => ({
      Parameters: { Name: { Type: 'String' } },
      Conditions: { IsLong: { 'Fn::Equals': [{ 'Fn::Select': [0, { 'Fn::Split': ['-', { Ref: 'Name' }] }] }, 'x'] } },
      Resources: { Jobs: queue({ DelaySeconds: { 'Fn::If': ['IsLong', yes, no] } }) },
    });
    expect(compared(sections(1, 1), sections(2, 1)).changes).toContainEqual(
      expect.objectContaining({ logicalId: 'Jobs', property: 'DelaySeconds' }),
    );
    expect(compared(sections(1, 1), sections(1, 2)).changes).toContainEqual(
      expect.objectContaining({ logicalId: 'Jobs', property: 'DelaySeconds' }),
    );
  });

  it('is tried with each value that it asks for, and with another', () => {
    const sections = (first: number, other: number): Sections => ({
      Parameters: { Name: { Type: 'String' } },
      Conditions: { IsFirst: { 'Fn::Equals': [{ Ref: 'Name' }, 'first'] } },
      Resources: { Jobs: queue({ DelaySeconds: { 'Fn::If': ['IsFirst', first, other] } }) },
    });
    expect(onlyChange(compared(sections(1, 1), sections(2, 1))).why).toContain('Only where Name is "first"');
    expect(onlyChange(compared(sections(1, 1), sections(1, 2))).why).toContain('Only where Name is anything else');
  });
});

describe('what exists with none of the answers tried', () => {
  const hidden = (more: Sections['Resources']): Sections => ({
    Parameters: {
      A: { Type: 'String', Default: 'no', AllowedValues: ['no', 'yes'] },
      B: { Type: 'String', Default: 'no', AllowedValues: ['no', 'yes'] },
    },
    Conditions: {
      Both: {
        'Fn::And': [{ 'Fn::Equals': [{ Ref: 'A' }, 'yes'] }, { 'Fn::Equals': [{ Ref: 'B' }, 'yes'] }],
      },
    },
    Resources: more as Json,
  });
  const orders = (key: string): Json => ({ ...(table(key) as object), Condition: 'Both' }) as Json;

  it('is judged as it is written', () => {
    expect(compared(hidden({ Orders: orders('id') }), hidden({}))).toMatchObject({ bump: 'major', losesData: true });
    expect(compared(hidden({ Orders: orders('id') }), hidden({ Orders: orders('b') }))).toMatchObject({
      bump: 'major',
      losesData: true,
    });
  });

  it('is no concern of a product whose answers are known', () => {
    const [before, after] = [hidden({ Orders: orders('id') }), hidden({ Orders: orders('b') })].map(templateOf);
    if (before === undefined || after === undefined) throw new Error('no templates');
    expect(compareTemplates(before, after, { answers: [{ A: 'yes', B: 'no' }] }).bump).toBe('patch');
    expect(compareTemplates(before, after, { answers: [{ A: 'yes', B: 'yes' }] }).losesData).toBe(true);
  });
});

describe('rules', () => {
  it('that refuse all usual answers of a type do not hide what changes there', () => {
    const sections = (key: string): Sections => ({
      Parameters: {
        EnvironmentType: byType,
        Domain: { Type: 'String', Default: '' },
        Mail: { Type: 'String', Default: '' },
      },
      Rules: {
        Needs: {
          RuleCondition: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] },
          Assertions: [
            { Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Domain' }, ''] }] } },
            { Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Mail' }, ''] }] } },
          ],
        },
      },
      Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] } },
      Resources: { Orders: { ...(table(key) as object), Condition: 'IsProd' } },
    });
    expect(compared(sections('id'), sections('b'))).toMatchObject({
      losesData: true,
      changes: [{ logicalId: 'Orders', environmentTypes: ['prod'] }],
    });
  });
});

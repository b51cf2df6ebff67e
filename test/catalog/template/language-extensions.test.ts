import { evaluateTemplate, expandLanguageExtensions, TemplateError } from '../../../catalog/template';
import { contextOf, fn, ref, refusalOf, templateOf } from './sample';

const Transform = 'AWS::LanguageExtensions';
const parameters = { Names: ['a', 'b'], Type: 'dev' };
const Parameters = { Names: { Type: 'CommaDelimitedList' }, Type: { Type: 'String' } };

function expand(sections: Record<string, unknown>) {
  return expandLanguageExtensions(templateOf({ Transform, Parameters, ...sections }), contextOf({ parameters }));
}
const topic = (Properties = {}) => ({ Type: 'AWS::SNS::Topic', Properties });
const loop = (collection: unknown, fragment: unknown) => ({ 'Fn::ForEach::Loop': ['Name', collection, fragment] });

describe('Fn::ForEach', () => {
  it('makes a resource for each member, with the member in keys, text and references', () => {
    const { Resources } = expand({
      Resources: loop(ref('Names'), {
        'Topic${Name}': topic({ TopicName: ref('Name'), DisplayName: fn('Sub', 'x-${Name}') }),
      }),
    });
    expect(Resources).toEqual({
      Topica: topic({ TopicName: 'a', DisplayName: { 'Fn::Sub': 'x-a' } }),
      Topicb: topic({ TopicName: 'b', DisplayName: { 'Fn::Sub': 'x-b' } }),
    });
  });

  it('takes written members, and leaves out what a logical id cannot hold', () => {
    const { Resources } = expand({
      Resources: loop(['a.b', '1-2'], { 'Topic&{Name}': topic({ TopicName: '${Name}' }) }),
    });
    expect(Object.keys(Resources)).toEqual(['Topicab', 'Topic12']);
    expect(Resources.Topicab?.Properties?.TopicName).toBe('a.b');
  });

  it('loops inside loops, properties, conditions and outputs', () => {
    const expanded = expand({
      Conditions: loop(['A', 'B'], { 'Is${Name}': { 'Fn::Equals': [ref('Type'), ref('Name')] } }),
      Resources: loop(['A', 'B'], {
        'Fn::ForEach::Inner': ['Number', ['1', '2'], { 'Topic${Name}${Number}': topic() }],
        'Last${Name}': topic({ 'Fn::ForEach::Keys': ['Key', ['x', 'y'], { '${Key}': ref('Name') }] }),
      }),
      Outputs: loop(['A', 'B'], { 'Out${Name}': { Value: ref('Name') } }),
    });
    expect(Object.keys(expanded.Conditions ?? {})).toEqual(['IsA', 'IsB']);
    expect(Object.keys(expanded.Resources)).toEqual(['TopicA1', 'TopicA2', 'LastA', 'TopicB1', 'TopicB2', 'LastB']);
    expect(expanded.Resources.LastB?.Properties).toEqual({ x: 'B', y: 'B' });
    expect(expanded.Outputs).toEqual({ OutA: { Value: 'A' }, OutB: { Value: 'B' } });
  });

  it.each<[string, unknown, RegExp]>([
    ['without a fragment', { 'Fn::ForEach::Loop': ['Name', ['a']] }, /Fn::ForEach::Loop layout is incorrect/],
    ['with a name that is none', { 'Fn::ForEach::a-b': ['Name', ['a'], { A: topic() }] }, /layout is incorrect/],
    ['over text', loop('a', { 'Topic${Name}': topic() }), /its collection is not a list/],
    ['over objects', loop([{ a: 1 }], { 'Topic${Name}': topic() }), /its collection holds more than text/],
    ['that makes a key twice', loop(['a', 'b'], { Same: topic() }), /makes the key Same more than once/],
    [
      'that makes a bad logical id',
      loop(['a-b'], { 'Topic${Name}': topic() }),
      /Resource name Topica-b is non alphanumeric/,
    ],
    [
      'that refers to nothing',
      loop(['a'], { 'Topic${Name}': topic({ DisplayName: ref('Nothing') }) }),
      /Unresolved resource dependencies \[Nothing\]/,
    ],
    [
      'without end',
      loop(
        Array.from({ length: 300 }, (_, i) => `${i}`),
        {
          'Fn::ForEach::I': ['J', Array.from({ length: 300 }, (_, i) => `${i}`), { 'T${Name}x${J}': topic({ a: 1 }) }],
        },
      ),
      /too large/,
    ],
  ])('is refused %s', (_, Resources, message) => {
    expect(() => expand({ Resources })).toThrow(TemplateError);
    expect(() => expand({ Resources })).toThrow(message);
  });
});

describe('functions of the transform', () => {
  it('count and write out what is known', () => {
    const { Resources } = expand({
      Resources: { A: topic({ Count: fn('Length', ref('Names')), Text: fn('ToJsonString', { a: [ref('Type')] }) }) },
    });
    expect(Resources.A?.Properties).toEqual({ Count: 2, Text: '{"a":["dev"]}' });
  });

  it('wait for what is not known', () => {
    const text = fn('ToJsonString', { arn: fn('GetAtt', ['B', 'TopicArn']) });
    const template = expand({ Resources: { A: topic({ Text: text }), B: topic() } });
    expect(template.Resources.A?.Properties).toEqual({ Text: text });
    const context = contextOf({ parameters, reference: (id) => `arn:${id}` });
    expect(evaluateTemplate(template, context).resources.A?.properties).toEqual({ Text: '{"arn":"arn:B"}' });
  });

  it('find in maps by any key, or a default', () => {
    const { Resources } = expand({
      Mappings: { Map: { dev: { key: 'found' } } },
      Resources: {
        A: topic({
          Found: fn('FindInMap', ['Map', fn('Select', [0, ['dev', 'test']]), 'key']),
          Default: fn('FindInMap', ['Map', 'prod', 'key', { DefaultValue: ref('Type') }]),
        }),
      },
    });
    expect(Resources.A?.Properties).toEqual({ Found: 'found', Default: 'dev' });
  });

  it('choose deletion policies', () => {
    const Conditions = { IsDev: { 'Fn::Equals': [ref('Type'), 'dev'] } };
    const choose = (yes: string) => ({
      Conditions,
      Resources: { A: { ...topic(), DeletionPolicy: fn('If', ['IsDev', yes, 'Retain']) } },
    });
    expect(expand(choose('Delete')).Resources.A?.DeletionPolicy).toBe('Delete');
    expect(() => expand(choose('Never'))).toThrow('Unrecognized DeletionPolicy Never for resource A');
  });
});

describe('without the transform', () => {
  it('a template comes back as it is', () => {
    const template = templateOf({});
    expect(expandLanguageExtensions(template, contextOf())).toBe(template);
  });

  it('loops are refused', () => {
    expect(refusalOf({ Resources: loop(['a'], { 'T${Name}': topic() }) })).toMatch(
      /Resource name Fn::ForEach::Loop is non alphanumeric/,
    );
  });
});

// "You can also use intrinsic functions in places where they're typically not allowed, such as in Ref and Fn::GetAtt":
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-languageextension-transform.html
describe('functions as arguments of Ref and Fn::GetAtt', () => {
  it('name what they give: in outputs of a loop, in properties, in conditions', () => {
    const { Outputs, Resources, Conditions } = expand({
      Conditions: { IsDev: { 'Fn::Equals': [ref(fn('Join', ['', ['Ty', 'pe']])), 'dev'] } },
      Resources: {
        Topica: topic(),
        Topicb: topic({ DisplayName: fn('GetAtt', [fn('Join', ['', ['Topic', 'a']]), 'TopicName']) }),
      },
      Outputs: loop(ref('Names'), {
        'Out${Name}': { Value: fn('GetAtt', [fn('Sub', 'Topic${Name}'), fn('Join', ['', ['Topic', 'Name']])]) },
        'Ref${Name}': { Value: ref(fn('Sub', 'Topic${Name}')) },
        'Dot${Name}': { Value: fn('GetAtt', fn('Sub', 'Topic${Name}.TopicName')) },
      }),
    });
    expect(Resources.Topicb?.Properties?.DisplayName).toEqual({ 'Fn::GetAtt': ['Topica', 'TopicName'] });
    expect(Outputs).toMatchObject({
      Outa: { Value: { 'Fn::GetAtt': ['Topica', 'TopicName'] } },
      Refb: { Value: { Ref: 'Topicb' } },
      Dotb: { Value: { 'Fn::GetAtt': 'Topicb.TopicName' } },
    });
    expect(Conditions).toBeDefined();
  });

  it('are refused where they name nothing, or what is known too late', () => {
    const value = (argument: unknown) => () =>
      expand({ Resources: { One: topic() }, Outputs: { Out: { Value: argument } } });
    expect(value(ref(fn('Sub', 'Two')))).toThrow(/Unresolved resource dependencies \[Two\]/);
    expect(value(ref(ref('One')))).toThrow(/Ref could not be resolved/);
  });

  it('are refused without the transform', () => {
    const plain = (argument: unknown) =>
      refusalOf({ Resources: { One: topic() }, Outputs: { Out: { Value: argument } } });
    expect(plain(ref(fn('Sub', 'One')))).toContain('every Ref object must have a single String value');
    expect(plain(fn('GetAtt', [fn('Sub', 'One'), 'TopicName']))).toContain('Fn::GetAtt object requires two non-empty');
  });
});

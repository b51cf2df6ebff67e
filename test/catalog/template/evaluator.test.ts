import fc from 'fast-check';
import {
  dependencyGraph,
  type EvaluationContext,
  evaluateTemplate,
  evaluator,
  isResolved,
  type Json,
  pseudoParameters,
  TemplateError,
  UNRESOLVED,
} from '../../../catalog/template';
import { contextOf, fn, ref, templateOf } from './sample';

const sections = {
  Parameters: { Name: { Type: 'String' }, List: { Type: 'CommaDelimitedList' }, Type: { Type: 'String' } },
  Mappings: {
    Sizes: { dev: { Count: 1, Zones: ['a', 'b'] }, prod: { Count: 3 } },
    Names: { 'eu-west-1': { Short: 'euw1' } },
  },
  Conditions: {
    IsProd: { 'Fn::Equals': [{ Ref: 'Type' }, 'prod'] },
    IsDev: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    Both: { 'Fn::And': [{ Condition: 'IsProd' }, { Condition: 'IsDev' }] },
    Either: { 'Fn::Or': [{ Condition: 'IsProd' }, { Condition: 'IsDev' }] },
  },
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic' },
    Other: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
  },
};
const parameters = { Name: 'alice', List: ['x', 'y'], Type: 'dev' };

function valueOfJson(json: Json, parts: Partial<EvaluationContext> = {}): Json | undefined {
  return evaluator(templateOf(sections), contextOf({ parameters, ...parts })).value(json);
}
const topicAttribute = fn('GetAtt', ['Topic', 'TopicArn']);

describe('Ref', () => {
  it('gives parameters, lists as lists', () => {
    expect(valueOfJson(ref('Name'))).toBe('alice');
    expect(valueOfJson(ref('List'))).toEqual(['x', 'y']);
  });

  it('gives pseudo parameters, by region', () => {
    expect(
      valueOfJson(['AccountId', 'Region', 'Partition', 'URLSuffix', 'StackName'].map((name) => ref(`AWS::${name}`))),
    ).toEqual(['123456789012', 'eu-west-1', 'aws', 'amazonaws.com', 'demo']);
    const pseudo = pseudoParameters({
      accountId: '1',
      region: 'cn-north-1',
      stackName: 's',
      notificationArns: ['arn'],
    });
    expect(
      valueOfJson([ref('AWS::Partition'), ref('AWS::URLSuffix'), ref('AWS::NotificationARNs')], { pseudo }),
    ).toEqual(['aws-cn', 'amazonaws.com.cn', ['arn']]);
  });

  it('leaves the stack id while there is no stack', () => {
    expect(valueOfJson(ref('AWS::StackId'))).toEqual(ref('AWS::StackId'));
  });

  it('asks for resources, and stays when nobody knows', () => {
    expect(valueOfJson(ref('Topic'))).toEqual(ref('Topic'));
    expect(valueOfJson(ref('Topic'), { reference: () => UNRESOLVED })).toEqual(ref('Topic'));
    expect(valueOfJson(ref('Topic'), { reference: (id) => `arn:${id}` })).toBe('arn:Topic');
  });

  it.each(['Nothing', 'Other', 'AWS::Nothing', 'constructor'])('refuses %s, which is not there', (id) => {
    expect(() => valueOfJson(ref(id))).toThrow(
      new TemplateError(
        `Template format error: Unresolved resource dependencies [${id}] in the Resources block of the template`,
      ),
    );
  });
});

describe('Fn::GetAtt', () => {
  it('asks for attributes, and stays when nobody knows', () => {
    expect(valueOfJson(topicAttribute)).toEqual(topicAttribute);
    expect(valueOfJson(fn('GetAtt', 'Topic.TopicArn'))).toEqual(topicAttribute);
    expect(valueOfJson(topicAttribute, { reference: (id, attribute) => `${id}/${attribute}` })).toBe('Topic/TopicArn');
  });

  it('takes the attribute from a parameter', () => {
    const reference = (id: string, attribute?: string) => `${id}/${attribute}`;
    expect(valueOfJson(fn('GetAtt', ['Topic', ref('Name')]), { reference })).toBe('Topic/alice');
  });
});

describe('Fn::Join', () => {
  it('joins text, numbers and booleans', () => {
    expect(valueOfJson(fn('Join', ['-', ['a', 1, true, ref('Name')]]))).toBe('a-1-true-alice');
    expect(valueOfJson(fn('Join', [',', ref('List')]))).toBe('x,y');
    expect(valueOfJson(fn('Join', [',', []]))).toBe('');
  });

  it('leaves out what is AWS::NoValue', () => {
    expect(valueOfJson(fn('Join', [',', ['a', ref('AWS::NoValue'), 'b']]))).toBe('a,b');
  });

  it('folds what is known around what is not', () => {
    expect(
      valueOfJson(fn('Join', ['', ['arn:', ref('AWS::Partition'), ':', topicAttribute, '/', ref('Name')]])),
    ).toEqual(fn('Join', ['', ['arn:aws:', topicAttribute, '/alice']]));
    expect(valueOfJson(fn('Join', [',', topicAttribute]))).toEqual(fn('Join', [',', topicAttribute]));
  });

  it('refuses lists and objects among its items', () => {
    expect(() => valueOfJson(fn('Join', [',', ['a', ref('List')]]))).toThrow(
      /every Fn::Join object requires two parameters/,
    );
  });
});

describe('Fn::Sub', () => {
  it('puts parameters, pseudo parameters, attributes and its own variables into text', () => {
    const reference = (id: string, attribute?: string) => (attribute ? `${id}/${attribute}` : id);
    const text = '${Name}@${AWS::Region}:${Topic}:${Topic.TopicArn}:${Own}:${!Literal}:$';
    expect(valueOfJson(fn('Sub', [text, { Own: ref('Type') }]), { reference })).toBe(
      'alice@eu-west-1:Topic:Topic/TopicArn:dev:${Literal}:$',
    );
  });

  it('prefers its own variables to parameters', () => {
    expect(valueOfJson(fn('Sub', ['${Name}', { Name: 1 }]))).toBe('1');
  });

  it('becomes a join of what is known and what is not', () => {
    expect(valueOfJson(fn('Sub', 'a-${Name}-${Topic}-${Topic.TopicArn}'))).toEqual(
      fn('Join', ['', ['a-alice-', ref('Topic'), '-', topicAttribute]]),
    );
    expect(valueOfJson(fn('Sub', '${Topic}'))).toEqual(ref('Topic'));
  });

  it.each([
    ['a list', '${List}'],
    ['AWS::NoValue', '${AWS::NoValue}'],
  ])('refuses %s', (_, text) => {
    expect(() => valueOfJson(fn('Sub', text))).toThrow(/does not resolve to a string/);
  });
});

describe('Fn::Split and Fn::Select', () => {
  it('part text and choose', () => {
    expect(valueOfJson(fn('Split', ['|', 'a|b||c']))).toEqual(['a', 'b', '', 'c']);
    expect(valueOfJson(fn('Select', ['1', ref('List')]))).toBe('y');
    expect(valueOfJson(fn('Select', [ref('Index'), ['a', 'b']]), { parameters: { ...parameters, Index: '0' } })).toBe(
      'a',
    );
  });

  it('stay while the text is unknown', () => {
    const split = fn('Split', [',', fn('ImportValue', 'zones')]);
    expect(valueOfJson(fn('Select', [0, split]))).toEqual(fn('Select', [0, split]));
  });

  it('choose the unknown member of a known list', () => {
    expect(valueOfJson(fn('Select', [1, ['a', topicAttribute]]))).toEqual(topicAttribute);
  });

  it('keep a plain value beside references, so that who holds it is still made after what they refer to', () => {
    const select = fn('Select', [0, ['a', topicAttribute]]);
    expect(valueOfJson(select)).toEqual(select);
  });

  it.each([[2], [-1], ['x'], [0.5]])('refuse the index %j of two', (index) => {
    expect(() => valueOfJson(fn('Select', [index, ['a', 'b']]))).toThrow(
      new TemplateError(`Template error: Fn::Select cannot select nonexistent value at index ${index}`),
    );
  });
});

describe('Fn::FindInMap', () => {
  it('finds values, lists too, by name, parameter and pseudo parameter', () => {
    expect(valueOfJson(fn('FindInMap', ['Sizes', ref('Type'), 'Count']))).toBe(1);
    expect(valueOfJson(fn('FindInMap', ['Sizes', 'dev', 'Zones']))).toEqual(['a', 'b']);
    expect(valueOfJson(fn('FindInMap', ['Names', ref('AWS::Region'), 'Short']))).toBe('euw1');
  });

  it.each([
    [['Sizes', 'test', 'Count'], 'Template error: Unable to get mapping for Sizes::test::Count'],
    [['Sizes', 'prod', 'Zones'], 'Template error: Unable to get mapping for Sizes::prod::Zones'],
    [['Sizes', 'constructor', 'name'], 'Template error: Unable to get mapping for Sizes::constructor::name'],
    [
      ['Nothing', 'a', 'b'],
      "Template error: Mapping named 'Nothing' is not present in the 'Mappings' section of template.",
    ],
  ])('refuses %j', (names, message) => {
    expect(() => valueOfJson(fn('FindInMap', names))).toThrow(new TemplateError(message));
  });
});

describe('Fn::If and conditions', () => {
  it('take the branch that holds, and look at no other', () => {
    expect(valueOfJson(fn('If', ['IsDev', 'yes', ref('Other')]))).toBe('yes');
    expect(valueOfJson(fn('If', ['IsProd', ref('Other'), fn('If', ['IsDev', 'inner', 'x'])]))).toBe('inner');
  });

  it('remove keys and members that come to AWS::NoValue', () => {
    const nothing = fn('If', ['IsProd', 'x', ref('AWS::NoValue')]);
    expect(valueOfJson({ a: nothing, b: [1, nothing, { c: nothing }] })).toEqual({ b: [1, {}] });
    expect(valueOfJson(nothing)).toBeUndefined();
  });

  it('are computed for each set of parameters', () => {
    const conditionsOf = (Type: string) =>
      evaluator(templateOf(sections), contextOf({ parameters: { ...parameters, Type } })).conditions;
    expect(conditionsOf('dev')).toEqual({ IsProd: false, IsDev: true, Both: false, Either: true });
    expect(conditionsOf('prod')).toEqual({ IsProd: true, IsDev: false, Both: false, Either: true });
  });

  it('compare scalars as text and lists member by member', () => {
    const Conditions = {
      Number: { 'Fn::Equals': [1, '1'] },
      Flag: { 'Fn::Equals': [true, 'true'] },
      Lists: { 'Fn::Equals': [{ Ref: 'List' }, ['x', 'y']] },
      Joined: { 'Fn::Equals': [{ 'Fn::Join': ['', { Ref: 'List' }] }, 'xy'] },
    };
    const all = evaluator(
      templateOf({ ...sections, Conditions, Resources: { Topic: { Type: 'AWS::SNS::Topic' } } }),
      contextOf({ parameters }),
    ).conditions;
    expect(all).toEqual({ Number: true, Flag: true, Lists: true, Joined: true });
  });

  it('are refused in a circle, but only when they are asked for', () => {
    const Conditions = {
      A: { 'Fn::Not': [{ Condition: 'B' }] },
      B: { 'Fn::Not': [{ Condition: 'A' }] },
      C: { 'Fn::Equals': ['a', 'a'] },
    };
    const some = evaluator({ ...templateOf({}), Conditions }, contextOf());
    expect(some.condition('C')).toBe(true);
    expect(() => some.condition('A')).toThrow(/Found circular condition dependency: A, B/);
    expect(() => some.conditions).toThrow(TemplateError);
  });

  it('are refused when they depend on what is not known', () => {
    const Conditions = { A: { 'Fn::Equals': [{ Ref: 'AWS::StackId' }, 'x'] } };
    expect(() => evaluator(templateOf({ Conditions }), contextOf()).condition('A')).toThrow(
      new TemplateError('Template error: Fn::Equals cannot be partially collapsed'),
    );
  });

  it('are evaluated once', () => {
    const reads: string[] = [];
    const watched = new Proxy(parameters, {
      getOwnPropertyDescriptor: (target, key) => {
        reads.push(String(key));
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    const { condition } = evaluator(templateOf(sections), contextOf({ parameters: watched }));
    for (const name of ['IsDev', 'Both', 'Either', 'IsProd']) condition(name);
    expect(reads).toEqual(['Type']);
  });
});

describe('the other functions', () => {
  it('Fn::GetAZs asks for the zones of a region, its own by default', () => {
    const availabilityZones = (region: string) => [`${region}a`, `${region}b`];
    expect(valueOfJson(fn('GetAZs', ''), { availabilityZones })).toEqual(['eu-west-1a', 'eu-west-1b']);
    expect(valueOfJson(fn('Select', [1, fn('GetAZs', 'us-east-1')]), { availabilityZones })).toBe('us-east-1b');
    expect(valueOfJson(fn('GetAZs', ref('AWS::Region')))).toEqual(fn('GetAZs', 'eu-west-1'));
  });

  it('Fn::ImportValue asks for an export by its evaluated name', () => {
    const importValue = (name: string) => (name === 'bellyfed:alice:VpcId' ? 'vpc-1' : UNRESOLVED);
    expect(valueOfJson(fn('ImportValue', fn('Sub', 'bellyfed:${Name}:VpcId')), { importValue })).toBe('vpc-1');
    expect(valueOfJson(fn('ImportValue', fn('Sub', 'bellyfed:${Name}:Other')), { importValue })).toEqual(
      fn('ImportValue', 'bellyfed:alice:Other'),
    );
    expect(valueOfJson(fn('ImportValue', 'x'))).toEqual(fn('ImportValue', 'x'));
  });

  it('Fn::Base64 encodes text', () => {
    expect(valueOfJson(fn('Base64', fn('Sub', 'hé ${Name}')))).toBe(Buffer.from('hé alice').toString('base64'));
    expect(valueOfJson(fn('Base64', topicAttribute))).toEqual(fn('Base64', topicAttribute));
  });

  it('Fn::Cidr splits a block once it is known', () => {
    expect(valueOfJson(fn('Select', [1, fn('Cidr', ['10.0.0.0/16', '2', 8])]))).toBe('10.0.1.0/24');
    expect(valueOfJson(fn('Cidr', [topicAttribute, 2, 8]))).toEqual(fn('Cidr', [topicAttribute, 2, 8]));
  });

  it('Fn::Transform is refused by its name', () => {
    expect(() => valueOfJson(fn('Transform', { Name: 'Macro' }))).toThrow(
      new TemplateError('No transform named Macro found.'),
    );
  });

  it('a function that does not exist is refused', () => {
    expect(() => valueOfJson(fn('Nope', 'x'))).toThrow(/Encountered unsupported function: Fn::Nope/);
  });
});

describe('dynamic references', () => {
  const dynamicReference = (text: string) => (text.includes('/known') ? 'one,two' : UNRESOLVED);

  it('are replaced inside text, after all functions', () => {
    expect(valueOfJson(fn('Sub', '<{{resolve:ssm:/known/${Name}}}>'), { dynamicReference })).toBe('<one,two>');
    expect(valueOfJson({ a: ['{{resolve:ssm:/other}}'] }, { dynamicReference })).toEqual({
      a: ['{{resolve:ssm:/other}}'],
    });
  });

  it('are not there yet when a split looks', () => {
    expect(valueOfJson(fn('Split', [',', '{{resolve:ssm:/known}}']), { dynamicReference })).toEqual(['one,two']);
  });
});

describe('a whole template', () => {
  const whole = {
    ...sections,
    Resources: {
      Topic: {
        Type: 'AWS::SNS::Topic',
        Properties: { DisplayName: { Ref: 'Name' }, Gone: { Ref: 'AWS::NoValue' } },
        DeletionPolicy: 'Retain',
      },
      Other: { Type: 'AWS::SNS::Topic', Condition: 'IsProd' },
      Last: { Type: 'AWS::SNS::Topic', DependsOn: ['Other', 'Topic'], Metadata: { Name: { Ref: 'Name' } } },
    },
    Outputs: {
      Name: { Value: { Ref: 'Name' }, Description: 'd', Export: { Name: { 'Fn::Sub': 'x:${Name}' } } },
      Prod: { Value: { Ref: 'Other' }, Condition: 'IsProd' },
    },
  };

  it('gives the resources and outputs that exist, evaluated', () => {
    const evaluated = evaluateTemplate(templateOf(whole), contextOf({ parameters }));
    expect(evaluated.resources).toEqual({
      Topic: { type: 'AWS::SNS::Topic', properties: { DisplayName: 'alice' }, dependsOn: [], deletionPolicy: 'Retain' },
      Last: { type: 'AWS::SNS::Topic', properties: {}, dependsOn: ['Topic'], metadata: { Name: 'alice' } },
    });
    expect(evaluated.outputs).toEqual({ Name: { value: 'alice', description: 'd', exportName: 'x:alice' } });
  });

  it('is refused when an output refers to what does not exist', () => {
    const Outputs = { Wrong: { Value: { Ref: 'Other' } } };
    expect(() => evaluateTemplate(templateOf({ ...whole, Outputs }), contextOf({ parameters }))).toThrow(
      new TemplateError('Unresolved resource dependencies [Other] in the Outputs block of the template'),
    );
  });
});

describe('evaluation', () => {
  const plain = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

  it('never changes a value without intrinsics', () => {
    fc.assert(
      fc.property(plain, (value) => {
        expect(valueOfJson(value)).toEqual(value);
      }),
    );
  });

  it('leaves nothing unresolved once everything is known, in one step or in two', () => {
    const leaf = fc.constantFrom<Json>(
      'a',
      ref('Name'),
      ref('Topic'),
      topicAttribute,
      fn('ImportValue', 'x'),
      ref('AWS::Region'),
    );
    const tree = fc.letrec<{ node: Json }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((items) => fn('Join', ['-', items])),
        tie('node').map((node) => fn('Sub', ['<${V}|${Topic}>', { V: node }])),
        fc.tuple(tie('node'), tie('node')).map(([yes, no]) => fn('If', ['IsDev', yes, no])),
        tie('node').map((node) => fn('Select', [0, fn('Split', ['-', node])])),
        tie('node').map((node) => fn('Base64', node)),
      ),
    })).node;
    const known = {
      reference: (id: string, attribute = '') => `r-${id}${attribute}`,
      importValue: (name: string) => `i-${name}`,
    };
    fc.assert(
      fc.property(tree, (value) => {
        const direct = valueOfJson(value, known) ?? null;
        expect(isResolved(direct)).toBe(true);
        expect(valueOfJson(valueOfJson(value) ?? null, known)).toEqual(direct);
      }),
    );
  });
});

describe('the order of creation', () => {
  const topic = (needs: string[], by: string) => ({
    Type: 'AWS::SNS::Topic',
    ...(by === 'DependsOn'
      ? { DependsOn: needs }
      : {
          Properties: {
            List: needs.map((id) =>
              by === 'Ref' ? ref(id) : by === 'Sub' ? fn('Sub', `\${${id}.Arn}`) : fn('GetAtt', [id, 'Arn']),
            ),
          },
        }),
  });

  it('respects every dependency, and is the order of the template where nothing is in the way', () => {
    const edges = fc.array(fc.tuple(fc.nat(19), fc.nat(19), fc.constantFrom('Ref', 'Sub', 'GetAtt', 'DependsOn')), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(edges, fc.shuffledSubarray([...Array(20).keys()], { minLength: 20 }), (pairs, order) => {
        const needs = new Map(
          order.map((index) => [index, pairs.filter(([a, b]) => Math.max(a, b) === index && a !== b)]),
        );
        const Resources = Object.fromEntries(
          order.map((index) => {
            const mine = needs.get(index) ?? [];
            return [
              `R${index}`,
              topic(
                mine.map(([a, b]) => `R${Math.min(a, b)}`),
                mine[0]?.[2] ?? 'Ref',
              ),
            ];
          }),
        );
        const graph = dependencyGraph(templateOf({ Resources }));
        expect([...graph.order].sort()).toEqual(Object.keys(Resources).sort());
        for (const [id, others] of graph.dependencies) {
          for (const other of others) expect(graph.order.indexOf(other)).toBeLessThan(graph.order.indexOf(id));
        }
        if (pairs.every(([a, b]) => a === b)) expect(graph.order).toEqual(Object.keys(Resources));
      }),
    );
  });

  it('counts only what the context needs, once evaluated', () => {
    const Resources = {
      A: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: fn('If', ['IsProd', ref('B'), 'x']) } },
      B: { Type: 'AWS::SNS::Topic' },
    };
    const template = templateOf({ ...sections, Resources });
    expect(dependencyGraph(template).order).toEqual(['B', 'A']);
    expect(dependencyGraph(evaluateTemplate(template, contextOf({ parameters }))).order).toEqual(['A', 'B']);
  });
});

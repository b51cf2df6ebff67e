import fc from 'fast-check';
import { stringify } from 'yaml';
import { parseTemplate, TemplateError } from '../../../catalog/template';

const resources = 'Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n';

function properties(yaml: string) {
  const indented = yaml.replace(/^/gm, '      ');
  return parseTemplate(`${resources}    Properties:\n${indented}\n`).Resources.Topic?.Properties;
}

function refusal(text: string): string {
  try {
    parseTemplate(text);
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('reading YAML', () => {
  it('writes every short form in its long form', () => {
    expect(
      properties(
        [
          'A: !Ref AWS::Region',
          'B: !Sub "${AWS::Region}-x"',
          'E: !Join ["-", [!Ref AWS::Region, x]]',
          'F: !Select [0, !Split [",", !Ref AWS::Region]]',
          'G: !GetAZs ""',
          'H: !ImportValue name',
          'I: !Cidr [10.0.0.0/16, 2, 8]',
          'J: !Base64 text',
          'K: !FindInMap [Map, !Ref AWS::Region, key]',
        ].join('\n'),
      ),
    ).toEqual({
      A: { Ref: 'AWS::Region' },
      B: { 'Fn::Sub': '${AWS::Region}-x' },
      E: { 'Fn::Join': ['-', [{ Ref: 'AWS::Region' }, 'x']] },
      F: { 'Fn::Select': [0, { 'Fn::Split': [',', { Ref: 'AWS::Region' }] }] },
      G: { 'Fn::GetAZs': '' },
      H: { 'Fn::ImportValue': 'name' },
      I: { 'Fn::Cidr': ['10.0.0.0/16', 2, 8] },
      J: { 'Fn::Base64': 'text' },
      K: { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] },
    });
  });

  it('parts !GetAtt at the first dot only', () => {
    const template = parseTemplate(`${resources}Outputs:\n  A:\n    Value: !GetAtt Topic.Outputs.Name\n`);
    expect(template.Outputs?.A?.Value).toEqual({ 'Fn::GetAtt': ['Topic', 'Outputs.Name'] });
  });

  it('reads conditions, !Equals, !And, !Or, !Not, !If and !Condition', () => {
    const template = parseTemplate(
      `${resources}Conditions:\n  A: !Equals [x, x]\n  B: !And [!Condition A, !Not [!Equals [x, y]]]\n  C: !Or [!Condition A, !Condition B]\n`,
    );
    expect(template.Conditions).toEqual({
      A: { 'Fn::Equals': ['x', 'x'] },
      B: { 'Fn::And': [{ Condition: 'A' }, { 'Fn::Not': [{ 'Fn::Equals': ['x', 'y'] }] }] },
      C: { 'Fn::Or': [{ Condition: 'A' }, { Condition: 'B' }] },
    });
  });

  it('leaves dates as text', () => {
    expect(properties('Version: 2012-10-17\nAt: 2001-12-14t21:59:43.10-05:00')).toEqual({
      Version: '2012-10-17',
      At: '2001-12-14t21:59:43.10-05:00',
    });
  });

  it('reads what is true or octal in YAML 1.1', () => {
    expect(properties('A: yes\nB: Off\nC: 0755\nD: "yes"\nE: y')).toEqual({
      A: true,
      B: false,
      C: 493,
      D: 'yes',
      E: 'y',
    });
  });

  it('keeps the digits of numbers that JavaScript cannot hold', () => {
    expect(properties('A: 12345678901234567890')).toEqual({ A: '12345678901234567890' });
  });

  // No page says so. Seen on CloudFormation, in YAML and JSON alike: https://github.com/go-to-k/cdk-real-drift/issues/1074
  // and, of logical ids, https://github.com/aws-cloudformation/cfn-language-discussion/issues/96
  it('takes the last of a key that stands twice, a logical id too', () => {
    expect(properties('A: 1\nB: 2\nA: 3')).toEqual({ A: 3, B: 2 });
    const twice = (type: string) => `  Same:\n    Type: ${type}\n`;
    const { Resources } = parseTemplate(`Resources:\n${twice('AWS::SNS::Topic')}${twice('AWS::SQS::Queue')}`);
    expect(Resources).toEqual({ Same: { Type: 'AWS::SQS::Queue' } });
    expect(parseTemplate('{"Resources":{"A":{"Type":"AWS::SNS::Topic","Type":"AWS::SQS::Queue"}}}').Resources).toEqual({
      A: { Type: 'AWS::SQS::Queue' },
    });
  });

  it('takes booleans as keys for what is written', () => {
    expect(properties('on: 1')).toEqual({ on: 1 });
  });

  it.each([
    [
      'an alias',
      `${resources}Metadata:\n  A: &a 1\n  B: *a\n`,
      /YAML aliases are not allowed in CloudFormation templates/,
    ],
    [
      'a numeric key',
      `${resources}Mappings:\n  M:\n    123456789012:\n      a: b\n`,
      /\[\/Mappings\/M\] map keys must be strings; received numeric \[123456789012\] instead/,
    ],
    ['two documents', `${resources}---\n${resources}`, /YAML not well-formed/],
    ['unbalanced brackets', 'Resources: [', /YAML not well-formed/],
  ])('refuses %s', (_, text, message) => {
    expect(refusal(text)).toMatch(message);
  });
});

describe('a fault in YAML', () => {
  const topic = 'Resources:\n  A:\n    Type: AWS::SNS::Topic\n';

  // The places are those that PyYAML names, which reads as CloudFormation's SnakeYAML does.
  it.each([
    ['a tab', 'Resources:\n  A:\n\tType: AWS::SNS::Topic\n', 3, 1],
    ['a line that is indented less', `${topic}   Properties: {}\n`, 4, 4],
    ['a key below items of a list', `${topic}    L:\n      - a\n      b: c\n`, 6, 7],
    ['a quote that nothing closes', `${topic}    L: "a\n`, 5, 1],
    ['the wrong bracket', `${topic}    L: {a: [1, 2}\n`, 4, 17],
    ['a bracket too many', `${topic}    L: [a]]\n`, 4, 11],
    ['a comma too many', `${topic}    L: [a,, b]\n`, 4, 11],
    ['a value that begins with @', `${topic}    L: @x\n`, 4, 8],
    ['a second document', `${topic}---\nB: 1\n`, 4, 1],
    ['a tag that is no function', `${topic}    L: !Nope x\n`, 4, 8],
  ])('is named by its line and column: %s', (_, text, line, column) => {
    expect(refusal(text)).toBe(`Template format error: YAML not well-formed. (line ${line}, column ${column})`);
  });
});

it('a tag that a handle begins is named by its value, since nothing of its name stands there', () => {
  const text = '%TAG !e! !foo\n---\nResources:\n  A: !e!bar x\n';
  expect(refusal(text)).toBe('Template format error: YAML not well-formed. (line 4, column 13)');
});

describe('reading JSON', () => {
  it('says where it is not well-formed', () => {
    expect(refusal('{\n  "Resources": {,}\n}')).toBe(
      'Template format error: JSON not well-formed. (line 2, column 17)',
    );
  });

  it.each(['', '   ', 'hello', '[]', '7'])('refuses %j, which is no template', (text) => {
    expect(refusal(text)).toBe('Template format error: unsupported structure.');
  });

  it('refuses nesting that no template has, however deep', () => {
    expect(refusal(`{"a":${'['.repeat(20_000)}${']'.repeat(20_000)}}`)).toBe(
      'Template format error: unsupported structure.',
    );
    expect(refusal('['.repeat(20_000))).toMatch(/^Template format error/);
  });
});

describe('JSON and YAML', () => {
  const key = fc.stringMatching(/^[A-Za-z][A-Za-z0-9]{0,8}$/);
  const scalar = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constantFrom('yes', '2012-10-17', '0755', 'null', '~', '1e3'),
  );
  const value = fc.letrec((tie) => ({
    node: fc.oneof(
      { maxDepth: 4 },
      scalar,
      fc.array(tie('node'), { maxLength: 4 }),
      fc.dictionary(key, tie('node'), { maxKeys: 4 }),
    ),
  })).node;

  it('parse to the same template', () => {
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 5 }), (Properties) => {
        const template = { Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties } } };
        const yaml = stringify(template, { version: '1.1', aliasDuplicateObjects: false });
        expect(parseTemplate(yaml)).toEqual(parseTemplate(JSON.stringify(template)));
      }),
    );
  });

  it('never fail with anything but a refusal', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.string().map((text) => `{${text}`),
        ),
        (text) => {
          expect(typeof refusal(text)).toBe('string');
        },
      ),
    );
  });
});

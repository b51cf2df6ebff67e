import type { Json } from '../../../catalog/template';
import { byType, compared, onlyChange, type Sections } from './compared';

const name = (suffix: string): Json => ({ 'Fn::Sub': `bellyfed:\${EnvironmentName}:data:${suffix}` });
const template = (outputs: Record<string, Json>, more: Sections = {}): Sections => ({
  Parameters: { EnvironmentName: { Type: 'String' }, EnvironmentType: byType },
  Conditions: { IsProd: { 'Fn::Equals': [{ Ref: 'EnvironmentType' }, 'prod'] } },
  Outputs: outputs,
  ...more,
});
const exported = (value: Json, suffix = 'Name', more: Record<string, Json> = {}): Json => ({
  Value: value,
  Export: { Name: name(suffix) },
  ...more,
});
const change = (before: Record<string, Json>, after: Record<string, Json>) =>
  compared(template(before), template(after));

describe('an export', () => {
  it('that goes is major, and is named as people know it', () => {
    const gone = onlyChange(change({ Name: exported('a') }, {}));
    expect(gone).toMatchObject({ logicalId: 'Name', property: 'Export', effect: 'interface', bump: 'major' });
    expect(gone.why).toContain(`bellyfed:\${EnvironmentName}:data:Name`);
  });

  it('under another name is major', () => {
    const { bump, changes } = change({ Name: exported('a') }, { Name: exported('a', 'Title') });
    expect(bump).toBe('major');
    expect(changes[0]?.why).toContain('renamed to');
  });

  it('that goes for one environment type is major there', () => {
    const gone = change({ Name: exported('a') }, { Name: exported('a', 'Name', { Condition: 'IsProd' }) });
    expect(gone.changes).toMatchObject([{ bump: 'major', environmentTypes: ['dev'] }]);
  });

  it('may move to another output', () => {
    expect(change({ Name: exported('a') }, { Title: exported('a') }).bump).toBe('minor');
  });

  it('with another value is refused while it is imported', () => {
    expect(onlyChange(change({ Name: exported('a') }, { Name: exported('b') }))).toMatchObject({
      property: 'Value',
      effect: 'failure',
      bump: 'major',
    });
  });

  it('of what is replaced has another value, of what is updated the same', () => {
    const topic = (properties: Record<string, Json>): Sections => ({
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: properties } },
    });
    const outputs = {
      Name: exported({ Ref: 'Topic' }),
      Title: exported({ 'Fn::GetAtt': ['Topic', 'TopicName'] }, 'T'),
    };
    const replaced = compared(
      template(outputs, topic({ TopicName: 'a' })),
      template(outputs, topic({ TopicName: 'b' })),
    );
    expect(replaced.changes.filter(({ type }) => type === 'Output')).toHaveLength(2);
    const updated = compared(
      template(outputs, topic({ DisplayName: 'a' })),
      template(outputs, topic({ DisplayName: 'b' })),
    );
    expect(updated).toMatchObject({ bump: 'patch', changes: [{ logicalId: 'Topic' }] });
  });

  it('that comes is minor', () => {
    expect(onlyChange(change({ Name: { Value: 'a' } }, { Name: exported('a') }))).toMatchObject({ bump: 'minor' });
  });
});

describe('an output without an export', () => {
  it.each<[string, Record<string, Json>, Record<string, Json>, string]>([
    ['comes', {}, { It: { Value: 'a' } }, 'minor'],
    ['goes', { It: { Value: 'a' } }, {}, 'minor'],
    ['says something else', { It: { Value: 'a' } }, { It: { Value: 'b' } }, 'patch'],
    ['is described', { It: { Value: 'a' } }, { It: { Value: 'a', Description: 'It.' } }, 'patch'],
  ])('that %s', (_, before, after, bump) => {
    expect(onlyChange(change(before, after))).toMatchObject({ logicalId: 'It', type: 'Output', bump });
  });
});

describe('an import', () => {
  it('that is new is minor, since the other product must be there first', () => {
    const host = (value: Json): Sections => ({
      Resources: { Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: value } } },
    });
    const changed = compared(template({}, host('a')), template({}, host({ 'Fn::ImportValue': name('Vpc') })));
    expect(changed.bump).toBe('minor');
    expect(changed.changes[0]).toMatchObject({ logicalId: null, property: 'Fn::ImportValue', effect: 'interface' });
  });
});

describe('rules', () => {
  const is = (parameter: string, value: string): Json => ({ 'Fn::Equals': [{ Ref: parameter }, value] });
  const not = (expression: Json): Json => ({ 'Fn::Not': [expression] });
  const rule = (...asserts: Json[]): Json => ({ Assertions: asserts.map((Assert) => ({ Assert })) });
  const withRules = (rules: Record<string, Json>, parameters: Record<string, Json> = {}): Sections => ({
    Parameters: { Domain: { Type: 'String', Default: 'a' }, Mail: { Type: 'String', Default: '' }, ...parameters },
    ...(Object.keys(rules).length > 0 && { Rules: rules }),
  });
  const bump = (before: Record<string, Json>, after: Record<string, Json>) =>
    compared(withRules(before), withRules(after)).bump;
  const needsDomain = rule(not(is('Domain', '')));

  it('that come are major, and go are minor', () => {
    expect(bump({}, { Needs: needsDomain })).toBe('major');
    expect(bump({ Needs: needsDomain }, {})).toBe('minor');
  });

  it('that demand more are major, and less are minor', () => {
    const both = rule(not(is('Domain', '')), not(is('Mail', '')));
    const either = rule({ 'Fn::Or': [not(is('Domain', '')), not(is('Mail', ''))] });
    expect(bump({ Needs: needsDomain }, { Needs: both })).toBe('major');
    expect(bump({ Needs: needsDomain }, { Needs: either })).toBe('minor');
  });

  it('that say the same differently are a patch', () => {
    expect(bump({ Needs: needsDomain }, { Asks: needsDomain })).toBe('patch');
    expect(bump({ Needs: needsDomain }, { Needs: rule(not({ 'Fn::Equals': ['', { Ref: 'Domain' }] })) })).toBe('patch');
  });

  it('about new parameters alone refuse nobody who runs the product', () => {
    const Extra: Json = { Type: 'String', Default: 'x' };
    const after = withRules({ Needs: rule(not(is('Extra', ''))) }, { Extra });
    expect(compared(withRules({}), after).bump).toBe('minor');
  });

  it('that stay don’t stand in the way of judging what comes, however many answers they are about', () => {
    const questions = [...'ABCDEFGHIJKLMNOP'].map((letter) => `Question${letter}`);
    const many = Object.fromEntries(questions.map((name): [string, Json] => [name, { Type: 'String', Default: '' }]));
    const all = rule({ 'Fn::And': questions.slice(0, 10).map((name) => is(name, '')) });
    const rest = rule({ 'Fn::And': questions.slice(10).map((name) => is(name, '')) });
    const old = { All: all, Rest: rest };
    const Extra: Json = { Type: 'String', Default: '' };
    const bumpTo = (added: Json) =>
      compared(withRules(old, many), withRules({ ...old, Comes: added }, { ...many, Extra })).bump;
    expect(bumpTo(rule(is('Extra', '')))).toBe('minor');
    expect(bumpTo(rule(not(is('Extra', ''))))).toBe('major');
  });

  it('that only the account can judge count as narrower, unless they go', () => {
    const known = rule({ 'Fn::Contains': [{ 'Fn::RefAll': 'AWS::EC2::VPC::Id' }, { Ref: 'Domain' }] });
    expect(bump({}, { Needs: known })).toBe('major');
    expect(bump({ Needs: known }, {})).toBe('minor');
  });
});

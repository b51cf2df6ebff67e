import type { Json } from '../../../catalog/template';
import { compared, onlyChange, type Sections } from './compared';

/** Bump that a change of a parameter needs. */
function change(before: Json | undefined, after: Json | undefined) {
  const sections = (parameter: Json | undefined): Sections =>
    parameter === undefined ? {} : { Parameters: { It: parameter } };
  return compared(sections(before), sections(after));
}

const text = (more: Record<string, Json> = {}): Json => ({ Type: 'String', Default: 'abc', ...more });
const number = (more: Record<string, Json> = {}): Json => ({ Type: 'Number', Default: '5', ...more });

describe('a parameter', () => {
  it.each<[string, Json | undefined, Json | undefined, string, string | null]>([
    ['removed', text(), undefined, 'major', null],
    ['added without a default', undefined, { Type: 'String' }, 'major', null],
    ['added with a default', undefined, text(), 'minor', null],
    ['of another type', text(), { Type: 'CommaDelimitedList', Default: 'abc' }, 'major', 'Type'],
    ['that must be given from now on', text(), { Type: 'String' }, 'major', 'Default'],
    ['that need not be given any more', { Type: 'String' }, text(), 'minor', 'Default'],
    ['with another default', text(), text({ Default: 'b' }), 'patch', 'Default'],
    ['with another description', text(), text({ Description: 'It.' }), 'patch', 'Description'],
    ['with another constraint text', text(), text({ ConstraintDescription: 'It.' }), 'patch', 'ConstraintDescription'],
    ['hidden from now on', text(), text({ NoEcho: true }), 'patch', 'NoEcho'],
    ['shown from now on', text({ NoEcho: 'true' }), text(), 'minor', 'NoEcho'],
    [
      'with a value less',
      text({ AllowedValues: ['abc', 'b'] }),
      text({ AllowedValues: ['abc'] }),
      'major',
      'AllowedValues',
    ],
    [
      'with a value more',
      text({ AllowedValues: ['abc'] }),
      text({ AllowedValues: ['abc', 'b'] }),
      'minor',
      'AllowedValues',
    ],
    [
      'with another order',
      text({ AllowedValues: ['abc', 'b'] }),
      text({ AllowedValues: ['b', 'abc'] }),
      'patch',
      'AllowedValues',
    ],
    ['limited to values', text(), text({ AllowedValues: ['abc'] }), 'major', 'AllowedValues'],
    ['no longer limited to values', text({ AllowedValues: ['abc'] }), text(), 'minor', 'AllowedValues'],
    ['that must be longer', text(), text({ MinLength: 1 }), 'major', 'MinLength'],
    ['that may be empty as before', text(), text({ MinLength: 0 }), 'patch', 'MinLength'],
    ['that may be shorter', text({ MinLength: 3 }), text({ MinLength: 2 }), 'minor', 'MinLength'],
    ['that must be shorter', text({ MaxLength: 9 }), text({ MaxLength: 8 }), 'major', 'MaxLength'],
    ['that may be longer', text({ MaxLength: 9 }), text({ MaxLength: 10 }), 'minor', 'MaxLength'],
    ['with a greater least value', number({ MinValue: 1 }), number({ MinValue: 2 }), 'major', 'MinValue'],
    ['with a smaller least value', number({ MinValue: 2 }), number({ MinValue: 1 }), 'minor', 'MinValue'],
    ['with a smaller largest value', number({ MaxValue: 9 }), number({ MaxValue: 8 }), 'major', 'MaxValue'],
    ['with a larger largest value', number({ MaxValue: 8 }), number({ MaxValue: 9 }), 'minor', 'MaxValue'],
  ])('%s', (_, before, after, bump, property) => {
    expect(onlyChange(change(before, after))).toMatchObject({ logicalId: 'It', type: 'Parameter', bump, property });
  });

  it('may have a constraint that all listed values satisfy', () => {
    const values = { AllowedValues: ['abc', 'b'] };
    expect(change(text(values), text({ ...values, AllowedPattern: '[a-c]+' })).bump).toBe('patch');
    expect(change(text(values), text({ ...values, MaxLength: 3 })).bump).toBe('patch');
  });
});

describe('a pattern', () => {
  const pattern = (before: Record<string, Json>, after: Record<string, Json>) => change(text(before), text(after)).bump;

  it.each([
    ['^[a-z]{1,20}$', '^[a-z]{1,30}$'],
    ['^$|^arn:aws:.*$|abc', '^$|^arn:(aws|aws-cn):.*$|abc'],
    ['[a-c]+', '\\w+'],
  ])('%s becomes the wider %s, and back is narrower', (narrow, wide) => {
    expect(pattern({ AllowedPattern: narrow }, { AllowedPattern: wide })).toBe('minor');
    expect(pattern({ AllowedPattern: wide }, { AllowedPattern: narrow })).toBe('major');
  });

  it('goes, which is wider; comes, which is narrower', () => {
    expect(pattern({ AllowedPattern: '[a-c]+' }, {})).toBe('minor');
    expect(pattern({}, { AllowedPattern: '[a-c]+' })).toBe('major');
  });

  it('written differently is the same', () => {
    expect(pattern({ AllowedPattern: 'a(bc)?' }, { AllowedPattern: '^(a|abc)$' })).toBe('patch');
  });

  it('gives way to the lengths that it implies', () => {
    expect(pattern({ AllowedPattern: '[a-z]{3,5}' }, { AllowedPattern: '[a-z]{3,5}', MaxLength: 5 })).toBe('patch');
    expect(pattern({ AllowedPattern: '[a-z]{3,5}' }, { AllowedPattern: '[a-z]{3,5}', MaxLength: 4 })).toBe('major');
  });

  it.each(['(?=a)[a-z]+', '\\p{Lower}+', '(\\w)\\w*(?:\\1)?', '\\s*[a-z]+'])(
    'that cannot be judged counts as narrower: %s',
    (unjudged) => {
      expect(pattern({ AllowedPattern: 'abc' }, { AllowedPattern: unjudged })).toBe('major');
    },
  );
});

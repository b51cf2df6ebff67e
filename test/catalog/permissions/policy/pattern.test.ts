import fc from 'fast-check';
import { arnParts, covers, literally, matches, wildcards } from '../../../../catalog/permissions/policy/pattern';

const patternText = fc.string({ unit: fc.constantFrom('a', 'b', ':', '*', '?'), maxLength: 8 });
const plainText = fc.string({ unit: fc.constantFrom('a', 'b', ':', '.'), maxLength: 8 });

/** The slow and plain way to say what wildcards mean. */
function matchesPlainly(pattern: string, text: string): boolean {
  const [head, ...rest] = pattern;
  if (head === undefined) return text === '';
  if (head === '*') {
    return Array.from({ length: text.length + 1 }, (_, skipped) => text.slice(skipped)).some((left) =>
      matchesPlainly(rest.join(''), left),
    );
  }
  return text !== '' && (head === '?' || head === text[0]) && matchesPlainly(rest.join(''), text.slice(1));
}

/** Every text of these letters up to this length. */
function words(letters: string, length: number): string[] {
  if (length === 0) return [''];
  return ['', ...[...letters].flatMap((letter) => words(letters, length - 1).map((rest) => letter + rest))];
}

describe('a pattern', () => {
  it.each([
    ['*', '', true],
    ['ec2:Describe*', 'ec2:DescribeVpcs', true],
    ['ec2:Describe*', 'ec2:CreateVpc', false],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a.c', 'abc', false],
    ['a*b*c', 'axxbyybc', true],
    ['a*b*c', 'axxbyyb', false],
  ])('"%s" and "%s": %s', (pattern, text, expected) => {
    expect(matches(wildcards(pattern), text)).toBe(expected);
  });

  it('means what its wildcards mean', () => {
    fc.assert(
      fc.property(patternText, plainText, (pattern, text) => {
        expect(matches(wildcards(pattern), text)).toBe(matchesPlainly(pattern, text));
      }),
    );
  });

  it('of a literal text matches that text only, wildcard characters and all', () => {
    expect(matches(literally('a*'), 'a*')).toBe(true);
    expect(matches(literally('a*'), 'ab')).toBe(false);
  });

  it('covers another only if it matches all that the other does', () => {
    const texts = words('ab', 4);
    const patterns = words('a*?', 3).map((text) => ({ text, pattern: wildcards(text) }));
    const wrong = patterns.flatMap((outer) =>
      patterns
        .filter((inner) => covers(outer.pattern, inner.pattern))
        .filter((inner) => texts.some((text) => matches(inner.pattern, text) && !matches(outer.pattern, text)))
        .map((inner) => `${outer.text} does not cover ${inner.text}`),
    );
    expect(wrong).toEqual([]);
  });

  it.each([
    ['arn:aws:s3:::a*', 'arn:aws:s3:::ab*', true],
    ['arn:aws:s3:::ab*', 'arn:aws:s3:::a*', false],
    ['*', 'arn:aws:s3:::?', true],
    ['a?', 'a*', false],
  ])('"%s" covers "%s": %s', (outer, inner, expected) => {
    expect(covers(wildcards(outer), wildcards(inner))).toBe(expected);
  });

  it('of an ARN has six parts, the last with its colons', () => {
    const parts = arnParts(wildcards('arn:aws:logs:*:1:log-group:a:*'));
    expect(parts?.map((part) => part.map((each) => (typeof each === 'string' ? each : '*')).join(''))).toEqual([
      'arn',
      'aws',
      'logs',
      '*',
      '1',
      'log-group:a:*',
    ]);
    expect(arnParts(wildcards('arn:aws:s3'))).toBeUndefined();
  });
});

import type { Json, JsonObject } from '../../catalog/template';
import type { Random } from '../sandbox/random';
import { TEXTS } from '../sandbox/random-values';

/** Characters that a mutation may make of an input: beyond the bounds of what reads them, and small enough to make by the thousand. */
const MOST = 1_500_000;

/** Words that have a meaning to one of those who read. */
const WORDS = [
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'Ref',
    'Fn::Sub',
    'Fn::If',
    'Fn::ForEach::A',
    'Fn::GetAtt',
  ],
  ...['Fn::Transform', 'AWS::NoValue', 'AWS::LanguageExtensions', 'Resources', 'Properties', 'Condition', 'Type'],
  ...[
    '!Ref ',
    '!Sub ',
    '!GetAtt ',
    '&a ',
    '*a',
    '<<: *a',
    '---\n',
    '? ',
    '|',
    '>',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    ',',
    ': ',
  ],
  ...[
    '{{ ',
    ' }}',
    '{% ',
    ' %}',
    '{% for i in [1,2,3] %}',
    '{% endfor %}',
    '{% if x %}',
    '{% endif %}',
    '{% set a = a ~ a %}',
  ],
  ...[
    '${A}',
    '${!',
    '${',
    '(a+)+$',
    '[z-a]',
    '(',
    '^(?=x)',
    '\\',
    '\u001b[2J',
    '\u0000',
    '\r\n',
    '\n',
    '\t',
    '\ud800',
    '\u202e',
  ],
  ...[
    '1e999',
    '-1',
    '0x10',
    '0777',
    '1_000',
    'yes',
    '~',
    'null',
    'NaN',
    '.inf',
    '2001-01-01',
    'arn:aws:',
    '%zz',
    '<a>',
    ']]>',
  ],
];

function hostileText(random: Random): string {
  return random.chance(80) ? random.pick(WORDS) : random.pick(TEXTS);
}

function hostileValue(random: Random): Json {
  const kind = random.number(10);
  if (kind === 0) return null;
  if (kind === 1) return random.chance(50);
  if (kind === 2) return random.pick([0, -1, 1.5, 1e308, 2 ** 53, 2 ** 31, 1e-7]);
  if (kind === 3)
    return random.pick<Json>([[], {}, [[]], [null], { Ref: 'A' }, { 'Fn::Sub': '${A}' }, { 'Fn::If': ['A', 1, 2] }]);
  if (kind === 4) return nested(random.number(400), random.chance(50));
  if (kind === 5)
    return hostileText(random)
      .repeat(1 + random.number(50))
      .slice(0, 10_000);
  return hostileText(random);
}

function nested(depth: number, inList: boolean): Json {
  return Array.from({ length: depth }).reduce<Json>((inner) => (inList ? [inner] : { 'Fn::Not': [inner] }), 'x');
}

/** Mutates a text: a few places of it are cut, doubled, moved, or something hostile is put there. */
export function mutateText(text: string, random: Random): string {
  return turns(random).reduce((now) => mutateOnce(now, random).slice(0, MOST), text);
}

function turns(random: Random): number[] {
  return Array.from({ length: 1 + random.number(3) }, (_, index) => index);
}

function mutateOnce(text: string, random: Random): string {
  const [from, to] = [random.number(text.length + 1), random.number(text.length + 1)].sort((a, b) => a - b) as [
    number,
    number,
  ];
  const near = Math.min(to, from + 1 + random.number(40));
  const part = text.slice(from, near);
  const [before, after] = [text.slice(0, from), text.slice(near)];
  switch (random.number(9)) {
    case 0:
      return before + after;
    case 1:
      return before + part + part + after;
    case 2:
      return before + hostileText(random) + part + after;
    case 3:
      return before + hostileText(random) + after;
    case 4:
      return before + part.repeat(random.pick([3, 50, 2_000])) + after;
    case 5:
      return before;
    case 6:
      return swapLines(text, random);
    case 7:
      return text.replace(random.pick(text.match(/\w+/g) ?? ['']), () => hostileText(random));
    default:
      return before + String.fromCharCode((part.charCodeAt(0) || 0) ^ (1 << random.number(7))) + part.slice(1) + after;
  }
}

function swapLines(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, other] = [random.number(lines.length), random.number(lines.length)];
  return lines.map((line, at) => (at === one ? lines[other] : at === other ? lines[one] : line)).join('\n');
}

/** Mutates bytes: a few of them are other ones, are cut out or doubled. */
export function mutateBytes(bytes: Buffer, random: Random): Buffer {
  return turns(random).reduce((now) => {
    const at = random.number(now.length + 1);
    const end = Math.min(now.length, at + 1 + random.number(600));
    switch (random.number(4)) {
      case 0:
        return Buffer.concat([now.subarray(0, at), now.subarray(end)]);
      case 1:
        return Buffer.concat([now.subarray(0, end), now.subarray(at)]);
      case 2:
        return Buffer.concat([now.subarray(0, at), random.buffer(30), now.subarray(Math.min(now.length, at + 30))]);
      default:
        return Buffer.concat([now.subarray(0, at), Buffer.from([random.number(256)]), now.subarray(at + 1)]);
    }
  }, bytes);
}

/** Mutates a value: a few places of it hold something else, are gone, or have another key. */
export function mutateValue(value: Json, random: Random): Json {
  return turns(random).reduce<Json>((now) => changed(now, random.number(sizeOf(now)), random), value);
}

function sizeOf(value: Json): number {
  return 1 + childrenOf(value).reduce<number>((sum, child) => sum + sizeOf(child), 0);
}

function childrenOf(value: Json): readonly Json[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}

/** The value with its place of a number, counted depth first, changed. */
function changed(value: Json, place: number, random: Random): Json {
  if (place === 0) return replacement(value, random);
  let left = place - 1;
  const inner = (child: Json): Json => {
    const size = sizeOf(child);
    const here = left >= 0 && left < size;
    const result = here ? changed(child, left, random) : child;
    left -= size;
    return result;
  };
  if (Array.isArray(value)) return value.map(inner);
  return Object.fromEntries(Object.entries(value as JsonObject).map(([key, child]) => [key, inner(child)]));
}

function replacement(value: Json, random: Random): Json {
  const kind = random.number(10);
  if (kind < 3 && typeof value === 'object' && value !== null) return reshaped(value, random);
  if (kind < 5 && typeof value === 'string') return mutateText(value, random);
  if (kind === 5) return [value];
  if (kind === 6) return { [hostileText(random)]: value };
  return hostileValue(random);
}

/** A list or object with a member gone, doubled, or under another key. */
function reshaped(value: Exclude<Json, string | number | boolean | null>, random: Random): Json {
  if (Array.isArray(value)) {
    const at = random.number(value.length + 1);
    return random.chance(50)
      ? value.toSpliced(at, 1)
      : value.toSpliced(at, 0, random.pick([...value, hostileValue(random)]));
  }
  const entries = Object.entries(value);
  const at = random.number(entries.length + 1);
  const [key = 'a', item = null] = entries[at] ?? [];
  const other = random.chance(50)
    ? hostileText(random).slice(0, 300)
    : random.pick([...entries.map(([name]) => name), 'b']);
  return Object.fromEntries(
    random.chance(40)
      ? entries.toSpliced(at, 1)
      : entries.toSpliced(at, random.number(2), [other, random.chance(50) ? item : hostileValue(random)], [key, item]),
  );
}

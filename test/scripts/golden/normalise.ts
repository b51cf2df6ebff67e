import { stripVTControlCharacters } from 'node:util';

/** Texts of this run with the words that stand for them: a folder, an endpoint. */
export type KnownTexts = Readonly<Record<string, string>>;

const TIME = /\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** Day of the snapshot of prices, in a text or in JSON: it may be today's. */
const PRICE_DATE = /(us-east-1 of |"region": "us-east-1",\s+"date": ")20\d\d-\d\d-\d\d/g;

const AGE = /\b\d+ days? old\b/g;

/** Patterns of what AWS makes anew each time, each with the word that stands for it. */
const KINDS: readonly (readonly [string, RegExp])[] = [
  ['endpoint', /\bhttp:\/\/(?:127\.0\.0\.1|0\.0\.0\.0):(?!4566\b)\d{4,5}\b/g],
  ['record', /\brec-[a-z2-7]{13}\b/g],
  ['launched', /\bpp-[a-z2-7]{13}\b/g],
  ['version', /\bpa-[a-z2-7]{13}\b/g],
  ['portfolio', /\bport-[a-z2-7]{13}\b/g],
  ['product', /\bprod-[a-z2-7]{13}\b/g],
  ['path', /\blpv3-[a-z2-7]{13}\b/g],
  ['plan', /\bplan-[a-z2-7]{13}\b/g],
  ['uuid', /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g],
  ['resource', /\b(?:[a-z]+-)(?:[0-9a-f]{17}|[0-9a-f]{8})\b/g],
  ['address', /\b52(?:\.\d{1,3}){3}\b/g],
  ['zone', /\bZ[0-9A-Z]{13,20}\b/g],
  ['suffix', /(?<=-)(?!\d{12}\b)[A-Z0-9]{12}\b/g],
];

/**
 * A text without what differs from run to run: colours go, known texts and made ids become words in angle brackets, the
 * same id the same word wherever it stands (`<record 1>`).
 */
export function normaliser(known: KnownTexts): (text: string) => string {
  const numbers = new Map<string, string>();
  const counts = new Map<string, number>();
  const wordOf = (kind: string, found: string): string => {
    const key = `${kind} ${found}`;
    const seen = numbers.get(key);
    if (seen !== undefined) return seen;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    const word = `<${kind} ${count}>`;
    numbers.set(key, word);
    return word;
  };
  return (text) => {
    let plain = stripVTControlCharacters(text).replace(TIME, '<time>').replace(AGE, '<age> old');
    plain = plain.replace(PRICE_DATE, '$1<price date>');
    for (const [found, word] of Object.entries(known)) plain = plain.replaceAll(found, `<${word}>`);
    for (const [kind, pattern] of KINDS) plain = plain.replace(pattern, (found) => wordOf(kind, found));
    return plain;
  };
}

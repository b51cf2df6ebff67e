import fc from 'fast-check';
import { jsonFault } from '../../../catalog/template/json-fault';

describe('the place of a fault', () => {
  it.each([
    ['a comma too many in an object', '{"a": 1,}', 8],
    ['a comma too many in a list', '[1,]', 3],
    ['a missing comma', '{"a": 1 "b": 2}', 8],
    ['a missing colon', '{"a" 1}', 5],
    ['a key without quotes', '{a: 1}', 1],
    ['a word that is no value', '{"a": True}', 6],
    ['a number that begins with 0', '[012]', 2],
    ['a text that breaks off at the line’s end', '{"a": "b\n"}', 8],
    ['an escape that there is none of', '["\\x"]', 2],
    ['a text that ends too early', '{"a": [1, 2', 11],
    ['something behind', '{} {}', 3],
    ['nothing', ' ', 1],
    ['the wrong bracket', '{"a": [1}', 8],
    ['a comment', '{\n  // note\n}', 4],
  ])('is found: %s', (_, text, offset) => {
    expect(() => JSON.parse(text)).toThrow();
    expect(jsonFault(text)).toBe(offset);
  });

  it('is the end of whatever is JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(jsonFault(text)).toBe(text.length);
      }),
    );
  });

  it('is found in whatever is not JSON, where a character was taken out', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), (text, place) => {
        const at = place % text.length;
        const broken = text.slice(0, at) + text.slice(at + 1);
        try {
          JSON.parse(broken);
        } catch {
          const fault = jsonFault(broken);
          expect(fault).toBeLessThanOrEqual(broken.length);
          // What comes before the fault can still become JSON, so it isn't later than the hole by more than what follows.
          expect(fault < broken.length || !isJson(broken)).toBe(true);
        }
      }),
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

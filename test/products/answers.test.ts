import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ANSWER_EFFECTS } from '../../catalog/comparison/answer-effects';
import { EFFECT_WORDS } from '../../catalog/product/answer-table';
import { products } from '../../products';

/** Kinds of effects that AWS's pages let expect, by product, parameter and change; written by hand. */
const expected: Readonly<Record<string, Judged>> = parse(readFileSync(join(__dirname, 'judged-answers.yaml'), 'utf8'));

type Judged = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

/**
 * Rows of the table in a README, with the kinds of effects alone. `readme.test.ts` holds that the comparison says just what
 * the table does.
 */
function toldIn(readme: string): Judged {
  const table = /### What another answer does\n([\s\S]*?)\n### /.exec(readme)?.[1] ?? '';
  const told: Record<string, string | Record<string, string>> = {};
  for (const [, name = '', change = '', effects = ''] of table.matchAll(/^\| `(\w+)` \| (.*) \| (.*) \|$/gm)) {
    const kinds = kindsIn(effects);
    if (change === 'any') {
      told[name] = kinds;
      continue;
    }
    const known = told[name];
    const changes: Record<string, string> = typeof known === 'object' ? { ...known } : {};
    for (const one of change.split(', ')) changes[one.replaceAll('`', '')] = kinds;
    told[name] = changes;
  }
  return told;
}

function kindsIn(effects: string): string {
  const kinds = effects.split('; ').map((effect) => {
    const kind = ANSWER_EFFECTS.find((one) => effect.startsWith(`${EFFECT_WORDS[one]} `));
    const type = / \((dev|prod)\)$/.exec(effect)?.[0] ?? '';
    return kind === undefined ? effect : `${kind}${type}`;
  });
  return kinds.join(', ');
}

describe('another answer, in what runs', () => {
  it.each(products)('does in $id what was judged, of every parameter, and its README says so', ({ id, parameters }) => {
    const readme = readFileSync(join(__dirname, '../../products', id, 'README.md'), 'utf8');
    const told = toldIn(readme);
    const names = Object.values(parameters).flatMap((group) => Object.keys(group));
    expect(Object.keys(told)).toEqual(names);
    expect(told).toEqual(expected[id]);
  });

  it('was judged of nothing that is not there', () => {
    expect(Object.keys(expected).sort()).toEqual(products.map(({ id }) => id).sort());
  });
});

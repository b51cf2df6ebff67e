import fc from 'fast-check';
import { pairwiseAnswers, valuewiseAnswers } from '../../../catalog/product/answers';
import { smallProduct } from './small-product';

const text = { label: '', description: '', constraintDescription: '' };
const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1 });

describe('pairwise answers', () => {
  it('try every pair of values of two parameters', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 2, maxLength: 5 }), (lists) => {
        const questions = Object.fromEntries(
          lists.map((allowedValues, index) => [`P${index}`, { ...text, allowedValues }]),
        );
        const rows = pairwiseAnswers(smallProduct({ parameters: { Questions: questions } }));
        lists.forEach((ones, i) => {
          lists.slice(i + 1).forEach((others, offset) => {
            for (const one of ones) {
              for (const other of others) {
                expect(rows).toContainEqual(expect.objectContaining({ [`P${i}`]: one, [`P${i + 1 + offset}`]: other }));
              }
            }
          });
        });
      }),
      { numRuns: 25 },
    );
  });

  it('are far fewer than all combinations', () => {
    const questions = Object.fromEntries(
      Array.from({ length: 8 }, (_, index) => [`P${index}`, { ...text, allowedValues: ['a', 'b', 'c'] }]),
    );
    expect(pairwiseAnswers(smallProduct({ parameters: { Questions: questions } })).length).toBeLessThan(30);
  });

  it('try the default and the example of a free answer', () => {
    const rows = pairwiseAnswers(
      smallProduct({ parameters: { Free: { Domain: { ...text, default: '', example: 'example.com' } } } }),
    );
    expect(new Set(rows.map(({ Domain }) => Domain))).toEqual(new Set(['', 'example.com']));
  });
});

describe('valuewise answers', () => {
  it('try every value, in as many ways as the longest list has values', () => {
    fc.assert(
      fc.property(fc.array(list, { minLength: 1, maxLength: 5 }), (lists) => {
        const questions = Object.fromEntries(
          lists.map((allowedValues, index) => [`P${index}`, { ...text, allowedValues }]),
        );
        const rows = valuewiseAnswers(smallProduct({ parameters: { Questions: questions } }));
        // The four environment types are an answer too.
        expect(rows).toHaveLength(Math.max(4, ...lists.map(({ length }) => length)));
        lists.forEach((values, index) => {
          expect(new Set(rows.map((row) => row[`P${index}`]))).toEqual(new Set(values));
        });
      }),
      { numRuns: 25 },
    );
  });

  it('are not all first values together', () => {
    const questions = { A: { ...text, allowedValues: ['no', 'yes'] }, B: { ...text, allowedValues: ['no', 'yes'] } };
    const rows = valuewiseAnswers(smallProduct({ parameters: { Questions: questions } }));
    expect(new Set(rows.map(({ A, B }) => `${A} ${B}`))).toEqual(new Set(['no yes', 'yes no']));
  });
});

import { type Answers, pairwiseAnswers } from '../product/answers';
import type { Product } from '../product/define-product';
import type { Template } from '../template';
import { compareTemplates } from './compare';
import { byGravity, type Comparison, largestBump } from './comparison';

/**
 * Comparison of two versions of a product, with the answers that its form invites: the usual ones,
 * each other answer by itself, and every pair of answers, so that what hides behind an option counts.
 *
 * @param before the older version
 */
export function compareProductVersions(
  product: Pick<Product, 'parameters'>,
  before: Template,
  after: Template,
): Comparison {
  const usual = compareTemplates(before, after);
  const answers: readonly Answers[] = pairwiseAnswers(product);
  const paired = compareTemplates(before, after, { answers });
  const key = (change: Comparison['changes'][number]) =>
    JSON.stringify([change.logicalId, change.type, change.property, change.effect, change.bump, change.losesData]);
  const known = new Set(usual.changes.map(key));
  const added = paired.changes
    .filter((change) => !known.has(key(change)))
    .map((change) => ({ ...change, why: `${change.why} Only with a combination of answers.` }));
  const changes = [...usual.changes, ...added].sort(byGravity);
  return {
    bump: largestBump(changes.map(({ bump }) => bump)),
    losesData: changes.some(({ losesData }) => losesData),
    changes,
  };
}

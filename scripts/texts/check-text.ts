import type { Product } from '../../catalog/product';
import type { BrokenRule, CheckedContract } from '../../operations/project/check-product';
import { remedyText } from '../terminal/remedy-text';
import { indented } from '../terminal/wrapped';

/** Findings of one rule that are shown; a slip at one place often shows at many. */
const SHOWN = 12;

/** Contract as `--json` prints it. */
export function checkedJson({ contract, exempt, broken }: CheckedContract, product: Product) {
  return {
    contract: contract.subject,
    kept: broken.length === 0,
    rules: contract.rules.length,
    exempt: exempt.map(({ title }) => title),
    broken: broken.map(({ rule, findings }) => ({
      ...{ rule: rule.title, findings, advice: rule.advice(product) },
      ...(rule.remedy && { remedy: remedyText(rule.remedy(product)) }),
    })),
  };
}

/**
 * Text of a contract that a product was held to: a line, and what is found with what to do about it.
 *
 * @param columns that its lines may have
 */
export function checkedText({ contract, exempt, broken }: CheckedContract, product: Product, columns: number): string {
  const { subject, rules } = contract;
  const held = rules.length - exempt.length;
  const count = exempt.length === 0 ? `${held}` : `${held} of ${rules.length}, the others hold for own templates only`;
  if (broken.length === 0) return `ok  ${subject} (${count})`;
  return [`NO  ${subject}`, ...broken.flatMap((each) => brokenTexts(each, product, columns))].join('\n');
}

function brokenTexts({ rule, findings }: BrokenRule, product: Product, columns: number): string[] {
  const more = findings.length - SHOWN;
  const advice = rule.remedy ? `${rule.advice(product)} ${remedyText(rule.remedy(product))}` : rule.advice(product);
  return [
    indented(`${product.id} must be one that ${rule.title}:`, 4, columns),
    ...findings.slice(0, SHOWN).map((finding) => indented(finding, 6, columns)),
    ...(more > 0 ? [indented(`and ${more} more; --json has all`, 6, columns)] : []),
    indented(`→ ${advice}`, 4, columns),
  ];
}

import type { TemplateChange } from '../../catalog/comparison';
import { isOlder } from '../../operations/upgrade/choose-update';
import { stopsOf } from '../../operations/upgrade/gate';
import type { ProductPlan } from '../../operations/upgrade/product-plan';
import type { ResourcePlan } from '../../operations/upgrade/resource-plan';
import type { PlannedUpdate } from '../../operations/upgrade/update-plan';
import { table } from '../terminal/table';

/** What updates do, for people: the gravest last, where it is read. */
export function planText(updates: readonly PlannedUpdate[]): string {
  return updates.flatMap(({ products }) => products.map(productText)).join('\n\n');
}

function productText(plan: ProductPlan): string {
  const { name, tier, product, from, to, notes, remarks, source, isCompared, resources, form } = plan;
  const within = tier === undefined ? '' : `, ${tier} of its environment`;
  const shown = resources.filter((resource) => !isQuiet(resource)).sort((one, other) => rank(one) - rank(other));
  const quiet = resources.length - shown.length;
  const asked = form.filter(({ effect }) => effect !== 'none');
  const nothing = resources.length === 0 && asked.length === 0 ? ['No resource changes.'] : [];
  return [
    `${name}${within}: ${product} ${from === to ? from : `${from} → ${to}`}`,
    ...notes.flatMap(({ version, date, notes: text, upgradeNotes }) =>
      isOlder(to, from)
        ? [`  Takes back ${version} (${date}): ${indented(text)}`]
        : [
            `  ${version} (${date}): ${indented(text)}`,
            ...upgradeNotes.map((note) => `  Upgrading to ${version}: ${indented(note)}`),
          ],
    ),
    ...remarks.map((remark) => `  ${remark}`),
    ...(shown.length > 0
      ? [
          table(
            headings(source),
            shown.map((resource) => cells(resource, isCompared)),
          ),
        ]
      : []),
    ...(quiet > 0 ? [`Resources in place for tags or references, or only written differently: ${quiet}.`] : []),
    ...(asked.length > 0 ? [table(['FORM AND OUTPUTS', 'KIND', 'WHAT'], asked.map(formCells))] : []),
    ...nothing,
  ].join('\n');
}

function headings(source: ProductPlan['source']): string[] {
  return ['RESOURCE', 'TYPE', source === 'aws' ? "AWS'S PLAN" : 'AS AWS WOULD PLAN', 'OUR COMPARISON', 'VERDICT'];
}

/**
 * Whether nothing is worth saying of a resource: it changes in place for its tags, as everything does with the version, or
 * what it refers to; or it is only written differently, which is nothing to AWS.
 */
function isQuiet({ aws, ours, verdict }: ResourcePlan): boolean {
  if (verdict !== 'passes') return false;
  return aws === undefined ? ours.every(({ effect }) => effect === 'none') : aws === 'none' && ours.length === 0;
}

function rank({ verdict, aws }: ResourcePlan): number {
  const verdicts = ['passes', 'allowed', 'stops'];
  const effects = [undefined, 'none', 'addition', 'perhaps replacement', 'replacement', 'removal'];
  return verdicts.indexOf(verdict) * effects.length + effects.indexOf(aws);
}

function cells({ logicalId, type, aws, awsNames, ours, verdict, note }: ResourcePlan, isCompared: boolean): string[] {
  const because = awsNames.length > 0 ? `: ${awsNames.join(', ')}` : '';
  const byAws = aws === undefined ? 'not named' : `${effectNames[aws]}${because}`;
  const [gravest] = ours;
  const unseen = isCompared ? 'no change' : 'unknown';
  const byUs = gravest ? `${effectNames[gravest.effect]}: ${propertiesOf(ours)}` : unseen;
  const judged = { passes: '', allowed: 'allowed by name', stops: 'STOPS' }[verdict];
  return [logicalId, type, byAws, byUs, [judged, note].filter(Boolean).join('; ')];
}

const effectNames: Readonly<Record<TemplateChange['effect'] | NonNullable<ResourcePlan['aws']>, string>> = {
  none: 'in place',
  interruption: 'interruption',
  replacement: 'replacement',
  'perhaps replacement': 'perhaps replacement',
  removal: 'removal',
  addition: 'addition',
  failure: 'AWS refuses it',
  interface: 'interface',
};

function propertiesOf(changes: readonly TemplateChange[]): string {
  return [...new Set(changes.map(({ property }) => property ?? 'the resource'))].join(', ');
}

function formCells({ logicalId, type, property, why }: TemplateChange): string[] {
  return [[logicalId ?? 'the template', property].filter(Boolean).join('.'), type ?? '', why];
}

function indented(text: string): string {
  return text.trim().replace(/\n+/g, '\n    ');
}

/** What updates do, for machines. */
export function planJson(updates: readonly PlannedUpdate[]) {
  return updates.map(({ wanted, products }) => {
    const [own, ...tiers] = products;
    const { direction } = wanted.choice;
    return { ...own, direction, tiers, stops: stopsOf(products) };
  });
}

import type { TemplateChange } from '../../catalog/comparison';
import { namingStops } from '../../operations/agreement';
import type { EndedUpdate } from '../../operations/upgrade/carry-out-step';
import { isOlder } from '../../operations/upgrade/choose-update';
import { stopsOf } from '../../operations/upgrade/gate';
import type { ProductUpdate } from '../../operations/upgrade/judge-product';
import type { ResourceVerdict } from '../../operations/upgrade/judge-resources';
import type { UpdateStep } from '../../operations/upgrade/plan-step';
import type { UpdatesPlan } from '../../operations/upgrade/plan-updates';
import type { UpdateRequest } from '../../operations/upgrade/request-update';
import { optionsText } from '../terminal/remedy-text';
import { table } from '../terminal/table';

/** Text of updates that were planned and go no further: what they would do, and what to name to let it happen. */
export function updatesText({ wish: { name }, steps, effective }: UpdatesPlan): string {
  if (effective.length === 0) return upToDate(name);
  const stops = stopsOf(steps.flatMap(({ products }) => products));
  const naming = optionsText(namingStops(stops));
  const gate = stops.length > 0 ? `\n\nThis would stop at what is marked STOPS. To let it happen: ${naming}` : '';
  return `${stepsText(steps)}${gate}`;
}

/** Text where nothing is to be updated. */
export function upToDate(name: string): string {
  return `${name}: there is nothing to update; what runs is what was asked for.`;
}

/** Text of the effects of updates: the gravest last, where it is read. */
export function stepsText(steps: readonly UpdateStep[]): string {
  return steps.flatMap(({ request, products }) => [...products.map(productText), ...onwardTexts(request)]).join('\n\n');
}

/** Text of updates that were carried out, or begun. */
export function endedText(updates: readonly EndedUpdate[]): string {
  return updates
    .map(({ name, version, record, status }) =>
      status === 'UNDER_CHANGE'
        ? `${name} is being updated to ${version} (record ${record}); "npm run catalog -- status ${name}" says how it is.`
        : `${name} is ${status} (${version}, record ${record}).`,
    )
    .join('\n');
}

/** Updates as `--json` prints them. */
export function updatesJson({ steps }: UpdatesPlan) {
  return steps.map(({ request, products }) => {
    const [own, ...tiers] = products;
    const { direction, onward } = request.choice;
    const versions = onward?.map(({ version }) => version);
    return { ...own, direction, tiers, stops: stopsOf(products), ...(versions && { onward: versions }) };
  });
}

/** Texts of the versions that follow the first step on the way. */
function onwardTexts({ choice: { version, onward = [] }, change }: UpdateRequest): string[] {
  return onward.map((next, index) => {
    const from = onward[index - 1]?.version ?? version;
    const turn = `planned by AWS and judged once ${from} runs, since a tier would lose what another imports`;
    return `${change.running.name}, then: ${from} → ${next.version}: ${turn}.`;
  });
}

function productText(update: ProductUpdate): string {
  const { name, tier, product, from, to, notes, remarks, source, isCompared, resources, form, oneWay = [] } = update;
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
    ...oneWay.map(({ logicalId = name, why, isAccepted }) => {
      const verdict = isAccepted ? 'accepted by name' : 'STOPS';
      return `  No way back (${verdict}): ${logicalId} ${why}`;
    }),
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

function headings(source: ProductUpdate['source']): string[] {
  return ['RESOURCE', 'TYPE', source === 'aws' ? "AWS'S PLAN" : 'AS AWS WOULD PLAN', 'OUR COMPARISON', 'VERDICT'];
}

/**
 * Whether nothing is worth saying of a resource: it changes in place for its tags, as everything does with the version, or
 * what it refers to; or it is only written differently, which is nothing to AWS.
 */
function isQuiet({ aws, ours, verdict }: ResourceVerdict): boolean {
  if (verdict !== 'passes') return false;
  return aws === undefined ? ours.every(({ effect }) => effect === 'none') : aws === 'none' && ours.length === 0;
}

function rank({ verdict, aws }: ResourceVerdict): number {
  const verdicts = ['passes', 'allowed', 'stops'];
  const effects = [undefined, 'none', 'addition', 'perhaps replacement', 'replacement', 'removal'];
  return verdicts.indexOf(verdict) * effects.length + effects.indexOf(aws);
}

function cells(
  { logicalId, type, aws, awsNames, ours, verdict, note }: ResourceVerdict,
  isCompared: boolean,
): string[] {
  const because = awsNames.length > 0 ? `: ${awsNames.join(', ')}` : '';
  const byAws = aws === undefined ? 'not named' : `${effectNames[aws]}${because}`;
  const [gravest] = ours;
  const unseen = isCompared ? 'no change' : 'unknown';
  const byUs = gravest ? `${effectNames[gravest.effect]}: ${propertiesOf(ours)}` : unseen;
  const judged = { passes: '', allowed: 'allowed by name', stops: 'STOPS' }[verdict];
  return [logicalId, type, byAws, byUs, [judged, note].filter(Boolean).join('; ')];
}

const effectNames: Readonly<Record<TemplateChange['effect'] | NonNullable<ResourceVerdict['aws']>, string>> = {
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

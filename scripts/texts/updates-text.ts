import type { TemplateChange } from '../../catalog/comparison';
import { namingStops } from '../../operations/agreement';
import type { UpdateCost } from '../../operations/cost/cost-of-updates';
import type { EndedUpdate } from '../../operations/upgrade/carry-out-step';
import { isOlder } from '../../operations/upgrade/choose-update';
import { refusalsOf, stopsOf } from '../../operations/upgrade/gate';
import type { ProductUpdate } from '../../operations/upgrade/judge-product';
import type { ResourceVerdict } from '../../operations/upgrade/judge-resources';
import type { UpdateStep } from '../../operations/upgrade/plan-step';
import type { UpdatesPlan, UpdatesWish } from '../../operations/upgrade/plan-updates';
import { messageText, optionsText, remedyText } from '../terminal/remedy-text';
import { table } from '../terminal/table';
import { differenceText, lacking } from './cost-difference-text';

/**
 * Text of updates that were planned and go no further: what they would do, and what to name to let it happen.
 *
 * @param room columns of the terminal. @default - a row is a line, as long as it is
 */
export function updatesText({ wish, steps, effective }: UpdatesPlan, room?: number): string {
  if (effective.length === 0) return upToDate(wish);
  const products = steps.flatMap((step) => step.products);
  const stops = stopsOf(products);
  const naming = optionsText(namingStops(stops));
  const gate = stops.length > 0 ? `\n\nThis would stop at what is marked STOPS. To let it happen: ${naming}` : '';
  const refusals = refusalsOf(products).map(
    ({ resource, why, remedy }) => `\n  ${resource} ${messageText(why, remedy && [remedy])}`,
  );
  const refused =
    refusals.length > 0
      ? `\n\nThis would be refused half-way, or may not be, so it is not begun:${refusals.join('')}`
      : '';
  return `${stepsText(steps, room)}${refused || gate}`;
}

/** Text of what updates change in what things cost, a paragraph each. */
export function updateCostsText(costs: ReadonlyMap<string, UpdateCost>): string {
  const texts = [...costs].map(([name, cost]) => {
    const label = costs.size > 1 ? `Cost of ${name}` : 'Cost';
    return 'why' in cost ? `${label}: not known, since ${cost.why}` : differenceText(cost, label);
  });
  const told = [...costs.values()].flatMap((cost) => ('why' in cost ? [] : [cost]));
  return [...texts, ...lacking(told)].join('\n');
}

/** Text where nothing is to be updated. */
export function upToDate({ name, intent }: Pick<UpdatesWish, 'name' | 'intent'>): string {
  const answers =
    intent === 'rollback' ? ' Answers are taken back one by one, with -p: AWS keeps none of those before.' : '';
  return `${name}: there is nothing to update; what runs is what was asked for.${answers}`;
}

/**
 * Text of the effects of updates: the gravest last, where it is read.
 *
 * @param room columns of the terminal. @default - a row is a line, as long as it is
 */
export function stepsText(steps: readonly UpdateStep[], room?: number): string {
  const texts = steps.flatMap((step, index) => [
    ...stepTitle(steps, index),
    ...step.products.map((update) => productText(update, room)),
  ]);
  return texts.join('\n\n');
}

/** Title of a step where there are several of one product: which one it is, and who says what it does. */
function stepTitle(steps: readonly UpdateStep[], index: number): string[] {
  const { name, version } = steps[index]?.request.change.running ?? {};
  const isWay = steps.filter(({ request }) => request.change.running.name === name).length > 1;
  if (!isWay) return [];
  const said =
    steps[index]?.plan === 'later'
      ? `foreseen here; AWS plans it, and it is judged again, once ${version} runs`
      : 'planned by AWS';
  return [`Step ${index + 1} of ${steps.length}: ${said}`];
}

/** Text of updates that were carried out, or begun. */
export function endedText(updates: readonly EndedUpdate[]): string {
  return updates
    .map(({ name, version, record, status, takeBack }) => {
      const told =
        status === 'UNDER_CHANGE'
          ? `${name} is being updated to ${version} (record ${record}); "npm run catalog -- watch ${name}" follows it.`
          : `${name} is ${status} (${version}, record ${record}).`;
      if (!takeBack) return told;
      const isWay = takeBack.do === 'verb' && takeBack.verb === 'rollback' && takeBack.options?.to !== undefined;
      return `${told}\n  ${isWay ? 'What ran before comes' : 'Its answers before come'} back by: ${remedyText(takeBack)}`;
    })
    .join('\n');
}

/** Updates as `--json` prints them: each product with its first step, with all where it has several, and its cost where that is known. */
export function updatesJson({ steps }: UpdatesPlan, costs?: ReadonlyMap<string, UpdateCost>) {
  const nameOf = ({ request }: UpdateStep) => request.change.running.name;
  const firsts = steps.filter((step, index) => steps.findIndex((other) => nameOf(other) === nameOf(step)) === index);
  return firsts.map((first) => {
    const { onward } = first.request.choice;
    const versions = onward?.map(({ version }) => version);
    return {
      ...stepJson(first),
      ...(versions && { onward: versions }),
      steps: steps.filter((step) => nameOf(step) === nameOf(first)).map(stepJson),
      ...(costs?.has(nameOf(first)) && { cost: costs.get(nameOf(first)) }),
    };
  });
}

function stepJson({ request, products }: UpdateStep) {
  const [own, ...tiers] = products;
  const { direction } = request.choice;
  return { ...own, direction, tiers, stops: stopsOf(products), refusals: refusalsOf(products) };
}

function productText(update: ProductUpdate, room: number | undefined): string {
  const { name, tier, product, from, to, notes, remarks, isCompared, resources, form } = update;
  const { answers, oneWay = [] } = update;
  const within = tier === undefined ? '' : `, ${tier} of its environment`;
  const shown = resources
    .filter((resource) => !isQuiet(resource, isCompared))
    .sort((one, other) => rank(one) - rank(other));
  const quiet = resources.length - shown.length;
  const asked = form.filter(({ effect }) => effect !== 'none');
  const losses = shown.flatMap(lossesText);
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
    ...answers.map((answer) => `  ${answer.name}: ${answer.before || '(empty)'} → ${answer.after || '(empty)'}`),
    ...resourceTable(update, shown, room),
    ...losses,
    ...(quiet > 0 ? [`Resources of which nothing changes but tags, or how they are written: ${quiet}.`] : []),
    ...formTable(asked, room),
    ...nothing,
  ].join('\n');
}

function resourceTable(
  { source, isCompared }: ProductUpdate,
  resources: readonly ResourceVerdict[],
  room: number | undefined,
): string[] {
  if (resources.length === 0) return [];
  const rows = resources.map((resource) => cells(resource, isCompared));
  const byAws = source === 'aws' ? "AWS's plan" : 'as AWS would plan';
  const headings = ['RESOURCE', 'TYPE', byAws.toUpperCase(), 'OUR COMPARISON', 'VERDICT'];
  return [
    inRoom(
      table(headings, rows),
      rows.map(
        ([id, type, aws, ours, verdict]) => `${id} (${type}): ${verdict}\n  ${byAws}: ${aws}; our comparison: ${ours}`,
      ),
      room,
    ),
  ];
}

function formTable(changes: readonly TemplateChange[], room: number | undefined): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map(formCells);
  const entries = rows.map(([key, kind, what]) => `${key} (${kind}): ${what}`);
  return [inRoom(table(['FORM AND OUTPUTS', 'KIND', 'WHAT'], rows), entries, room)];
}

/** Table, or its rows as entries where it is wider than the terminal, which would break each line somewhere. */
function inRoom(laidOut: string, entries: readonly string[], room: number | undefined): string {
  const widest = Math.max(...laidOut.split('\n').map(({ length }) => length));
  return room === undefined || widest <= room ? laidOut : entries.join('\n');
}

/**
 * Whether nothing is worth saying of a resource. AWS lists it for its tags, as everything with the version, or for what it
 * refers to, perhaps as a replacement; our comparison, which knows the answers, finds that none of it gets another value.
 * Or it is only written differently, which is nothing to AWS.
 */
function isQuiet({ aws, ours, verdict, note }: ResourceVerdict, isCompared: boolean): boolean {
  if (verdict !== 'passes' || note !== undefined) return false;
  if (ours.some(({ effect, property }) => effect !== 'none' || property !== null)) return false;
  if (aws === 'none') return isCompared || ours.length > 0;
  return isCompared && (aws === undefined || aws === 'perhaps replacement');
}

/** Sentences on what an update deletes of resources that stay, or deletes of what counts as stateless. */
function lossesText({ logicalId, ours }: ResourceVerdict): string[] {
  return ours.filter(({ effect }) => effect === 'loss').map(({ why }) => `  ${logicalId}: ${why}`);
}

function rank({ verdict, aws }: ResourceVerdict): number {
  const verdicts = ['passes', 'allowed', 'stops', 'refused'];
  const effects = [undefined, 'none', 'addition', 'perhaps replacement', 'replacement', 'removal'];
  return verdicts.indexOf(verdict) * effects.length + effects.indexOf(aws);
}

function cells(
  { logicalId, type, aws, awsNames, ours, verdict, expected, note }: ResourceVerdict,
  isCompared: boolean,
): string[] {
  const because = awsNames.length > 0 ? `: ${[...awsNames].sort().join(', ')}` : '';
  const byAws = aws === undefined ? 'not named' : `${effectNames[aws]}${because}`;
  const effect = (ours.find((change) => change.effect === 'loss') ?? ours[0])?.effect;
  const unseen = isCompared ? 'no change' : 'not compared';
  const byUs = effect ? `${effectNames[effect]}${propertiesOf(ours)}` : unseen;
  const judged = { passes: 'passes', allowed: 'allowed by name', stops: 'STOPS', refused: 'REFUSED' }[verdict];
  const told = expected === undefined || verdict === 'refused' ? judged : `${judged}: ${effectNames[expected]}`;
  return [logicalId, type, byAws, byUs === byAws ? 'the same' : byUs, [told, note].filter(Boolean).join('; ')];
}

const effectNames: Readonly<Record<TemplateChange['effect'] | NonNullable<ResourceVerdict['aws']>, string>> = {
  loss: 'in place, with a loss',
  none: 'in place',
  interruption: 'interruption',
  replacement: 'replacement',
  'perhaps replacement': 'perhaps replacement',
  removal: 'removal',
  addition: 'addition',
  failure: 'AWS refuses it',
  interface: 'interface',
};

/** Properties that change; nothing of a resource that comes or goes as a whole. */
function propertiesOf(changes: readonly TemplateChange[]): string {
  const properties = [...new Set(changes.flatMap(({ property }) => property ?? []))].sort();
  return properties.length > 0 ? `: ${properties.join(', ')}` : '';
}

function formCells({ logicalId, type, property, why }: TemplateChange): string[] {
  return [[logicalId ?? 'the template', property].filter(Boolean).join('.'), type ?? '', why];
}

function indented(text: string): string {
  return text.trim().replace(/\n+/g, '\n    ');
}

import type { Comparison, TemplateChange } from '../../catalog/comparison/comparison';
import type { Json } from '../../catalog/template';
import { bold, red, visible } from '../terminal/visible';

/** Names of two templates, and the comparison of them. */
export interface ComparisonReport extends Comparison {
  /** `data 1.0.0`, or a file. */
  readonly from: string;
  readonly to: string;
}

/** Longer values are cut: whoever needs all of them reads the JSON. */
const LONGEST = 100;

/** Of what both values begin with, this much is shown before the difference. */
const CONTEXT = 20;

/** A comparison for people at a terminal, the gravest changes first. */
export function comparisonText({ from: old, to: now, ...comparison }: ComparisonReport): string {
  const [from, to] = [visible(old), visible(now)];
  const { bump, losesData, changes } = comparison;
  if (bump === 'none') return `${from} → ${to}: the same once parsed; there is nothing to release.`;
  const groups = (['major', 'minor', 'patch'] as const).flatMap((one) => {
    const found = changes.filter((change) => change.bump === one);
    return found.length === 0 ? [] : [[bold(one.toUpperCase()), ...found.map(changeText)].join('\n')];
  });
  const loss = losesData ? red(' Whoever upgrades loses data.') : '';
  return [`${from} → ${to}: at least ${bold(bump)}.${loss}`, ...groups].join('\n\n');
}

function changeText(change: TemplateChange): string {
  const { effect, why, environmentTypes, losesData } = change;
  const where = environmentTypes.length === 0 ? '' : ` in ${visible(environmentTypes.join(', '))}`;
  const values = valuesText(change);
  return [
    `  ${subject(change)}: ${effect === 'none' ? 'in place' : effect}${losesData ? ', with the loss of data' : ''}${where}`,
    ...(values === undefined ? [] : [`    ${values}`]),
    `    ${visible(why)}`,
  ].join('\n');
}

/** Subject of a change. */
export function subject({ logicalId, type, property }: TemplateChange): string {
  if (logicalId === null) return property === null ? 'The template' : visible(`The template's ${property}`);
  return visible(`${logicalId}${property === null ? '' : `.${property}`} (${type})`);
}

/** The old and the new value on one line; undefined where a whole thing comes, goes, or is written differently. */
export function valuesText({ before, after }: TemplateChange): string | undefined {
  if (before === undefined && after === undefined) return undefined;
  const [old, now] = [lineOf(before), lineOf(after)];
  // What long values begin with in common says nothing.
  const common = old.length > LONGEST || now.length > LONGEST ? Math.max(0, commonStart(old, now) - CONTEXT) : 0;
  return `${cut(old, common)} → ${cut(now, common)}`;
}

function lineOf(value: Json | undefined): string {
  const text = value === undefined ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);
  return visible(text.replace(/\s+/g, ' '));
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length += 1;
  return length;
}

function cut(line: string, start: number): string {
  const end = line.length > start + LONGEST ? '…' : '';
  return `${start > 0 ? '…' : ''}${line.slice(start, start + LONGEST)}${end}`;
}

import pc from 'picocolors';
import type { Comparison, TemplateChange } from '../catalog/release';
import type { Json } from '../catalog/template';

/** What two templates are called, and what going from one to the other does. */
export interface ComparisonReport extends Comparison {
  /** `data 1.0.0`, or a file. */
  readonly from: string;
  readonly to: string;
}

/** Longer values are cut: whoever needs all of them reads the JSON. */
const LONGEST = 100;

/** A comparison for people at a terminal, the gravest changes first. */
export function comparisonText({ from, to, ...comparison }: ComparisonReport): string {
  const { bump, losesData, changes } = comparison;
  if (bump === 'none') return `${from} → ${to}: the same once parsed; there is nothing to release.`;
  const groups = (['major', 'minor', 'patch'] as const).flatMap((one) => {
    const found = changes.filter((change) => change.bump === one);
    return found.length === 0 ? [] : [[pc.bold(one.toUpperCase()), ...found.map(changeText)].join('\n')];
  });
  const loss = losesData ? pc.red(' Whoever upgrades loses data.') : '';
  return [`${from} → ${to}: at least ${pc.bold(bump)}.${loss}`, ...groups].join('\n\n');
}

function changeText(change: TemplateChange): string {
  const { effect, why, environmentTypes, losesData } = change;
  const where = environmentTypes.length === 0 ? '' : ` in ${environmentTypes.join(', ')}`;
  const values = valuesText(change);
  return [
    `  ${subject(change)}: ${effect}${losesData ? ', with the loss of data' : ''}${where}`,
    ...(values === undefined ? [] : [`    ${values}`]),
    `    ${why}`,
  ].join('\n');
}

/** What a change is about. */
export function subject({ logicalId, type, property }: TemplateChange): string {
  if (logicalId === null) return property === null ? 'The template' : `The template's ${property}`;
  return `${logicalId}${property === null ? '' : `.${property}`} (${type})`;
}

/** The old and the new value on one line; undefined where a whole thing comes, goes, or is written differently. */
export function valuesText({ before, after }: TemplateChange): string | undefined {
  if (before === undefined && after === undefined) return undefined;
  return `${valueText(before)} → ${valueText(after)}`;
}

function valueText(value: Json | undefined): string {
  const text = value === undefined ? '(none)' : typeof value === 'string' ? value : JSON.stringify(value);
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

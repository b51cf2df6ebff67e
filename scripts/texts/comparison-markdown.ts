import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { TemplateChange } from '../../catalog/comparison/comparison';
import { dependencyGraph, type Template } from '../../catalog/template';
import { type ComparisonReport, subject, valuesText } from './comparison-text';

const template = join(__dirname, '../../templates/comparison.md.hbs');

/** More boxes than these are no picture. */
const MOST_BOXES = 40;

/** A box is drawn for its gravest change. */
const GRAVITY: readonly TemplateChange['effect'][] = [
  'failure',
  'removal',
  'replacement',
  'interruption',
  'interface',
  'addition',
  'none',
];

/**
 * A comparison for a pull request: the verdict, a picture of the resources that change and what depends on what among
 * them, and a table of the changes.
 *
 * @param after the new template, whose references are the picture's arrows
 */
export function comparisonMarkdown(report: ComparisonReport, after: Template): string {
  const render = Handlebars.compile(readFileSync(template, 'utf8'), { noEscape: true, strict: true });
  const { from, to, bump, losesData, changes } = report;
  const boxes = boxesOf(changes);
  const isPicture = boxes.length > 1 && boxes.length <= MOST_BOXES;
  return render({
    ...{ from, to, bump, losesData },
    isSame: bump === 'none',
    boxes: isPicture ? boxes : [],
    arrows: isPicture ? arrowsOf(boxes, after) : [],
    changes: changes.map((change) => ({
      bump: change.bump,
      effect: change.losesData ? `${change.effect}, loses data` : change.effect,
      subject: cell(subject(change)),
      values: cell(valuesText(change) ?? ''),
      where: change.environmentTypes.join(', '),
      why: cell(change.why),
    })),
  });
}

interface Box {
  readonly id: string;
  readonly type: string;
  readonly effect: TemplateChange['effect'];
}

/** The resources that change by more than a patch. */
function boxesOf(changes: readonly TemplateChange[]): Box[] {
  const boxes = new Map<string, Box>();
  for (const { logicalId: id, type, effect, bump } of changes) {
    if (id === null || type === null || !type.includes('::') || bump === 'patch') continue;
    const drawn = boxes.get(id);
    if (drawn && GRAVITY.indexOf(drawn.effect) <= GRAVITY.indexOf(effect)) continue;
    boxes.set(id, { id, type, effect });
  }
  return [...boxes.values()];
}

function arrowsOf(boxes: readonly Box[], after: Template): { from: string; to: string }[] {
  const shown = new Set(boxes.map(({ id }) => id));
  const { dependencies } = dependencyGraph(after);
  return [...dependencies].flatMap(([id, needs]) =>
    shown.has(id) ? [...needs].filter((need) => shown.has(need)).map((need) => ({ from: need, to: id })) : [],
  );
}

/** Text that stays in its cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replace(/\s+/g, ' ');
}

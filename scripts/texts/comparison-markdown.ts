import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { TemplateChange } from '../../catalog/comparison/comparison';
import { dependencyGraph, type Template } from '../../catalog/template';
import { visible } from '../terminal/visible';
import { type ComparisonReport, subject, valuesText } from './comparison-text';

const template = join(__dirname, '../../templates/comparison.md.hbs');

/** More boxes than these are no picture. */
const MOST_BOXES = 40;

/** A box is drawn for its gravest change. */
const GRAVITY: readonly TemplateChange['effect'][] = [
  'failure',
  'removal',
  'replacement',
  'loss',
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
    ...{ from: plain(from), to: plain(to), bump, losesData },
    isSame: bump === 'none',
    boxes: isPicture ? boxes.map((box) => ({ ...box, id: label(box.id), type: label(box.type) })) : [],
    arrows: isPicture ? arrowsOf(boxes, after) : [],
    changes: changes.map((change) => ({
      bump: change.bump,
      effect: change.losesData ? `${change.effect}, loses data` : change.effect,
      subject: plain(subject(change)),
      values: code(valuesText(change)),
      where: plain(change.environmentTypes.join(', ')),
      why: plain(visible(change.why)),
    })),
  });
}

interface Box {
  readonly id: string;
  /** Name of the box in the picture; a logical id may be a word of Mermaid's: `end`. */
  readonly node: string;
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
    boxes.set(id, { id, node: drawn?.node ?? `n${boxes.size + 1}`, type, effect });
  }
  return [...boxes.values()];
}

function arrowsOf(boxes: readonly Box[], after: Template): { from: string; to: string }[] {
  const nodes = new Map(boxes.map(({ id, node }) => [id, node]));
  const { dependencies } = dependencyGraph(after);
  return [...dependencies].flatMap(([id, needs]) =>
    [...needs].flatMap((need) => {
      const [from, to] = [nodes.get(need), nodes.get(id)];
      return from === undefined || to === undefined ? [] : [{ from, to }];
    }),
  );
}

/**
 * Text in a box of Mermaid's, in which a quote, a bracket or a backtick would begin something else.
 * https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
function label(text: string): string {
  return visible(text).replace(/[^\w :.-]/gu, (character) => `#${character.codePointAt(0)};`);
}

/**
 * Text of elsewhere as Markdown that is that text: no links, images, emphasis, HTML or cells, and nothing that GitHub makes a
 * link or a mention of by itself, which a backslash doesn't stop.
 * https://github.github.com/gfm/, https://docs.github.com/en/get-started/writing-on-github
 */
function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[&<>]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/@(?=\w)|#(?=\d)|(?<=\bGH)-(?=\d)|(?<=\w:)\/\/|(?<=\bwww)\./gi, '$&&#8203;');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Values in a code span, in which nothing but its end means anything; nothing for none. A bar behind a backslash would end the
 * cell even there, so that values with one stand in HTML's element.
 */
function code(text: string | undefined): string {
  if (text === undefined) return '';
  if (text.includes('|')) return `<code>${plain(text)}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const line = text.replace(/\s+/g, ' ');
  return /^[`\s]|[`\s]$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

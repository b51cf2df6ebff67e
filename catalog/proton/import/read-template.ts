import { isMap, isNode, isSeq, LineCounter, parseDocument } from 'yaml';
import { TemplateError } from '../../template';
import { parseYaml } from '../../template/yaml';
import { BudgetSpent } from './budget';
import { atomsIn, type Piece, valueMark, type WrittenText, written } from './expand';
import type { Atom } from './formula';
import { type Refusals, Untranslatable } from './refusal';
import { isTreeMap, merged, type Tree, type TreeMap } from './tree';

/** A bundle's template once Jinja is done with it: marks stand for values, choices for conditions. */
export interface TemplateReading {
  readonly tree: TreeMap;
  /** Numbers of the values that stand in quotes, by themselves. */
  readonly quoted: ReadonlySet<number>;
  /** The line of a place in the source; the nearest place around it that can be found, else the first. */
  lineOf(path: readonly string[]): number;
}

/** More conditions would make more texts than can be read in reasonable time. */
const MOST_ATOMS = 8;

/** Characters of all those texts: a megabyte takes some seconds. */
const MOST_CHARACTERS = 4_000_000;

/** The part of the schema that decides which conditions can hold together. */
export type ValuesOf = (parameterName: string) => readonly string[] | undefined;

/**
 * Reads the YAML of a template under every combination of its conditions, and makes one tree of the results. So it
 * doesn't matter where a condition begins and ends: what counts is what each text means.
 */
export function readTemplate(pieces: readonly Piece[], valuesOf: ValuesOf, refusals: Refusals): TemplateReading {
  const atoms = atomsIn(pieces);
  const [tooMany] = pieces.flatMap((piece) => ('text' in piece ? [] : [piece.line])).slice(MOST_ATOMS);
  const usable = atoms.slice(0, MOST_ATOMS);
  if (atoms.length > MOST_ATOMS) {
    refusals.add(tooMany ?? 1, `conditions on more than ${MOST_ATOMS} things are too many to tell apart`);
  }
  const texts: WrittenText[] = [];
  let characters = 0;
  const read = (chosen: readonly boolean[]): TreeMap | undefined => {
    const index = chosen.length;
    const atom = usable[index];
    if (atom) {
      const [yes, no] = [read([...chosen, true]), read([...chosen, false])];
      if (!yes || !no) return yes ?? no;
      const both = merged(atom, yes, no);
      return isTreeMap(both) ? both : {};
    }
    if (!isPossible(usable, chosen, valuesOf)) return undefined;
    const truth = new Map(usable.map((each, number) => [JSON.stringify(each), chosen[number] === true]));
    const text = written(pieces, (each) => truth.get(JSON.stringify(each)) ?? true);
    characters += text.text.length;
    if (characters > MOST_CHARACTERS) {
      const reason = `its conditions make more than ${MOST_CHARACTERS} characters of text: this one and those before`;
      throw new BudgetSpent(pieces.find((piece) => 'condition' in piece)?.line ?? 1, reason);
    }
    texts.push(text);
    return refusals.try(() => yamlOf(text), {});
  };
  const tree = read([]) ?? {};
  const quotedMarks = texts.flatMap(({ text }) => [...text.matchAll(new RegExp(`(['"])${valueMark.source}\\1`, 'g'))]);
  const places = texts.map(lineFinder);
  return {
    tree,
    quoted: new Set(quotedMarks.map(([, , number]) => Number(number))),
    lineOf: (path) => places.map((lineOf) => lineOf(path)).find((line) => line !== undefined) ?? 1,
  };
}

/** Whether the conditions can be so at once: a value has one text, and where it has few, one of them is the one. */
function isPossible(atoms: readonly Atom[], chosen: readonly boolean[], valuesOf: ValuesOf): boolean {
  const inputs = new Set(atoms.map(({ input }) => input));
  return [...inputs].every((input) => {
    const mine = atoms.flatMap((atom, index) => (atom.input === input ? [{ ...atom, holds: chosen[index] }] : []));
    const holding = mine.filter(({ holds }) => holds).length;
    const values = valuesOf(input);
    const others = values === undefined || values.some((value) => mine.every(({ equals }) => equals !== value));
    return holding === 1 || (holding === 0 && others);
  });
}

function yamlOf({ text, lines }: WrittenText): TreeMap {
  try {
    const tree: Tree = parseYaml(text);
    if (isTreeMap(tree)) return tree;
    throw new Untranslatable('this is no template', 1);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const at = Number(/\(line (\d+)/.exec(error.message)?.[1] ?? 1);
    const line = lines[at - 1] ?? 1;
    // The place is of the text without its Jinja, whose lines nobody sees.
    const message = error.message.replace(/\(line \d+, column \d+\)/, `(line ${line})`);
    throw new Untranslatable(`this isn't a template's YAML: ${message}`, line);
  }
}

/** Finder of the line of a place in one text, which is read when the first is looked for. */
function lineFinder({ text, lines }: WrittenText): (path: readonly string[]) => number | undefined {
  const counter = new LineCounter();
  let root: unknown;
  return (path) => {
    root ??= parseDocument(text, { lineCounter: counter, logLevel: 'silent' }).contents;
    let node = root;
    let offset: number | undefined;
    for (const key of path) {
      const pair = isMap(node) ? node.items.find((item) => String(item.key) === key) : undefined;
      const next = pair ? pair.value : isSeq(node) ? node.items[Number(key)] : undefined;
      const place = pair?.key ?? next;
      if (!isNode(place) || !place.range) break;
      offset = place.range[0];
      node = next;
    }
    return offset === undefined ? undefined : lines[counter.linePos(offset).line - 1];
  };
}

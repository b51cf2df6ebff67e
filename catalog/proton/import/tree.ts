import type { Json } from '../../template';
import { type Atom, and, type Formula, not, or } from './formula';

/** Choice of what stands in one place of a template by one condition; undefined for nothing. */
export class Choice {
  constructor(
    readonly atom: Atom,
    readonly yes: Tree | undefined,
    readonly no: Tree | undefined,
  ) {}
}

/** A template's value in which some places depend on conditions. */
export type Tree = null | boolean | number | string | Choice | Tree[] | TreeMap;

/** A mapping of such values. */
export interface TreeMap {
  [key: string]: Tree;
}

/** Whether a tree is a mapping: neither a list nor a choice. */
export function isTreeMap(tree: Tree | undefined): tree is TreeMap {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !(tree instanceof Choice);
}

/** The name of the function that a mapping calls, if it calls one. */
export function functionOf(tree: Tree | undefined): string | undefined {
  const [name, ...others] = isTreeMap(tree) ? Object.keys(tree) : [];
  const isFunction = name === 'Ref' || name === 'Condition' || name?.startsWith('Fn::');
  return isFunction && others.length === 0 ? name : undefined;
}

/** Places that are empty mappings when nothing stands there. */
const SECTIONS = /^(Resources|Outputs|Resources\/[^/]+\/Properties)$/;

/**
 * One tree that is the first where a condition holds and the second where it doesn't: what they share once, and choices
 * as deep inside as they differ.
 *
 * @param path from the root of the template
 */
export function merged(atom: Atom, yes: Tree | undefined, no: Tree | undefined, path = ''): Tree | undefined {
  if (same(yes, no)) return yes;
  const [one, other] = SECTIONS.test(path) ? [yes ?? {}, no ?? {}] : [yes, no];
  if (isTreeMap(one) && isTreeMap(other) && !functionOf(one) && !functionOf(other)) {
    const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    const entries = keys.map(
      (key) => [key, merged(atom, one[key], other[key], path ? `${path}/${key}` : key)] as const,
    );
    return Object.fromEntries(entries.filter((entry): entry is readonly [string, Tree] => entry[1] !== undefined));
  }
  if (Array.isArray(one) && Array.isArray(other)) return mergedLists(atom, one, other, path);
  return new Choice(atom, one, other);
}

function mergedLists(atom: Atom, yes: readonly Tree[], no: readonly Tree[], path: string): Tree[] {
  if (yes.length === no.length) {
    return yes.flatMap((item, index) => merged(atom, item, no[index], `${path}/${index}`) ?? []);
  }
  const shorter = Math.min(yes.length, no.length);
  let before = 0;
  while (before < shorter && same(yes[before], no[before])) before += 1;
  let after = 0;
  while (after < shorter - before && same(yes.at(-1 - after), no.at(-1 - after))) after += 1;
  const middle = (list: readonly Tree[]) => list.slice(before, list.length - after);
  return [
    ...yes.slice(0, before),
    ...middle(yes).map((item) => new Choice(atom, item, undefined)),
    ...middle(no).map((item) => new Choice(atom, undefined, item)),
    ...yes.slice(yes.length - after),
  ];
}

function same(one: Tree | undefined, other: Tree | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** When there is anything in a place. */
export function presence(tree: Tree | undefined): Formula {
  if (tree === undefined) return false;
  if (!(tree instanceof Choice)) return true;
  return or(and(tree.atom, presence(tree.yes)), and(not(tree.atom), presence(tree.no)));
}

/** Content of a place whenever anything stands there. */
export function content(tree: Tree | undefined, path: string): Tree | undefined {
  if (!(tree instanceof Choice)) return tree;
  const [yes, no] = [content(tree.yes, path), content(tree.no, path)];
  if (yes === undefined) return no;
  return no === undefined ? yes : merged(tree.atom, yes, no, path);
}

/** A tree without choices as JSON; undefined where there is a choice in it. */
export function asJson(tree: Tree | undefined): Json | undefined {
  if (tree === undefined || tree instanceof Choice) return undefined;
  if (Array.isArray(tree)) {
    const items = tree.map(asJson);
    return items.every((item) => item !== undefined) ? items : undefined;
  }
  if (!isTreeMap(tree)) return tree;
  const entries = Object.entries(tree).map(([key, value]) => [key, asJson(value)] as const);
  return entries.every((entry): entry is readonly [string, Json] => entry[1] !== undefined)
    ? Object.fromEntries(entries)
    : undefined;
}

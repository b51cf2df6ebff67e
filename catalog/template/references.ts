import { asIntrinsic } from './intrinsic';
import { isObject } from './json';
import { subParts } from './sub-text';
import type { Json } from './types';

/** A place that names something else of the same template: a parameter, a pseudo parameter or a resource. */
export interface Reference {
  /** The function that stands there in the template. */
  readonly by: 'Ref' | 'Fn::GetAtt' | 'Fn::Sub';
  readonly id: string;
  /** The attribute asked for; absent for a plain reference. */
  readonly attribute?: string;
}

/**
 * Every reference in a value, in reading order, `Fn::Sub` included. Both branches of `Fn::If` count.
 *
 * Calls of the wrong shape hold no references; `checkShape` refuses them.
 */
export function referencesIn(value: Json | undefined): Reference[] {
  const found: Reference[] = [];
  collect(value, found);
  return found;
}

/** Adds what a value refers to. One list for all of it: templates are large, and this is asked of them often. */
function collect(value: Json | undefined, found: Reference[]): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, found);
    return;
  }
  if (!isObject(value)) return;
  const call = asIntrinsic(value);
  switch (call?.name) {
    case 'Ref':
      if (typeof call.argument === 'string') found.push({ by: 'Ref', id: call.argument });
      return;
    case 'Fn::GetAtt':
      found.push(...attributeReference(call.argument));
      return;
    case 'Fn::Sub':
      found.push(...subReferences(call.argument));
      return;
    default:
      for (const item of Object.values(value)) collect(item, found);
  }
}

/** The logical id and the attribute that `Fn::GetAtt` names; the attribute may itself be a call. */
export function getAttParts(argument: Json): { id: string; attribute: Json } | undefined {
  if (typeof argument === 'string') {
    const dot = argument.indexOf('.');
    return dot < 0 ? undefined : { id: argument.slice(0, dot), attribute: argument.slice(dot + 1) };
  }
  if (!Array.isArray(argument)) return undefined;
  const [id, attribute] = argument;
  return typeof id === 'string' && attribute !== undefined ? { id, attribute } : undefined;
}

function attributeReference(argument: Json): Reference[] {
  const parts = getAttParts(argument);
  if (parts === undefined) return [];
  const { id, attribute } = parts;
  if (typeof attribute === 'string') return [{ by: 'Fn::GetAtt', id, attribute }];
  return [{ by: 'Fn::GetAtt', id, attribute: '' }, ...referencesIn(attribute)];
}

function subReferences(argument: Json): Reference[] {
  const [text, variables] = Array.isArray(argument) ? argument : [argument];
  if (typeof text !== 'string') return [];
  const given = isObject(variables) ? variables : {};
  const named = subParts(text).flatMap((part): Reference[] => {
    if ('text' in part || Object.hasOwn(given, part.name)) return [];
    const dot = part.name.indexOf('.');
    return dot < 0
      ? [{ by: 'Fn::Sub', id: part.name }]
      : [{ by: 'Fn::Sub', id: part.name.slice(0, dot), attribute: part.name.slice(dot + 1) }];
  });
  return [...named, ...Object.values(given).flatMap(referencesIn)];
}

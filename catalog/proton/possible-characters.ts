import type { TemplateParameter } from '../template';
import { parameterType } from '../template/parameter-types';

/**
 * Whether a value that a parameter accepts may hold a character, as far as its constraints say. In doubt it may.
 *
 * @param character punctuation, such as a quote or `$`
 */
export function mayHold(parameter: TemplateParameter, character: string): boolean {
  const { AllowedValues, AllowedPattern, Type } = parameter;
  if (AllowedValues) return AllowedValues.some((value) => String(value).includes(character));
  if (parameterType(Type)?.element === 'Number') return false;
  return AllowedPattern === undefined || patternMayHold(AllowedPattern, character);
}

/**
 * A pattern of plain letters, groups, alternatives, and classes that list what they match, matches nothing that it
 * doesn't spell out. Any other pattern (a dot, an escape, a negated class) might match everything.
 */
function patternMayHold(pattern: string, character: string): boolean {
  const classes = [...pattern.matchAll(/\[([^\]]*)\]/g)].map(([, members = '']) => members);
  const outside = pattern.replace(/\[[^\]]*\]/g, '');
  if (/[.\\]/.test(outside) || classes.some((members) => members.startsWith('^') || /[\\[&]/.test(members)))
    return true;
  const anchored = outside.replace(/\$(?=$|\||\))/g, '').replace(/\^/g, '');
  return anchored.includes(character) || classes.some((members) => classHolds(members, character));
}

function classHolds(members: string, character: string): boolean {
  const ranges = [...members.matchAll(/(.)-(.)/gs)];
  return members.includes(character) || ranges.some(([, from = '', to = '']) => from <= character && character <= to);
}

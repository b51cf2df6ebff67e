import {
  type AnswerEffect,
  answerEffects,
  type EffectOnParts,
  type MoveEffects,
  type ParameterEffects,
} from '../comparison/answer-effects';
import type { Template } from '../template';
import type { ParameterGroups } from './parameters';

/** Row of the table of what follows when an answer is changed. */
export interface AnswerRow {
  readonly name: string;
  /** Kinds of change that have the same effects: `more, less`; `any` where all have. */
  readonly change: string;
  readonly effects: string;
}

/** Words before the parts that an effect is on. */
export const EFFECT_WORDS: Readonly<Record<AnswerEffect, string>> = {
  refused: '**AWS refuses it**',
  stops: '**stops**',
  export: '**other exports**',
  replaces: 'replaces',
  interrupts: 'interrupts',
  removes: 'removes',
  'logs go': 'older logs go',
  adds: 'adds',
  'in place': 'in place',
};

/** More parts than these are counted instead of being listed. */
const MOST_LISTED = 4;

/** Rows of the table of what follows when an answer is changed, in the form's order. */
export function answerRows(parameters: ParameterGroups, template: Template): AnswerRow[] {
  return answerEffects(parameters, template).flatMap(rowsOf);
}

function rowsOf({ name, isFixed, moves }: ParameterEffects): AnswerRow[] {
  if (isFixed) return [{ name, change: 'any', effects: 'fixed once launched: `catalog upgrade` refuses it' }];
  if (moves.length === 0) return [{ name, change: 'any', effects: 'not by itself' }];
  const groups = new Map<string, MoveEffects[]>();
  for (const move of moves) {
    const effects = effectsText(move);
    groups.set(effects, [...(groups.get(effects) ?? []), move]);
  }
  return [...groups].map(([effects, alike]) => ({
    name,
    change: groups.size === 1 ? 'any' : alike.map(({ says }) => says).join(', '),
    effects,
  }));
}

function effectsText({ effects, types }: MoveEffects): string {
  return effects.map((effect) => effectText(effect, types)).join('; ') || 'nothing';
}

function effectText({ effect, parts, types }: EffectOnParts, tried: MoveEffects['types']): string {
  const listed = parts.length > MOST_LISTED ? `${parts.length} of them` : parts.map((part) => `\`${part}\``).join(', ');
  return `${EFFECT_WORDS[effect]} ${listed}${types.length < tried.length ? ` (${types.join(', ')})` : ''}`;
}

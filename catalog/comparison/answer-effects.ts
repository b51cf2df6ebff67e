import type { EnvironmentType } from '../product/environment-types';
import { answersAround, likelyAnswers, PLACE } from '../product/likely-answers';
import type { ParameterDefinition, ParameterGroups } from '../product/parameters';
import { missedPart, type Template } from '../template';
import { type AnswerMove, answerMoves } from './answer-moves';
import { compareUpdate } from './compare-update';
import type { TemplateChange } from './comparison';

/** Kinds of what a changed answer does, the gravest first. */
export const ANSWER_EFFECTS = [
  'refused',
  'stops',
  'export',
  'replaces',
  'interrupts',
  'removes',
  'logs go',
  'adds',
  'in place',
] as const;

/** Kind of what a changed answer does; see `ANSWER_EFFECTS`. */
export type AnswerEffect = (typeof ANSWER_EFFECTS)[number];

/** Effect of one kind, with the resources or exports that have it. */
export interface EffectOnParts {
  readonly effect: AnswerEffect;
  /** Logical ids, in order. */
  readonly parts: readonly string[];
  /** Environment types that were tried and have it. */
  readonly types: readonly EnvironmentType[];
}

/** Effects of one kind of change of an answer, in all ways in which the product is likely to run. */
export interface MoveEffects {
  readonly says: string;
  /** Environment types in which the form accepts the change at all. */
  readonly types: readonly EnvironmentType[];
  readonly effects: readonly EffectOnParts[];
}

/** Effects of changing one parameter's answer. */
export interface ParameterEffects {
  readonly name: string;
  /** Whether the form says that it can't be changed. */
  readonly isFixed: boolean;
  readonly moves: readonly MoveEffects[];
}

/** Environment types whose products differ most: the smallest, and the one that is protected. */
const TRIED: readonly EnvironmentType[] = ['dev', 'prod'];

/**
 * Effects of every answer of a product when it is changed after the launch, by our comparison; in `dev` and `prod`, with the
 * form's defaults and with as many options as go together.
 */
export function answerEffects(parameters: ParameterGroups, template: Template): ParameterEffects[] {
  const form = { parameters, template };
  const likely = new Map(TRIED.map((type) => [type, likelyAnswers(form, type)]));
  const effectsOf = (name: string, { says, steps }: AnswerMove): MoveEffects => {
    const types = new Set<EnvironmentType>();
    const found = new Map<AnswerEffect, { parts: Set<string>; types: Set<EnvironmentType> }>();
    for (const [type, ways] of likely) {
      for (const { from, to } of steps) {
        for (const answers of answersAround(form, ways, { name, from, to })) {
          types.add(type);
          const sides = [from, to].map((value) => ({ template, answers: { ...answers, [name]: value } }));
          const [before = { template, answers }, after = { template, answers }] = sides;
          for (const change of compareUpdate(before, after, { pseudo: PLACE }).changes) {
            const effect = effectOf(change, template);
            if (effect === undefined) continue;
            const entry = found.get(effect) ?? { parts: new Set(), types: new Set() };
            found.set(effect, entry);
            entry.parts.add(change.logicalId ?? 'template');
            entry.types.add(type);
          }
        }
      }
    }
    return {
      says,
      types: [...types],
      effects: ANSWER_EFFECTS.flatMap((effect) => {
        const entry = found.get(effect);
        return entry ? [{ effect, parts: [...entry.parts].sort(), types: [...entry.types] }] : [];
      }),
    };
  };
  return Object.values(parameters)
    .flatMap((group) => Object.entries(group))
    .map(([name, definition]) => ({
      name,
      isFixed: isFixed(definition),
      moves: isFixed(definition)
        ? []
        : answerMoves(definition)
            .map((move) => effectsOf(name, move))
            .filter(({ types }) => types.length > 0),
    }));
}

/** Whether a question says that its answer is fixed once launched. */
export function isFixed({ description }: Pick<ParameterDefinition, 'description'>): boolean {
  return /\bis fixed once launched\b/.test(description);
}

function effectOf(change: TemplateChange, template: Template): AnswerEffect | undefined {
  const { type, logicalId, effect, losesData, exportName } = change;
  if (exportName !== undefined) return change.isPossible ? undefined : 'export';
  if (type === 'Output' || (type !== null && !type.includes('::'))) return undefined;
  if (effect === 'failure') return 'refused';
  if (losesData) return 'stops';
  switch (effect) {
    case 'removal':
      return missedPart(type ?? '', template.Resources[logicalId ?? '']?.Properties) ? 'stops' : 'removes';
    case 'replacement':
      return 'replaces';
    case 'interruption':
      return 'interrupts';
    case 'addition':
      return 'adds';
    case 'loss':
      return 'logs go';
    case 'none':
      return 'in place';
    case 'interface':
      return undefined;
  }
}

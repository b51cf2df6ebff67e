import type { Answers } from '../product/answers';
import type { EnvironmentType } from '../product/environment-types';
import {
  type AnswerForm,
  answersAround,
  type ChangedAnswer,
  likelyAnswers,
  oneOptionMore,
  PLACE,
} from '../product/likely-answers';
import { formParameters, isFixedOnceLaunched, type ParameterGroups } from '../product/parameters';
import { missedPart, type Template } from '../template';
import { type AnswerMove, answerMoves } from './answer-moves';
import { updateChanges } from './compare-update';
import type { FoundChange } from './comparison';
import { pruned } from './prune';

/** Kinds of effects of a changed answer, the gravest first. */
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

/** Kind of effect of a changed answer; see `ANSWER_EFFECTS`. */
export type AnswerEffect = (typeof ANSWER_EFFECTS)[number];

/** Effect of one kind, and where. */
export interface EffectOnParts {
  readonly effect: AnswerEffect;
  /** Logical ids of resources, of an `export` those of outputs; in order. */
  readonly parts: readonly string[];
  /** Environment types that were tried and have it. */
  readonly types: readonly EnvironmentType[];
}

/** Effects of one kind of change of an answer, in all ways in which the product is likely to run. */
export interface MoveEffects {
  readonly says: string;
  /** Environment types in which the form accepts the change. */
  readonly types: readonly EnvironmentType[];
  /** The gravest first; none where nothing changes. */
  readonly effects: readonly EffectOnParts[];
}

/** Effects of changing one parameter's answer. */
export interface ParameterEffects {
  readonly name: string;
  /** Whether the form says that it can't be changed. */
  readonly isFixed: boolean;
  /** Changes that the form accepts while all other answers stay. */
  readonly moves: readonly MoveEffects[];
}

/** Environment types that differ most: the smallest, and the one that is protected. */
const TRIED: readonly EnvironmentType[] = ['dev', 'prod'];

/**
 * Effects of every answer of a product when it is changed after the launch, by our comparison; in `dev` and in `prod`, with the
 * form's defaults and with as many options as go together.
 */
export function answerEffects(parameters: ParameterGroups, template: Template): ParameterEffects[] {
  const form = { parameters, template };
  const likely = new Map(TRIED.map((type) => [type, likelyAnswers(form, type)]));
  return formParameters(parameters).map(([name, definition]): ParameterEffects => {
    if (isFixedOnceLaunched(definition.description)) return { name, isFixed: true, moves: [] };
    const moves = answerMoves(definition).map((move) => moveEffects(form, likely, name, move));
    return { name, isFixed: false, moves: moves.filter(({ types }) => types.length > 0) };
  });
}

/** A change that was found, and the environment type that it was tried in. */
interface Tried {
  readonly type: EnvironmentType;
  /** Absent where nothing changes. */
  readonly change?: FoundChange;
}

function moveEffects(
  form: AnswerForm,
  likely: ReadonlyMap<EnvironmentType, readonly Answers[]>,
  name: string,
  { says, steps }: AnswerMove,
): MoveEffects {
  // What the answer can't reach comes to the same, whatever else is answered: it is left out once, not at every step.
  const [reached] = pruned(form.template, form.template, new Set([name]));
  const tried = [...likely].flatMap(([type, ways]) =>
    steps.flatMap((step) =>
      changesOf(form, reached, ways, { name, ...step }).map((found): Tried => ({ type, ...found })),
    ),
  );
  const typesOf = (some: readonly Pick<Tried, 'type'>[]) =>
    TRIED.filter((type) => some.some((one) => one.type === type));
  const judged = tried.flatMap(({ type, change }) => {
    const effect = change && effectOf(change, form.template);
    return effect === undefined ? [] : [{ type, effect, part: change?.logicalId ?? 'the template' }];
  });
  // What is said in place beside something graver of the same resource says nothing more.
  const graver = new Set(judged.flatMap(({ effect, part }) => (effect === 'in place' ? [] : [part])));
  const told = judged.filter(({ effect, part }) => effect !== 'in place' || !graver.has(part));
  return {
    says,
    types: typesOf(tried),
    effects: ANSWER_EFFECTS.flatMap((effect) => {
      const found = told.filter((one) => one.effect === effect);
      const parts = [...new Set(found.map(({ part }) => part))].sort();
      return found.length > 0 ? [{ effect, parts, types: typesOf(found) }] : [];
    }),
  };
}

/**
 * Changes by one step in the likely ways. An answer that has an effect only beside another option is tried beside each.
 *
 * @returns at least one entry where the form accepts the step
 */
function changesOf(
  form: AnswerForm,
  reached: Template,
  ways: readonly Answers[],
  changed: ChangedAnswer,
): Pick<Tried, 'change'>[] {
  const around = answersAround(form, ways, changed);
  const found = around.flatMap((answers) => changesBy(reached, answers, changed));
  if (found.length > 0 || around.length === 0) return found.map((change) => ({ change }));
  for (const answers of oneOptionMore(form, ways, changed)) {
    const changes = changesBy(reached, answers, changed);
    if (changes.length > 0) return changes.map((change) => ({ change }));
  }
  return [{}];
}

function changesBy(template: Template, answers: Answers, { name, from, to }: ChangedAnswer): FoundChange[] {
  const side = (value: string) => ({ template, answers: { ...answers, [name]: value } });
  const { changes } = updateChanges(side(from), side(to), { pseudo: PLACE });
  return changes.filter((change) => effectOf(change, template) !== undefined);
}

/** Effect of a change; undefined of what only texts say, and of an output that nobody can import. */
function effectOf(change: FoundChange, template: Template): AnswerEffect | undefined {
  const { type, logicalId, effect, losesData, exportName, isPossible } = change;
  if (type === 'Output') return exportName !== undefined && !isPossible ? 'export' : undefined;
  if (losesData && effect !== 'failure') return 'stops';
  switch (effect) {
    case 'failure':
      return 'refused';
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

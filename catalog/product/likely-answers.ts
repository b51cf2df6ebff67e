import { parameterProblems, pseudoParameters, resolveParameters, ruleProblems, type Template } from '../template';
import type { Answers } from './answers';
import type { EnvironmentType } from './environment-types';
import { BY_TYPE, formParameters, type ParameterDefinition, type ParameterGroups } from './parameters';

/** Form of a product, and the template behind it. */
export interface AnswerForm {
  readonly parameters: ParameterGroups;
  readonly template: Template;
}

/**
 * Ways in which a product is likely to run in an environment type: with the form's defaults, and with as many options as go
 * together. What must be answered has its example; the rules accept both.
 */
export function likelyAnswers(form: AnswerForm, type: EnvironmentType): Answers[] {
  const usual = Object.fromEntries(
    formParameters(form.parameters).map(([name, definition]) => [
      name,
      String(definition.default ?? firstAnswer(definition)),
    ]),
  );
  const begun = accepted(form, { ...usual, EnvironmentName: 'alice-dev', EnvironmentType: type });
  return begun === undefined ? [] : [begun, filled(form, begun)];
}

/** Whether constraints and rules of a form accept answers. */
export function accepts({ template }: Pick<AnswerForm, 'template'>, answers: Answers): boolean {
  const known = judged.get(template) ?? new Map<string, boolean>();
  judged.set(template, known);
  const key = JSON.stringify(answers);
  const verdict = known.get(key) ?? judge(template, answers);
  known.set(key, verdict);
  return verdict;
}

/** Verdicts of forms on answers: the same are asked about again and again. */
const judged = new WeakMap<Template, Map<string, boolean>>();

function judge(template: Template, answers: Answers): boolean {
  if (parameterProblems(template, answers).length > 0) return false;
  const parameters = resolveParameters(template, answers);
  return ruleProblems(template.Rules ?? {}, { template, parameters, pseudo: PLACE }).length === 0;
}

/** Stack that answers are tried for. */
export const PLACE = pseudoParameters({
  accountId: '111122223333',
  region: 'eu-central-1',
  stackName: 'SC-111122223333-pp-example',
});

/** Answers of which as few as possible are changed so that they are accepted; undefined where there are none such. */
function accepted(form: AnswerForm, answers: Answers): Answers | undefined {
  if (accepts(form, answers)) return answers;
  return changesOf(form, answers).find((change) => accepts(form, change));
}

/**
 * Ways in which a product runs when one answer is changed: of the likely ways those in which the form accepts the answer before
 * and after, else one in which a few other answers make both possible. None where the form never accepts the change.
 */
export function answersAround(form: AnswerForm, likely: readonly Answers[], change: ChangedAnswer): Answers[] {
  const found = likely.filter((answers) => fits(form, answers, change));
  if (found.length > 0) return found;
  const [usual] = likely;
  const made =
    usual && changesOf(form, { ...usual, [change.name]: change.from }).find((answers) => fits(form, answers, change));
  return made ? [made] : [];
}

/** The likely ways with one other answer each that isn't theirs, where the form accepts a changed answer beside it. */
export function* oneOptionMore(
  form: AnswerForm,
  likely: readonly Answers[],
  change: ChangedAnswer,
): Generator<Answers> {
  for (const answers of likely) {
    for (const [name, { allowedValues, example }] of formParameters(form.parameters)) {
      if (name === change.name || KEPT.has(name)) continue;
      const values = allowedValues?.map(String) ?? [example ?? ''];
      for (const value of values) {
        const more = { ...answers, [name]: value };
        if (value !== answers[name] && fits(form, more, change)) yield more;
      }
    }
  }
}

/** Answer that is changed. */
export interface ChangedAnswer {
  readonly name: string;
  readonly from: string;
  readonly to: string;
}

/** Parameters that say what is tried, rather than being tried. */
const KEPT = new Set(['EnvironmentName', 'EnvironmentType']);

function fits(form: AnswerForm, answers: Answers, { name, from, to }: ChangedAnswer): boolean {
  return [from, to].every((value) => accepts(form, { ...answers, [name]: value }));
}

/** Answers with every option that can be taken beside those that were, one after the other or a few together. */
function filled(form: AnswerForm, answers: Answers): Answers {
  const next = changesOf(form, answers).find((change) => accepts(form, change));
  return next === undefined ? answers : filled(form, next);
}

/** Answers in which one, two or three of those that are still the usual ones are others. */
function changesOf(form: AnswerForm, answers: Answers): Answers[] {
  const open = formParameters(form.parameters).flatMap(([name, definition]) => {
    const option = optionOf(definition);
    const isUsual = answers[name] === String(definition.default ?? '');
    return option !== undefined && isUsual && option !== answers[name] ? [{ [name]: option }] : [];
  });
  return choices(open).map((changes) => Object.assign({}, answers, ...changes));
}

/** Every choice of one, two or three of some things, the smallest first. */
function choices<T>(things: readonly T[]): T[][] {
  const ones = things.map((one) => [one]);
  const pairs = things.flatMap((one, at) => things.slice(at + 1).map((other) => [one, other]));
  const triples = things.flatMap((one, at) =>
    things
      .slice(at + 1)
      .flatMap((other, further) => things.slice(at + further + 2).map((third) => [one, other, third])),
  );
  return [...ones, ...pairs, ...triples];
}

/** The answer that uses the option behind a question: its example, or the last of its list. */
function optionOf({ default: preset, example, allowedValues }: ParameterDefinition): string | undefined {
  if (preset === BY_TYPE || preset === undefined) return undefined;
  return example ?? allowedValues?.filter((value) => value !== String(preset)).at(-1);
}

function firstAnswer({ example, allowedValues }: ParameterDefinition): string {
  return example ?? allowedValues?.[0] ?? '';
}

import type { BrokenAssertion, FormPath, FormQuestion, LaunchForm } from '../../protocol';

/** Answers by key: what is absent takes its default. */
export type Answers = Readonly<Record<string, string>>;

/** Verdict on the answers of a form. */
export interface Verdict {
  /** Sentence on what is wrong with an answer by itself, by key. */
  readonly problems: Answers;
  /** Keys of the questions that must be answered, and aren't. */
  readonly unanswered: readonly string[];
  /** Assertions of the rules that the answers break, at the portfolio that comes closest to accepting them. */
  readonly broken: readonly BrokenAssertion[];
  /** Portfolios whose rules accept the answers. */
  readonly accepting: readonly FormPath[];
}

/** Questions of a form, whatever group they are in. */
export function questionsOf({ groups }: LaunchForm): readonly FormQuestion[] {
  return groups.flatMap(({ questions }) => questions);
}

/** Answers to the questions that aren't hidden. */
export function shownAnswers(form: LaunchForm, answers: Answers): Answers {
  return ofQuestions(form, answers, false);
}

/** Answers to the questions that are hidden: they leave the page only for a plan. */
export function hiddenAnswers(form: LaunchForm, answers: Answers): Answers {
  return ofQuestions(form, answers, true);
}

function ofQuestions(form: LaunchForm, answers: Answers, isHidden: boolean): Answers {
  const keys = questionsOf(form).filter(({ parameter }) => Boolean(parameter.NoEcho) === isHidden);
  return Object.fromEntries(keys.flatMap(({ key }) => (answers[key] === undefined ? [] : [[key, answers[key]]])));
}

import { parameterProblems } from '../../../catalog/template/parameter-values';
import { brokenRules } from '../../../operations/launch/form-rules';
import type { FormQuestion, LaunchForm } from '../../protocol';
import { type Answers, questionsOf, type Verdict } from './answers';

/** Place that the rules may ask about. */
export interface FormPlace {
  readonly accountId: string;
  readonly region: string;
}

/**
 * Judges the answers as CloudFormation and Service Catalog would at the launch, by the same evaluator as the command and the
 * sandbox: a broken rule is told before there is a failed product. It brings an engine for regular expressions along, and so is
 * loaded when a form is opened.
 */
export function judgeAnswers(form: LaunchForm, answers: Answers, place: FormPlace): Verdict {
  const questions = questionsOf(form);
  const asked = Object.fromEntries(questions.map(({ key, parameter }) => [key, parameter]));
  // What is emptied and can't be is open: the rules take its default.
  const given = Object.fromEntries(
    questions.flatMap(({ key, parameter }) => {
      const answer = answers[key];
      return answer === undefined || (answer === '' && needsText(parameter)) ? [] : [[key, answer] as const];
    }),
  );
  const judged = form.paths.map((path) => ({ path, broken: brokenRules(path.rules, { asked, given, place }) }));
  const fewest = Math.min(...judged.map(({ broken }) => broken.length));
  const unanswered = questions.filter(
    ({ key, parameter }) =>
      !answers[key] && (parameter.Default === undefined || (answers[key] === '' && needsText(parameter))),
  );
  const keys = new Set(unanswered.map(({ key }) => key));
  return {
    problems: Object.fromEntries(questions.flatMap((question) => problemWith(question, answers[question.key]))),
    unanswered: [...keys],
    // A rule about what isn't answered yet says nothing that the open question doesn't.
    broken: (judged.find(({ broken }) => broken.length === fewest)?.broken ?? []).filter(
      ({ parameters }) => !parameters.some((key) => keys.has(key)),
    ),
    accepting: judged.filter(({ broken }) => broken.length === 0).map(({ path }) => path),
  };
}

/** Whether a question can't be answered by nothing. */
function needsText(parameter: FormQuestion['parameter']): boolean {
  return parameterProblems({ Parameters: { it: parameter }, Resources: {} }, { it: '' }).length > 0;
}

function problemWith({ key, parameter }: FormQuestion, answer: string | undefined): [string, string][] {
  if (answer === undefined || answer === '') return [];
  const [problem] = parameterProblems({ Parameters: { [key]: parameter }, Resources: {} }, { [key]: answer });
  return problem === undefined ? [] : [[key, parameter.ConstraintDescription ?? problem]];
}

import { pseudoParameters, referencesIn, resolveParameters, ruleProblems, type Template } from '../template';

/** Answers by parameter. */
export type Answers = Readonly<Record<string, string>>;

/** A place to judge rules in: none of them asks for it. */
const pseudo = pseudoParameters({ accountId: '111122223333', region: 'us-east-1', stackName: 'example' });

/** More answers than any rule asks for at once; a search of more would take long. */
const MOST_CHANGES = 3;

/**
 * The fewest answers that a template accepts for an environment type: what has no default, and what the rules ask for.
 *
 * @param fixed answers that are given: the environment's name and type
 * @param examples a likely answer for each parameter that has no list to choose from
 * @returns undefined when no example satisfies the rules
 */
export function exampleAnswers(template: Template, fixed: Answers, examples: Answers): Answers | undefined {
  const { Parameters = {} } = template;
  const unanswered = Object.entries(Parameters).filter(
    ([name, { Default }]) => Default === undefined && fixed[name] === undefined,
  );
  const answers: Record<string, string> = { ...fixed };
  for (const [name] of unanswered) {
    const [first] = candidates(template, name, examples);
    if (first === undefined) return undefined;
    answers[name] = first;
  }
  return mended(template, answers, new Set(Object.keys(fixed)), examples);
}

function mended(
  template: Template,
  answers: Answers,
  fixed: ReadonlySet<string>,
  examples: Answers,
): Answers | undefined {
  const broken = brokenRules(template, answers);
  const [first] = broken;
  if (first === undefined) return answers;
  const names = [...new Set(referencesIn(first[1].Assertions.map(({ Assert }) => Assert)).map(({ id }) => id))].filter(
    (name) => !fixed.has(name),
  );
  for (const change of changes(template, names, examples)) {
    const next = { ...answers, ...change };
    const left = brokenRules(template, next);
    if (left.length >= broken.length) continue;
    const whole = mended(template, next, fixed, examples);
    if (whole) return whole;
  }
  return undefined;
}

/** Every way to answer a few of the questions anew, the smallest first. */
function changes(template: Template, names: readonly string[], examples: Answers): Answers[] {
  let all: Answers[] = [{}];
  for (const name of names.slice(0, MOST_CHANGES)) {
    const values = candidates(template, name, examples);
    all = [...all, ...all.flatMap((change) => values.map((value) => ({ ...change, [name]: value })))];
  }
  return all.slice(1).sort((one, other) => Object.keys(one).length - Object.keys(other).length);
}

function candidates({ Parameters = {} }: Template, name: string, examples: Answers): string[] {
  const example = examples[name];
  return Parameters[name]?.AllowedValues?.map(String) ?? (example === undefined ? [] : [example]);
}

function brokenRules(template: Template, answers: Answers) {
  const parameters = resolveParameters(template, answers);
  return Object.entries(template.Rules ?? {}).filter(
    ([name, rule]) => ruleProblems({ [name]: rule }, { template, parameters, pseudo }).length > 0,
  );
}

import {
  asIntrinsic,
  isObject,
  type Json,
  own,
  type ParameterValues,
  parameterType,
  pseudoParameters,
  ruleProblems,
  sameJson,
  scalarText,
  type Template,
  TemplateError,
  type TemplateParameter,
} from '../template';
import { isAllowed } from './constraints';

/** Verdict on the change of all rules together, for those who answered the form before. */
export type RulesVerdict = 'tightened' | 'loosened' | 'same' | 'unknown';

/** More combinations of answers than these are not tried. */
const MOST_COMBINATIONS = 20_000;

/**
 * Whether answers that one template accepts may be refused by the rules of another, found by trying every combination
 * of answers that the rules can tell apart: a rule only compares answers with listed values and with each other.
 *
 * Rules that both have refuse the same answers. So what changes is tried by itself first, which takes fewer
 * combinations; all together are tried where that refuses something, since the others may refuse it already.
 *
 * @returns `unknown` where that isn't so (lists, or what only the account knows), or takes too many combinations
 */
export function compareRules(before: Template, after: Template): RulesVerdict {
  const alone = compareAll(withoutCommon(before, after), withoutCommon(after, before));
  if (alone === 'same') return 'same';
  const together = compareAll(before, after);
  return together === 'unknown' && alone === 'loosened' ? 'loosened' : together;
}

/** A template with only those of its rules that another doesn't have, or has otherwise. */
function withoutCommon(template: Template, other: Template): Template {
  const rules = Object.entries(template.Rules ?? {});
  return { ...template, Rules: Object.fromEntries(rules.filter(([id, rule]) => !sameRule(rule, other.Rules?.[id]))) };
}

function sameRule(one: unknown, other: unknown): boolean {
  return other !== undefined && sameJson(one as Json, other as Json);
}

function compareAll(before: Template, after: Template): RulesVerdict {
  const names = [
    ...new Set([before.Rules ?? {}, after.Rules ?? {}].flatMap((rules) => referenced(rules as unknown as Json))),
  ];
  const literals = [
    ...new Set([before.Rules ?? {}, after.Rules ?? {}].flatMap((rules) => texts(rules as unknown as Json))),
  ];
  const questions = names
    .filter((name) => !name.startsWith('AWS::'))
    .map((name, index) => ({
      name,
      values: candidates(own(before.Parameters, name), own(after.Parameters, name), literals, index),
    }));
  const isEnumerable = names.length === questions.length && questions.every(({ values }) => values !== undefined);
  if (!isEnumerable || count(questions) > MOST_COMBINATIONS) return 'unknown';
  let isLoosened = false;
  try {
    for (const answers of combinations(questions)) {
      const [then, now] = [accepts(before, answers), accepts(after, answers)];
      if (then && !now) return 'tightened';
      if (!then && now) isLoosened = true;
    }
  } catch (error) {
    if (error instanceof TemplateError) return 'unknown';
    throw error;
  }
  return isLoosened ? 'loosened' : 'same';
}

interface Question {
  readonly name: string;
  readonly values: readonly string[] | undefined;
}

/** The answers that rules can tell apart: all that are allowed, or each that is named and one that isn't. */
function candidates(
  before: TemplateParameter | undefined,
  after: TemplateParameter | undefined,
  literals: readonly string[],
  index: number,
): string[] | undefined {
  const declared = before ?? after;
  if (declared === undefined || parameterType(declared.Type)?.list !== false) return undefined;
  // A running product has no answer to a new question: it gets the default.
  if (before === undefined) {
    const preset = scalarText(declared.Default);
    return preset === undefined ? undefined : [preset];
  }
  const allowed = before.AllowedValues?.map(String);
  if (allowed !== undefined) return allowed;
  const named = [...literals, scalarText(before.Default) ?? ''].filter((value) => isAllowed(value, before));
  return [...new Set([...named, `any other value ${index}`])];
}

function count(questions: readonly Question[]): number {
  return questions.reduce((product, { values = [] }) => product * values.length, 1);
}

function* combinations([first, ...others]: readonly Question[]): Generator<ParameterValues> {
  if (first === undefined) {
    yield {};
    return;
  }
  for (const rest of combinations(others)) {
    for (const value of first.values ?? []) yield { ...rest, [first.name]: value };
  }
}

const pseudo = pseudoParameters({ accountId: '000000000000', region: 'us-east-1', stackName: 'stack' });

function accepts(template: Template, parameters: ParameterValues): boolean {
  return ruleProblems(template.Rules ?? {}, { template, parameters, pseudo }).length === 0;
}

function referenced(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(referenced);
  if (!isObject(value)) return [];
  const call = asIntrinsic(value);
  if (call?.name === 'Ref' && typeof call.argument === 'string') return [call.argument];
  return Object.values(value).flatMap(referenced);
}

function texts(value: Json): string[] {
  const text = scalarText(value);
  if (text !== undefined) return [text];
  if (Array.isArray(value)) return value.flatMap(texts);
  return isObject(value) ? Object.values(value).flatMap(texts) : [];
}

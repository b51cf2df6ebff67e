import {
  asIntrinsic,
  isObject,
  type Json,
  own,
  type ParameterValue,
  type ParameterValues,
  type PseudoParameters,
  parameterType,
  pseudoParameters,
  referencesIn,
  ruleProblems,
  scalarText,
  type Template,
  TemplateError,
} from '../template';

/** One way in which a product may be running: what its templates are evaluated with. */
export interface Scenario {
  readonly environmentType: string | undefined;
  /** Whether the rules of the running version accept the answers. */
  readonly isAccepted: boolean;
  readonly before: ParameterValues;
  readonly after: ParameterValues;
  readonly pseudo: PseudoParameters;
  /** Exports and their values, where a place is known. What the running version imports can't change under it. */
  readonly exports?: ReadonlyMap<string, string>;
  /** The answers that aren't the form's own, for whoever reads what bites only there: `Name is "value"`. */
  readonly unusual: readonly string[];
}

/** Answers to a form by parameter name; `undefined` is some value that the templates don't name. */
export type Answers = Readonly<Record<string, string | undefined>>;

/** The parameter by which products differ most. */
export const ENVIRONMENT_TYPE = 'EnvironmentType';

/** With more combinations of what a template leaves open, they are tried one by one instead of all with each other. */
const MOST_COMBINATIONS = 64;

/**
 * The ways in which a product may be running that the templates tell apart. The new version is given the answers that
 * the running one was given, and defaults for what it asks anew.
 *
 * Without answers: each environment type with the form's defaults, and then, one at a time, the other values that a
 * condition or a mapping asks for. What has no default (and the region and its like) takes every such value.
 */
export function scenarios(before: Template, after: Template, answers: readonly Answers[] | undefined): Scenario[] {
  const questions = { before, after, asked: askedValues([before, after]) };
  const given = answers?.map((values) => ({ values, unusual: [] as string[] })) ?? usualAnswers(questions);
  const all = given.flatMap(({ values, unusual }) => scenariosOf(questions, values, unusual));
  // Where the rules refuse all of what was tried, a product runs with answers that weren't: better these than none.
  const judged = new Set(all.filter(({ isAccepted }) => isAccepted).map(({ environmentType }) => environmentType));
  const possible = all.filter(({ isAccepted, environmentType }) => isAccepted || !judged.has(environmentType));
  return distinct(possible, [before, after]);
}

/** The first of the scenarios that the templates can't tell apart. */
function distinct(all: readonly Scenario[], templates: readonly Template[]): Scenario[] {
  const parts = templates.flatMap(({ Conditions, Resources, Outputs }) => [Conditions, Resources, Outputs]);
  const referenced = [...new Set(referencesIn(parts as Json).map(({ id }) => id))].sort();
  const first = new Map<string, Scenario>();
  for (const scenario of all) {
    const { environmentType, before, after, pseudo } = scenario;
    const values = referenced.map((name) => [own(before, name) ?? null, own(after, name) ?? null]);
    const key = JSON.stringify([environmentType ?? null, pseudo, values]);
    if (!first.has(key)) first.set(key, scenario);
  }
  return [...first.values()];
}

interface Questions {
  readonly before: Template;
  readonly after: Template;
  /** The values that conditions and mappings ask for, by parameter; `undefined` among them is any other value. */
  readonly asked: ReadonlyMap<string, readonly (string | undefined)[]>;
}

function scenariosOf({ before, after, asked }: Questions, values: Answers, unusual: readonly string[]): Scenario[] {
  const open = [...asked].filter(([name]) => isPseudo(name) || isOpen(before, after, values, name));
  return combinations(open).flatMap((chosen): Scenario[] => {
    const then = textsOf(before, { ...chosen, ...values });
    const now = textsOf(after, { ...chosen, ...then });
    const was = valuesOf(before, then);
    if (!isAllowed(before, then)) return [];
    return [
      {
        isAccepted: isAccepted(before, was),
        environmentType: then[ENVIRONMENT_TYPE] ?? now[ENVIRONMENT_TYPE],
        before: was,
        after: valuesOf(after, now),
        pseudo: pseudoOf(chosen),
        unusual: [...unusual, ...Object.entries(chosen).map(saying)],
      },
    ];
  });
}

function usualAnswers({ before, asked }: Questions): { values: Answers; unusual: string[] }[] {
  const declared = own(before.Parameters, ENVIRONMENT_TYPE);
  const types = declared?.AllowedValues?.map(String);
  const usual: Answers[] = types?.map((type) => ({ [ENVIRONMENT_TYPE]: type })) ?? [{}];
  const others = [...asked].flatMap(([name, wanted]) => {
    const preset = defaultOf(before, name);
    if (name === ENVIRONMENT_TYPE || preset === undefined || own(before.Parameters, name) === undefined) return [];
    return wanted.filter((value) => value !== preset).map((value): [string, string | undefined] => [name, value]);
  });
  return usual.flatMap((values) => [
    { values, unusual: [] },
    ...others.map(([name, value]) => ({ values: { ...values, [name]: value }, unusual: [saying([name, value])] })),
  ]);
}

function saying([name, value]: readonly [string, string | undefined]): string {
  return value === undefined ? `${name} is anything else` : `${name} is ${JSON.stringify(value)}`;
}

/** Whether nothing says what a parameter is: neither the answers nor a default that a running product would have. */
function isOpen(before: Template, after: Template, values: Answers, name: string): boolean {
  const declared = own(before.Parameters, name);
  if (declared !== undefined) return !Object.hasOwn(values, name) && scalarText(declared.Default) === undefined;
  const added = own(after.Parameters, name);
  return added !== undefined && scalarText(added.Default) === undefined;
}

function defaultOf(template: Template, name: string): string | undefined {
  return scalarText(own(template.Parameters, name)?.Default);
}

/** Texts of all of a template's parameters: what was answered, else the default. */
export function textsOf(template: Template, answers: Answers): Answers {
  return Object.fromEntries(
    Object.entries(template.Parameters ?? {}).map(([name, { Default }]) => [
      name,
      Object.hasOwn(answers, name) ? answers[name] : scalarText(Default),
    ]),
  );
}

/** Values as the functions of the template see them. What is read from SSM isn't known here. */
export function valuesOf(template: Template, texts: Answers): ParameterValues {
  return Object.fromEntries(
    Object.entries(template.Parameters ?? {}).flatMap(([name, { Type }]): [string, ParameterValue][] => {
      const text = texts[name];
      const type = parameterType(Type);
      if (text === undefined || type?.fromSsm) return [];
      return [[name, type?.list ? text.split(',').map((item) => item.trim()) : text]];
    }),
  );
}

/** Whether each answer is among the values that the template lists. */
function isAllowed(template: Template, texts: Answers): boolean {
  return Object.entries(template.Parameters ?? {}).every(([name, { AllowedValues: allowed, Type }]) => {
    const text = texts[name];
    if (allowed === undefined || text === undefined || parameterType(Type)?.list) return true;
    return allowed.some((value) => String(value) === text);
  });
}

function isAccepted(template: Template, parameters: ParameterValues): boolean {
  try {
    return ruleProblems(template.Rules ?? {}, { template, parameters, pseudo: pseudoOf({}) }).length === 0;
  } catch (error) {
    // A rule about what only the account knows, or about a parameter that has no value here.
    if (error instanceof TemplateError) return true;
    throw error;
  }
}

const isPseudo = (name: string): boolean => name.startsWith('AWS::');

/** Pseudo parameters that are what was chosen, and otherwise nothing that a template would name. */
function pseudoOf(chosen: Answers): PseudoParameters {
  const made = pseudoParameters({
    accountId: chosen['AWS::AccountId'] ?? '000000000000',
    region: chosen['AWS::Region'] ?? 'xx-elsewhere-1',
    stackName: chosen['AWS::StackName'] ?? 'some-stack-name',
  });
  const { 'AWS::Partition': partition, 'AWS::URLSuffix': suffix } = chosen;
  return {
    ...made,
    ...(partition !== undefined && { 'AWS::Partition': partition }),
    ...(suffix !== undefined && { 'AWS::URLSuffix': suffix }),
  };
}

/** All ways to choose one value for each name; the first value of all but one when that would be too many. */
function combinations(open: readonly (readonly [string, readonly (string | undefined)[]])[]): Answers[] {
  const count = open.reduce((product, [, values]) => product * values.length, 1);
  if (count <= MOST_COMBINATIONS) {
    return open.reduce<Answers[]>(
      (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
      [{}],
    );
  }
  const first: Answers = Object.fromEntries(open.map(([name, values]) => [name, values[0]]));
  return [first, ...open.flatMap(([name, values]) => values.slice(1).map((value) => ({ ...first, [name]: value })))];
}

/** Values that the conditions and mappings of the templates tell apart, by parameter and pseudo parameter. */
function askedValues(templates: readonly Template[]): Map<string, (string | undefined)[]> {
  const named = new Map<string, Set<string>>();
  for (const template of templates) {
    const parts = [template.Conditions, template.Resources, template.Outputs];
    for (const part of parts) collect((part ?? {}) as Json, template, named);
  }
  const sorted = [...named].sort(([one], [other]) => (one < other ? -1 : 1));
  return new Map(
    sorted.flatMap(([name, literals]): [string, (string | undefined)[]][] => {
      if (isPseudo(name)) return [[name, [undefined, ...[...literals].sort()]]];
      const declared = templates.flatMap(({ Parameters }) => own(Parameters, name) ?? []);
      if (declared.length === 0) return [];
      const allowed = declared[0]?.AllowedValues?.map(String);
      return [[name, allowed ?? [undefined, ...[...literals].sort()]]];
    }),
  );
}

/** Notes what each parameter is compared with, and the keys of the mappings that it chooses from. */
function collect(value: Json, template: Template, named: Map<string, Set<string>>): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, template, named);
    return;
  }
  if (!isObject(value)) return;
  const call = asIntrinsic(value);
  const [first, second] = Array.isArray(call?.argument) ? call.argument : [];
  if (call?.name === 'Fn::Equals') {
    note([first, second], [scalarText(first), scalarText(second)], named);
  }
  if (call?.name === 'Fn::FindInMap' && typeof first === 'string') {
    note([second], Object.keys(own(template.Mappings, first) ?? {}), named);
  }
  for (const item of Object.values(value)) collect(item, template, named);
}

function note(
  asking: readonly (Json | undefined)[],
  literals: readonly (string | undefined)[],
  named: Map<string, Set<string>>,
): void {
  for (const side of asking) {
    const direct = isObject(side) && typeof side.Ref === 'string';
    for (const { id } of referencesIn(side)) {
      const values = named.get(id) ?? new Set<string>();
      if (direct) for (const literal of literals) if (literal !== undefined) values.add(literal);
      named.set(id, values);
    }
  }
}

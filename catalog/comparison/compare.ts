import { CatalogError } from '../errors';
import {
  isCustomResource,
  isObject,
  type Json,
  LANGUAGE_EXTENSIONS,
  parseTemplate,
  sameJson,
  type Template,
  TemplateError,
  transformNames,
  UNRESOLVED,
} from '../template';
import { canonical } from './canonical';
import { byGravity, type Comparison, type FoundChange, largestBump, type TemplateChange } from './comparison';
import { evaluate } from './evaluation';
import { importChanges } from './import-changes';
import { JoinedChanges } from './join';
import { outputChanges } from './output-changes';
import { parameterChanges } from './parameter-changes';
import { pruned } from './prune';
import { resourceVerdicts } from './resource-verdicts';
import { ruleChanges } from './rule-changes';
import { type Answers, ENVIRONMENT_TYPE, type Scenario, scenarios } from './scenarios';
import { writtenChanges } from './written-changes';

/** Options of a comparison of two templates. */
export interface CompareOptions {
  /**
   * Answers that running products may have given; values that the running template refuses are left out.
   *
   * @default - the form's defaults with each environment type in turn, and one by one the other values that conditions
   *   and mappings ask for
   */
  readonly answers?: readonly Answers[];
  /**
   * Custom resources are taken to hold data: one that goes, or is replaced, is a major loss.
   *
   * @default false
   */
  readonly strict?: boolean;
}

/**
 * Comparison of two templates: effects on those who run the first, and the bump that a release of the second needs;
 * every difference, classified by evaluating both templates for each way in which they may be running.
 *
 * The order of keys never counts.
 *
 * @throws `CatalogError` `unknown-transform`: what a macro makes of a template isn't known; `template-not-comparable`:
 *   AWS would refuse the first template whatever the answers
 */
export function compareTemplates(before: Template, after: Template, options: CompareOptions = {}): Comparison {
  refuseTransforms(before, after);
  if (sameJson(before as never, after as never)) return { bump: 'none', losesData: false, changes: [] };
  const joined = new JoinedChanges(environmentTypes(before, after));
  joined.addEverywhere([...parameterChanges(before, after), ...ruleChanges(before, after)]);
  const existing = new Set<string>();
  let fault: TemplateError | undefined;
  let compared = 0;
  const [then, now] = pruned(before, after);
  for (const scenario of scenarios(then, now, options.answers)) {
    const found = scenarioChanges(then, now, scenario);
    if (found instanceof TemplateError) {
      fault ??= found;
      continue;
    }
    compared += 1;
    for (const id of found.existing) existing.add(id);
    joined.add(found.changes, scenario.environmentType, scenario.unusual);
  }
  if (compared === 0) {
    throw new CatalogError(
      'template-not-comparable',
      `The first template can't be evaluated with any answers: ${fault?.message ?? 'its rules and constraints refuse them all'}`,
    );
  }
  const isComplete = options.answers !== undefined;
  joined.addEverywhere(writtenChanges(before, after, { found: joined.found(), existing, isComplete }));
  return comparisonOf(joined.changes(), options);
}

/** Result of a comparison, of all that was found and joined. */
export function comparisonOf(
  found: readonly TemplateChange[],
  { strict = false }: Pick<CompareOptions, 'strict'> = {},
): Comparison {
  const changes = (strict ? found.map(strictly) : [...found]).sort(byGravity);
  return {
    bump: largestBump(changes.map(({ bump }) => bump)),
    losesData: changes.some(({ losesData }) => losesData),
    changes,
  };
}

/** A change of a custom resource, of which nobody knows what it holds, taken at its worst. */
function strictly(change: TemplateChange): TemplateChange {
  const goes = change.effect === 'removal' || change.effect === 'replacement';
  if (change.type === null || !isCustomResource(change.type) || !goes) return change;
  return { ...change, bump: 'major', losesData: true, why: `${change.why} Taken strictly, it holds data: major.` };
}

const INCLUDE = 'AWS::Include';

/**
 * Refuses templates of which nobody knows what AWS makes of them: a macro's, and those with files included that differ. What
 * a file holds isn’t known, but that both include the same one is.
 *
 * @throws `CatalogError` `unknown-transform`
 */
export function refuseTransforms(before: Template, after: Template): void {
  const [then, now] = [before, after].map((template) => {
    const calls = transformCalls(template as unknown as Json);
    refuseMacros(template, calls);
    return calls.map(canonical).sort();
  });
  if (!sameJson(then, now)) throw unknownTransform(INCLUDE);
}

function refuseMacros({ Transform }: Template, calls: readonly Json[]): void {
  const macro =
    transformNames(Transform).find((name) => name !== LANGUAGE_EXTENSIONS) ??
    calls.map(nameOf).find((name) => name !== INCLUDE);
  if (macro !== undefined) throw unknownTransform(macro);
}

function unknownTransform(name: string): CatalogError {
  return new CatalogError(
    'unknown-transform',
    `A template with the transform ${name} can't be compared: what it becomes is known only to AWS. Compare what ` +
      '"aws cloudformation get-template --template-stage Processed" gives, or a stack with a change set of it.',
  );
}

/**
 * The calls of macros below the sections of a template.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-transform.html
 */
function transformCalls(json: Json, found: Json[] = []): Json[] {
  if (Array.isArray(json)) for (const item of json) transformCalls(item, found);
  else if (isObject(json)) {
    for (const [key, value] of Object.entries(json)) {
      if (key === 'Fn::Transform') found.push(value);
      else transformCalls(value, found);
    }
  }
  return found;
}

function nameOf(call: Json): string {
  return isObject(call) && typeof call.Name === 'string' ? call.Name : 'Fn::Transform';
}

function environmentTypes(before: Template, after: Template): string[] {
  const declared = [before, after].map(({ Parameters }) => Parameters?.[ENVIRONMENT_TYPE]);
  return [
    ...new Set(declared.flatMap((parameter) => parameter?.AllowedValues?.map(String) ?? parameter?.Default ?? [])),
  ].map(String);
}

/** Changes of the resources and outputs in one scenario. */
export interface ScenarioChanges {
  readonly changes: readonly FoundChange[];
  /** The resources and outputs of the running version, by section and name. */
  readonly existing: readonly string[];
}

/** Changes of one scenario; the fault when the first template can't be running like that. */
export function scenarioChanges(
  before: Template,
  after: Template,
  scenario: Scenario,
): ScenarioChanges | TemplateError {
  const once = changesWith(before, after, scenario, false);
  if (once instanceof TemplateError || !once.isUndecided) return once;
  const other = changesWith(before, after, scenario, true);
  if (other instanceof TemplateError) return once;
  return { changes: [...once.changes, ...other.changes], existing: [...once.existing, ...other.existing] };
}

function changesWith(
  before: Template,
  after: Template,
  scenario: Scenario,
  undecided: boolean,
): (ScenarioChanges & { readonly isUndecided: boolean }) | TemplateError {
  const { pseudo, exports } = scenario;
  const read = new Set<string>();
  const importThen = (name: string) => {
    read.add(name);
    return exports?.get(name) ?? UNRESOLVED;
  };
  // What is imported anew may be there only once another product is updated.
  const importNow = (name: string) => (read.has(name) ? importThen(name) : UNRESOLVED);
  const then = attempt(() =>
    evaluate(before, { parameters: scenario.before, pseudo, undecided, importValue: importThen }),
  );
  if (then instanceof TemplateError) return then;
  const existing = [
    ...Object.keys(then.evaluated.resources).map((id) => `Resources ${id}`),
    ...Object.keys(then.evaluated.outputs).map((id) => `Outputs ${id}`),
  ];
  const now = attempt(() => evaluate(after, { parameters: scenario.after, pseudo, undecided, importValue: importNow }));
  if (now instanceof TemplateError) {
    return { changes: isStillAllowed(after, scenario) ? [refusal(now)] : [], existing, isUndecided: then.isUndecided };
  }
  const { changes, fates } = resourceVerdicts(then.evaluated, now.evaluated, compareTexts);
  return {
    changes: [
      ...changes,
      ...outputChanges(then.evaluated, now.evaluated, fates),
      ...importChanges(then.evaluated, now.evaluated),
    ],
    existing,
    isUndecided: then.isUndecided || now.isUndecided,
  };
}

/** Comparison of templates that stand as texts inside others, for all answers; undefined where one can't be read. */
function compareTexts(before: Json | undefined, after: Json | undefined): Comparison | undefined {
  if (typeof before !== 'string' || typeof after !== 'string') return undefined;
  try {
    return compareTemplates(parseTemplate(before), parseTemplate(after));
  } catch (error) {
    if (error instanceof CatalogError || error instanceof TemplateError) return undefined;
    throw error;
  }
}

function attempt<T>(work: () => T): T | TemplateError {
  try {
    return work();
  } catch (error) {
    if (error instanceof TemplateError) return error;
    throw error;
  }
}

/** Whether the new version still takes the scenario's answers; when not, the narrowed constraint is the change. */
function isStillAllowed(after: Template, { after: values }: Scenario): boolean {
  return Object.entries(after.Parameters ?? {}).every(([name, { AllowedValues: allowed }]) => {
    const value = values[name];
    return allowed === undefined || typeof value !== 'string' || allowed.some((one) => String(one) === value);
  });
}

function refusal({ message }: TemplateError): FoundChange {
  return {
    logicalId: null,
    type: null,
    property: null,
    effect: 'failure',
    bump: 'major',
    why: `AWS refuses the new template: ${message}`,
    losesData: false,
  };
}

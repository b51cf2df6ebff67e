import { CatalogError } from '../errors';
import { type PseudoParameters, type Template, TemplateError } from '../template';
import { type CompareOptions, comparisonOf, refuseTransforms, type ScenarioChanges, scenarioChanges } from './compare';
import type { Comparison } from './comparison';
import { JoinedChanges } from './join';
import { parameterChanges } from './parameter-changes';
import { pruned } from './prune';
import { ruleChanges } from './rule-changes';
import { type Answers, ENVIRONMENT_TYPE, textsOf, valuesOf } from './scenarios';
import { writtenChanges } from './written-changes';

/** One side of an update: a template, and the answers that it has. */
export interface UpdateSide {
  readonly template: Template;
  /** Those that aren't given are the template's defaults; one that nobody may read is `undefined`. */
  readonly answers: Answers;
}

/** Stack that is updated: its name and region, and the exports that it finds there. */
export interface UpdatePlace {
  readonly pseudo: PseudoParameters;
  /** Values of exports by name. @default - none is known */
  readonly exports?: ReadonlyMap<string, string>;
}

/**
 * Comparison of what runs with what an update makes of it, property by property: the running template with the running
 * answers against the new template with the new answers. Where a condition can't be decided, both ways count.
 *
 * @throws `CatalogError` `unknown-transform`; `template-not-comparable`: the running template can't be evaluated
 */
export function compareUpdate(
  before: UpdateSide,
  after: UpdateSide,
  place: UpdatePlace,
  options: Pick<CompareOptions, 'strict'> = {},
): Comparison {
  const [then, now] = [before.template, after.template];
  refuseTransforms(then, now);
  const [old, wanted] = [textsOf(then, before.answers), textsOf(now, after.answers)];
  const environmentType = wanted[ENVIRONMENT_TYPE];
  const joined = new JoinedChanges(environmentType === undefined ? [] : [environmentType]);
  joined.addEverywhere([...parameterChanges(then, now), ...ruleChanges(then, now)]);
  const changed = new Set(Object.keys(wanted).filter((name) => wanted[name] !== old[name]));
  const [reachedThen, reachedNow] = pruned(then, now, changed);
  const sides = [
    { template: reachedThen, answers: old },
    { template: reachedNow, answers: wanted },
  ] as const;
  const found = updateChanges(...sides, place);
  joined.add(found.changes, environmentType, []);
  const seen = { found: joined.found(), existing: new Set(found.existing), isComplete: true };
  joined.addEverywhere(writtenChanges(then, now, seen));
  return comparisonOf(joined.changes(), options);
}

/**
 * Changes of resources and outputs between what runs and what an update makes of it.
 *
 * @throws `CatalogError` `template-not-comparable`: the running template can't be evaluated
 */
export function updateChanges(before: UpdateSide, after: UpdateSide, place: UpdatePlace): ScenarioChanges {
  const [old, wanted] = [textsOf(before.template, before.answers), textsOf(after.template, after.answers)];
  const found = scenarioChanges(before.template, after.template, {
    ...place,
    environmentType: wanted[ENVIRONMENT_TYPE],
    isAccepted: true,
    before: valuesOf(before.template, old),
    after: valuesOf(after.template, wanted),
    unusual: [],
  });
  if (!(found instanceof TemplateError)) return found;
  throw new CatalogError('template-not-comparable', `What runs can't be evaluated with its answers: ${found.message}`);
}

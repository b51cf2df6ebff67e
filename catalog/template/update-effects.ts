import { databaseName } from './custom-type';
import { documentedEffects, judgedSentences } from './documented-effects';
import { type Fact, factsOf, type UpdateEffect } from './facts';
import { IMPACTS } from './types';

/** Effect of an update, with the names of its property from the top-level one down. */
export interface PathEffect extends UpdateEffect {
  readonly path: readonly string[];
}

const updateEffects = new Map<string, readonly PathEffect[]>();

/**
 * Effects of updates of a type's properties, told by hand or by a sentence of AWS's; refusals that depend on more than the
 * property aren't among them. Of one path and condition, what is told by hand wins.
 */
export function updateEffectsOf(type: string): readonly PathEffect[] {
  const name = databaseName(type);
  const known = updateEffects.get(name);
  if (known !== undefined) return known;
  const told = factsOf(name).filter(isUpdateEffect);
  const isTold = ({ property, when }: UpdateEffect) =>
    told.some((fact) => fact.property === property && fact.when?.says === when?.says);
  const effects = [...told, ...documentedEffects(name).filter((fact) => !isTold(fact))].map((fact) => ({
    ...fact,
    path: fact.property.split('.'),
  }));
  // Types that nobody has are without number.
  if (effects.length > 0 || judgedSentences(name).length > 0) updateEffects.set(name, effects);
  return effects;
}

function isUpdateEffect(fact: Fact): fact is UpdateEffect {
  return fact.on === 'update' && IMPACTS.some((impact) => impact === fact.effect) && !('advice' in fact);
}

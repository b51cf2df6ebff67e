import { factsOf } from '../template';

/** Update of a resource that stays. */
export interface UpdateInPlace {
  readonly type: string;
  /** Top-level properties that get another value. */
  readonly changed: ReadonlySet<string>;
}

/** Whether an attribute of a resource that isn't replaced may have another value after an update. */
export function attributeMayChange({ type, changed }: UpdateInPlace, attribute: string): boolean {
  const following = factsOf(type).flatMap((fact) =>
    fact.effect === 'new attribute' && ['*', attribute].includes(fact.attribute) ? [fact] : [],
  );
  if (following.length > 0) return following.some(({ property }) => property === undefined || changed.has(property));
  // An attribute that is a property itself, such as the value of an SSM parameter.
  return changed.has(attribute.split('.')[0] ?? attribute);
}

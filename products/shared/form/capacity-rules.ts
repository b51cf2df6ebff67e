import { type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { addRule, BY_TYPE, environmentTypeNames } from '../../../catalog/product';
import { passedSizes } from '../sizes';
import { databaseMaxCapacity, databaseMinCapacity } from './tier-questions';

/** The stack of a product whose form asks for the database's capacity. */
interface StackWithCapacity extends Stack {
  readonly parameters: Readonly<
    Record<'DatabaseMinCapacity' | 'DatabaseMaxCapacity' | 'EnvironmentType', CfnParameter>
  >;
}

/** Refuses a least capacity above the most, whichever of the two the type chooses. */
export function addCapacityRules(stack: StackWithCapacity): void {
  const { DatabaseMinCapacity, DatabaseMaxCapacity, EnvironmentType } = stack.parameters;
  const maxima = databaseMaxCapacity.allowedValues.filter((value) => value !== BY_TYPE);
  for (const min of databaseMinCapacity.allowedValues.filter((value) => value !== BY_TYPE)) {
    const explicit = maxima.filter((max) => Number(max) >= Number(min));
    const types = environmentTypeNames.filter((type) => passedSizes.auroraMaxCapacity[type] >= Number(min));
    if (explicit.length === maxima.length && types.length === environmentTypeNames.length) continue;
    addRule(
      stack,
      `LeastCapacity${min}IsBelowMost`,
      Fn.conditionEquals(DatabaseMinCapacity, min),
      Fn.conditionOr(
        Fn.conditionContains(explicit, DatabaseMaxCapacity.valueAsString),
        Fn.conditionAnd(
          Fn.conditionEquals(DatabaseMaxCapacity, BY_TYPE),
          Fn.conditionContains(types, EnvironmentType.valueAsString),
        ),
      ),
      `DatabaseMaxCapacity must be at least ${min}, as DatabaseMinCapacity is.`,
    );
  }
}

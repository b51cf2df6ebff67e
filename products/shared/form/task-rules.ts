import { type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { addRule, BY_TYPE, environmentTypeNames } from '../../../catalog/product';
import { passedSizes } from '../sizes';
import { maxTasks, minTasks } from './tier-questions';

/** The stack of a product whose form asks for the numbers of tasks. */
interface StackWithTasks extends Stack {
  readonly parameters: Readonly<Record<'EnvironmentType' | 'MinTasks' | 'MaxTasks', CfnParameter>>;
}

/** Refuses a least number of tasks above the most; rules can't compare numbers, so they list what fits. */
export function addTaskRules(stack: StackWithTasks): void {
  const { EnvironmentType, MinTasks, MaxTasks } = stack.parameters;
  const numbers = (values: readonly string[]) => values.filter((value) => value !== BY_TYPE);
  for (const type of environmentTypeNames) {
    const ofType = { min: passedSizes.minTasks[type], max: passedSizes.maxTasks[type] };
    for (const least of [BY_TYPE, ...numbers(minTasks.allowedValues)]) {
      const effective = least === BY_TYPE ? ofType.min : Number(least);
      const fitting = numbers(maxTasks.allowedValues).filter((most) => Number(most) >= effective);
      const allowed = ofType.max >= effective ? [BY_TYPE, ...fitting] : fitting;
      if (allowed.length === maxTasks.allowedValues.length) continue;
      addRule(
        stack,
        `TaskRange${type}${least}`.replaceAll('-', ''),
        Fn.conditionAnd(
          Fn.conditionEquals(EnvironmentType.valueAsString, type),
          Fn.conditionEquals(MinTasks.valueAsString, least),
        ),
        Fn.conditionContains(allowed, MaxTasks.valueAsString),
        `With at least ${effective} tasks, MaxTasks must be ${effective} or more.`,
      );
    }
  }
}

import { CfnCondition, type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { addRule, given } from '../../../catalog/product';

/** The stack of a tier whose form asks for a base environment. */
interface StackWithBase extends Stack {
  readonly environmentName: string;
  readonly environmentType: string;
  readonly parameters: Readonly<Record<'BaseEnvironment', CfnParameter>>;
}

/** Environment whose network and data tiers a tier stands on. */
export interface Home {
  /** Condition that they are those of another environment. */
  readonly hasBase: CfnCondition;
  /** Name of the environment that they belong to. */
  readonly environment: string;
}

/** The base environment if the form names one, else this environment itself. */
export function homeOf(stack: StackWithBase): Home {
  const base = stack.parameters.BaseEnvironment.valueAsString;
  const hasBase = new CfnCondition(stack, 'HasBase', { expression: given(base) });
  return { hasBase, environment: Fn.conditionIf(hasBase.logicalId, base, stack.environmentName).toString() };
}

/**
 * Refuses a base environment where there can be none.
 *
 * @param unless when BaseEnvironment stays empty, as the form tells
 */
export function addBaseRules(stack: StackWithBase, unless = 'to use its own tiers'): void {
  const { BaseEnvironment } = stack.parameters;
  addRule(
    stack,
    'OnlyDevAndTestHaveBase',
    given(BaseEnvironment),
    Fn.conditionContains(['dev', 'test'], stack.environmentType),
    'Only dev and test may use the tiers of another environment: leave BaseEnvironment empty.',
  );
  addRule(
    stack,
    'BaseIsAnother',
    given(BaseEnvironment),
    Fn.conditionNot(Fn.conditionEquals(BaseEnvironment, stack.environmentName)),
    `An environment is not its own base: leave BaseEnvironment empty ${unless}.`,
  );
}

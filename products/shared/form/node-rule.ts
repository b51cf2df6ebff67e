import { type CfnParameter, Fn, type Stack } from 'aws-cdk-lib';
import { addRule } from '../../../catalog/product';
import { smallNodeMemories } from '../compute/node-size';

/** The stack of a product whose form asks for the memory of search nodes. */
interface StackWithNodes extends Stack {
  readonly parameters: Readonly<Record<'EnvironmentType' | 'NodeMemory', CfnParameter>>;
}

/** Refuses nodes with less CPU than Typesense asks for where users search. */
export function addNodeRule(stack: StackWithNodes): void {
  const { EnvironmentType, NodeMemory } = stack.parameters;
  addRule(
    stack,
    'StagingAndProdHaveCpu',
    Fn.conditionContains(['staging', 'prod'], EnvironmentType.valueAsString),
    Fn.conditionNot(Fn.conditionContains([...smallNodeMemories], NodeMemory.valueAsString)),
    'Typesense asks for two vCPU, which nodes have from 4 GiB on: choose by-type, or 4 or more, for NodeMemory.',
  );
}

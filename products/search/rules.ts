import { Fn } from 'aws-cdk-lib';
import { addRule, type ProductStack } from '../../catalog/product';
import { addBaseRules } from '../shared/form/base-environment';
import { smallNodeMemories } from './nodes/node-size';
import type { searchParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof searchParameters>): void {
  addBaseRules(stack);
  addRule(
    stack,
    'StagingAndProdHaveCpu',
    Fn.conditionContains(['staging', 'prod'], stack.environmentType),
    Fn.conditionNot(Fn.conditionContains([...smallNodeMemories], stack.parameters.NodeMemory.valueAsString)),
    'Typesense asks for two vCPU, which nodes have from 4 GiB on: choose by-type, or 4 or more, for NodeMemory.',
  );
}

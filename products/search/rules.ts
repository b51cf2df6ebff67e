import type { ProductStack } from '../../catalog/product';
import { addBaseRules } from '../shared/form/base-environment';
import { addNodeRule } from '../shared/form/node-rule';
import type { searchParameters } from './parameters';

/** Refuses, before anything is made, combinations of answers that can't work. */
export function addRules(stack: ProductStack<typeof searchParameters>): void {
  addBaseRules(stack);
  addNodeRule(stack);
}

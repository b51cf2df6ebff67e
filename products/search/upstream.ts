import type { CfnCondition } from 'aws-cdk-lib';
import type { Imports, ProductStack } from '../../catalog/product';
import { appContract } from '../app/contract';
import { dataContract } from '../data/contract';
import { networkContract } from '../network/contract';
import { homeOf } from '../shared/form/base-environment';
import type { searchParameters } from './parameters';

/** The tiers that search stands on. */
export interface Upstream {
  /** Condition that network and data are those of another environment. */
  readonly hasBase: CfnCondition;
  readonly network: Imports<typeof networkContract.outputs>;
  readonly data: Imports<typeof dataContract.outputs>;
  readonly app: Imports<typeof appContract.outputs>;
}

/** The app of this environment; network and data of its base if the form names one, else its own. */
export function upstreamOf(stack: ProductStack<typeof searchParameters>): Upstream {
  const { hasBase, environment } = homeOf(stack);
  return {
    hasBase,
    network: stack.imports(networkContract, environment),
    data: stack.imports(dataContract, environment),
    app: stack.imports(appContract),
  };
}

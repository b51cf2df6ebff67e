import type { Imports, ProductStack } from '../../catalog/product';
import { dataContract } from '../data/contract';
import { networkContract } from '../network/contract';
import { homeOf } from '../shared/form/base-environment';
import type { appParameters } from './parameters';

/** The tiers that the application stands on. */
export interface Upstream {
  /** Name of the environment that they belong to. */
  readonly environment: string;
  readonly network: Imports<typeof networkContract.outputs>;
  readonly data: Imports<typeof dataContract.outputs>;
}

/** Network and data of the base environment if the form names one, else of this environment itself. */
export function upstreamOf(stack: ProductStack<typeof appParameters>): Upstream {
  const { environment } = homeOf(stack);
  return {
    environment,
    network: stack.imports(networkContract, environment),
    data: stack.imports(dataContract, environment),
  };
}

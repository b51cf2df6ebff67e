import { CfnCondition, Fn } from 'aws-cdk-lib';
import type { Imports, ProductStack } from '../../catalog/product';
import { appContract } from '../app/contract';
import { dataContract } from '../data/contract';
import { networkContract } from '../network/contract';
import { searchContract } from '../search/contract';
import type { observabilityParameters } from './parameters';

/** The tiers that are watched. */
export interface Upstream {
  readonly network: Imports<typeof networkContract.outputs>;
  readonly data: Imports<typeof dataContract.outputs>;
  readonly app: Imports<typeof appContract.outputs>;
  /** To be used only where `hasSearch` holds. */
  readonly search: Imports<typeof searchContract.outputs>;
  /** Holds when network and data belong to this environment; else the base watches them. */
  readonly ownsBase: CfnCondition;
  /** Holds when the environment has a search tier. */
  readonly hasSearch: CfnCondition;
}

/** App and search of this environment; network and data of its base, or its own. */
export function upstreamOf(stack: ProductStack<typeof observabilityParameters>): Upstream {
  const base = stack.parameters.BaseEnvironment.valueAsString;
  const ownsBase = new CfnCondition(stack, 'OwnsBase', { expression: Fn.conditionEquals(base, '') });
  const hasSearch = new CfnCondition(stack, 'HasSearch', {
    expression: Fn.conditionEquals(stack.parameters.SearchTier.valueAsString, 'yes'),
  });
  const home = Fn.conditionIf(ownsBase.logicalId, stack.environmentName, base).toString();
  const watchesCertificate = new CfnCondition(stack, 'WatchesCertificate', {
    expression: Fn.conditionEquals(stack.parameters.WatchCertificate.valueAsString, 'yes'),
  });
  const network = stack.imports(networkContract, home);
  return {
    network: {
      ...network,
      certificateArn: Fn.conditionIf(watchesCertificate.logicalId, network.certificateArn, 'none').toString(),
    },
    data: stack.imports(dataContract, home),
    app: stack.imports(appContract),
    search: stack.imports(searchContract, undefined, hasSearch),
    ownsBase,
    hasSearch,
  };
}

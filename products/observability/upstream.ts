import { CfnCondition, Fn } from 'aws-cdk-lib';
import type { Imports, ProductStack } from '../../catalog/product';
import { appContract } from '../app/contract';
import { dataContract } from '../data/contract';
import { networkContract } from '../network/contract';
import { searchContract } from '../search/contract';
import type { Watchable } from './alarms/alarm-definition';
import type { observabilityParameters } from './parameters';
import type { observabilitySizes } from './sizes';

/** The tiers that are watched. */
export interface Upstream {
  /** Its certificate is to be used only where `has.certificate` holds. */
  readonly network: Imports<typeof networkContract.outputs>;
  readonly data: Imports<typeof dataContract.outputs>;
  readonly app: Imports<typeof appContract.outputs>;
  /** To be used only where `hasSearch` holds. */
  readonly search: Imports<typeof searchContract.outputs>;
  /** Condition that network and data belong to this environment; else the base watches them. */
  readonly ownsBase: CfnCondition;
  /** Condition that the environment has a search tier. */
  readonly hasSearch: CfnCondition;
  /** Conditions that hold where there is something to watch, as the form says it. */
  readonly has: Readonly<Record<Watchable, CfnCondition>>;
}

/** App and search of this environment; network and data of its base, or its own. */
export function upstreamOf(stack: ProductStack<typeof observabilityParameters, typeof observabilitySizes>): Upstream {
  const base = stack.parameters.BaseEnvironment.valueAsString;
  const ownsBase = new CfnCondition(stack, 'OwnsBase', { expression: Fn.conditionEquals(base, '') });
  const hasSearch = new CfnCondition(stack, 'HasSearch', {
    expression: Fn.conditionEquals(stack.parameters.SearchTier.valueAsString, 'yes'),
  });
  const home = Fn.conditionIf(ownsBase.logicalId, stack.environmentName, base).toString();
  const says = (id: string, given: string | number, answer: string) =>
    new CfnCondition(stack, id, { expression: Fn.conditionEquals(given, answer) });
  const has = {
    certificate: says('WatchesCertificate', stack.choice('WatchCertificate'), 'yes'),
    endpoints: says('HasInterfaceEndpoints', stack.choice('InterfaceEndpoints'), 'yes'),
    threeNodes: says('HasThreeNodes', stack.choice('SearchNodes'), '3'),
    traceGroups: says('GroupsTraces', stack.choice('TraceGroups'), 'yes'),
  };
  return {
    network: stack.imports(networkContract, home),
    data: stack.imports(dataContract, home),
    app: stack.imports(appContract),
    search: stack.imports(searchContract, undefined, hasSearch),
    ownsBase,
    hasSearch,
    has,
  };
}

import type { AlarmDefinition } from '../alarm-definition';
import { applicationLogAlarms, searchLogAlarms } from '../log-metrics';
import { traceAlarms } from '../tracing';
import type { Upstream } from '../upstream';
import { applicationAlarms } from './application';
import { databaseAlarms } from './database';
import { loadBalancerAlarms } from './load-balancer';
import { networkAlarms } from './network';
import { searchAlarms } from './search';
import { storeAlarms } from './stores';

/** The tiers that have alarms. */
export type WatchedTier = 'network' | 'data' | 'app' | 'search';

/** Everything that is watched, by tier: the one table that the alarms are made of and that the README shows. */
export function alarmsByTier(
  { network, data, app, search }: Pick<Upstream, WatchedTier>,
  environment: string,
): Readonly<Record<WatchedTier, readonly AlarmDefinition[]>> {
  return {
    network: networkAlarms(network),
    data: [...databaseAlarms(data), ...storeAlarms(data)],
    app: [
      ...loadBalancerAlarms(app),
      ...applicationAlarms(app),
      ...applicationLogAlarms(environment),
      ...traceAlarms(environment),
    ],
    search: [...searchAlarms(search), ...searchLogAlarms(environment)],
  };
}

import { applicationLogAlarms, searchLogAlarms } from '../logs/log-alarms';
import { traceAlarms } from '../traces/tracing';
import type { Upstream } from '../upstream';
import type { AlarmDefinition } from './alarm-definition';
import { applicationAlarms } from './definitions/application';
import { databaseAlarms } from './definitions/database';
import { loadBalancerAlarms } from './definitions/load-balancer';
import { networkAlarms } from './definitions/network';
import { searchAlarms } from './definitions/search';
import { storeAlarms } from './definitions/stores';

/** The tiers that have alarms. */
export type WatchedTier = 'network' | 'data' | 'app' | 'search';

/** Everything that is watched, by tier: the one table that the alarms are made of and that the README shows. */
export function alarmsByTier(
  { network, data, app, search }: Pick<Upstream, WatchedTier>,
  environment: string,
): Readonly<Record<WatchedTier, readonly AlarmDefinition[]>> {
  return {
    network: networkAlarms(network),
    data: [...databaseAlarms(data), ...storeAlarms(data, environment)],
    app: [
      ...loadBalancerAlarms(app),
      ...applicationAlarms(app),
      ...applicationLogAlarms(environment),
      ...traceAlarms(environment),
    ],
    search: [...searchAlarms(search), ...searchLogAlarms(environment)],
  };
}

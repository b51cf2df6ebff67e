import { CfnCondition, Fn } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { defineProduct, Optional } from '../../catalog/product';
import { publisher } from '../shared/publisher';
import { alarmTable } from './alarms/alarm-table';
import { AlarmTopic } from './alarms/alarm-topic';
import { alarmsByTier, type WatchedTier } from './alarms/alarms-by-tier';
import { BackupFailures } from './alarms/backup-failures';
import { loadBalancerMetric, targetMetric } from './alarms/definitions/load-balancer';
import { EnvironmentAlarm } from './alarms/environment-alarm';
import { Notifications } from './alarms/notifications';
import { TierAlarms } from './alarms/tier-alarms';
import { observabilityClaims } from './claims';
import { observabilityContract } from './contract';
import { Dashboards } from './dashboards/dashboards';
import { observabilityExceptions } from './exceptions';
import { observabilityLaunchRole } from './launch-role';
import { applicationLogMetrics, LogMetrics, searchLogMetrics } from './logs/log-metrics';
import { applicationQueries, SavedQueries, searchQueries } from './logs/saved-queries';
import { Objectives } from './objectives/objectives';
import { observabilityParameters } from './parameters';
import { addRules } from './rules';
import { observabilitySizes } from './sizes';
import { Tracing } from './traces/tracing';
import { upstreamOf } from './upstream';

/** Observability tier: alarms, dashboards, counted log lines, saved queries, traces and objectives of an environment. */
export const observability = defineProduct({
  ...publisher,
  id: 'observability',
  name: 'Bellyfed Observability',
  description:
    'What tells how an environment is: alarms on every tier with an encrypted topic that sends them, dashboards, ' +
    'metrics and saved queries of the logs, groups and sampling of traces, and optional service level objectives. Launch ' +
    'it after app, and after search where there is one.',
  contract: observabilityContract,
  parameters: observabilityParameters,
  sizes: observabilitySizes,
  launchRole: observabilityLaunchRole,
  claims: observabilityClaims,
  exceptions: observabilityExceptions,
  furtherReference: alarmTable,

  build(stack) {
    const { parameters, environmentName: environment, environmentType } = stack;
    addRules(stack);
    const upstream = upstreamOf(stack);
    const { app, search, ownsBase, hasSearch, has } = upstream;

    const topic = new AlarmTopic(stack, 'AlarmTopic', {
      environment,
      email: parameters.AlarmEmail.valueAsString,
      keyArn: parameters.TopicKeyArn.valueAsString,
    });
    const notifications = new Notifications(stack, 'Notification', {
      topicArn: topic.arn,
      sentFor: parameters.Notifications.valueAsString,
    });

    const scopes = {
      network: new Optional(stack, 'Network', { when: ownsBase }),
      data: new Optional(stack, 'Data', { when: ownsBase }),
      app: new Construct(stack, 'App'),
      search: new Optional(stack, 'Search', { when: hasSearch }),
    };
    const definitions = alarmsByTier(upstream, environment);
    const alarmsOf = (tier: WatchedTier) =>
      new TierAlarms(scopes[tier], 'Alarms', {
        environment,
        environmentType,
        tier,
        definitions: definitions[tier],
        notifications,
        has,
      });
    new BackupFailures(scopes.data, 'BackupFailures', { environment, vaultName: upstream.data.backupVaultName });
    const alarms = {
      network: alarmsOf('network'),
      data: alarmsOf('data'),
      app: alarmsOf('app'),
      search: alarmsOf('search'),
    };
    const environmentAlarm = new EnvironmentAlarm(stack, 'EnvironmentAlarm', {
      environment,
      always: alarms.app,
      sometimes: [
        { tiers: [alarms.network, alarms.data], when: ownsBase },
        { tiers: [alarms.search], when: hasSearch },
      ],
    });

    new LogMetrics(scopes.app, 'LogMetric', environment, applicationLogMetrics(app));
    new LogMetrics(scopes.search, 'LogMetric', environment, searchLogMetrics(search));
    new SavedQueries(scopes.app, 'Query', environment, applicationQueries(app));
    new SavedQueries(scopes.search, 'Query', environment, searchQueries(search));
    new Tracing(stack, 'Tracing', {
      environment,
      apiName: app.restApiName,
      apiStage: app.restApiStage,
      samplingRate: parameters.TraceSampling.valueAsNumber,
      hasGroups: has.traceGroups,
    });

    const measuresObjectives = new CfnCondition(stack, 'MeasuresObjectives', {
      expression: Fn.conditionEquals(parameters.ServiceLevelObjectives.valueAsString, 'yes'),
    });
    new Objectives(new Optional(stack, 'Objective', { when: measuresObjectives }), 'Resource', {
      environment,
      availabilityGoal: parameters.AvailabilityGoal.valueAsNumber,
      requests: loadBalancerMetric(app, 'RequestCount', 'Sum'),
      errors: loadBalancerMetric(app, 'HTTPCode_Target_5XX_Count', 'Sum'),
      latency: targetMetric(app, 'TargetResponseTime', 'p95'),
    });

    const dashboards = new Dashboards(stack, 'Dashboard', {
      environment,
      upstream,
      alarms,
      environmentAlarm,
    });
    return {
      AlarmTopicArn: topic.arn,
      OverviewDashboardName: dashboards.overviewName,
      EnvironmentAlarmName: environmentAlarm.name,
      EnvironmentAlarmArn: environmentAlarm.arn,
    };
  },
});

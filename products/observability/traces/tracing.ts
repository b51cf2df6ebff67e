import type { CfnCondition } from 'aws-cdk-lib';
import { CfnGroup, CfnSamplingRule } from 'aws-cdk-lib/aws-xray';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import type { AlarmDefinition } from '../alarms/alarm-definition';
import type { Metric } from '../metric';

/** REST API to trace, the share of requests that is traced, and the condition of further groups. */
export interface TracingProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Name of the REST API. */
  readonly apiName: string;
  /** Stage of the REST API. */
  readonly apiStage: string;
  /** Share of requests that are traced beyond the first of each second, from 0 to 1. */
  readonly samplingRate: number;
  /** Condition that failed traces and slow ones have a group each. */
  readonly hasGroups: CfnCondition;
}

/** The X-Ray groups of an environment; an environment's name has 21 characters at most, a group's 32. */
type TraceGroup = 'traces' | 'faults' | 'slow';

/**
 * X-Ray's view of an environment: a group of all its traces, which has a service map of its own, groups of those that
 * failed and of those that were slow where they are wanted, and how many requests are traced at all.
 *
 * A group's only metric is the number of its traces, so that failing and slow traces are told apart by groups.
 *
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-groups.html
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-console-sampling.html
 */
export class Tracing extends Construct {
  constructor(scope: Construct, id: string, { environment, apiName, apiStage, samplingRate, hasGroups }: TracingProps) {
    super(scope, id);
    const api = `${apiName}/${apiStage}`;
    const web = webServiceName(environment);
    const ours = `(service("${web}") OR service("${api}"))`;
    const group = (scope: Construct, name: TraceGroup, filterExpression: string, insights: boolean) =>
      new CfnGroup(scope, 'Resource', {
        groupName: groupName(environment, name),
        filterExpression,
        insightsConfiguration: { insightsEnabled: insights, notificationsEnabled: insights },
      });
    group(new Construct(this, 'Traces'), 'traces', ours, true);
    group(new Optional(this, 'Faults', { when: hasGroups }), 'faults', `${ours} AND fault = true`, false);
    group(new Optional(this, 'Slow', { when: hasGroups }), 'slow', `${ours} AND responsetime > 3`, false);

    const rule = (ruleId: string, ruleName: string, serviceName: string, serviceType: string, priority: number) =>
      new CfnSamplingRule(this, ruleId, {
        samplingRule: {
          ruleName,
          priority,
          serviceName,
          serviceType,
          fixedRate: samplingRate,
          // The first request of each second is always traced, so that little traffic shows as well.
          reservoirSize: 1,
          host: '*',
          httpMethod: '*',
          urlPath: '*',
          resourceArn: '*',
          version: 1,
        },
      });
    rule('ApiSampling', `${environment}-api`, api, 'AWS::ApiGateway::Stage', 1000);
    rule('WebSampling', `${environment}-web`, web, '*', 1001);
  }
}

/** The name by which the web application's spans call their service: its variable `OTEL_SERVICE_NAME`. */
function webServiceName(environment: string): string {
  return `bellyfed-${environment}`;
}

function groupName(environment: string, group: TraceGroup): string {
  return `${environment}-${group}`;
}

/** The number of traces of one of the environment's groups. */
export function traceMetric(environment: string, group: TraceGroup): Metric {
  return {
    namespace: 'AWS/X-Ray',
    name: 'ApproximateTraceCount',
    dimensions: { GroupName: groupName(environment, group) },
    statistic: 'Sum',
  };
}

/** Alarms on traces: requests that failed or were slow anywhere on their way. */
export function traceAlarms(environment: string): readonly AlarmDefinition[] {
  return [
    {
      id: 'TracedFaults',
      needs: 'traceGroups',
      title: 'Traced requests fail somewhere on their way',
      watch: traceMetric(environment, 'faults'),
      comparison: '>',
      threshold: 10,
      minutes: 5,
      periods: [2, 3],
      reason:
        'Sees what fails behind a page, too. Even the least sampling traces one request a second, so ten are not chance.',
    },
    {
      id: 'TracedLatency',
      needs: 'traceGroups',
      title: 'Traced requests take more than 3 s',
      watch: traceMetric(environment, 'slow'),
      comparison: '>',
      threshold: { dev: 100, test: 100, staging: 20, prod: 20 },
      minutes: 5,
      periods: [3, 3],
      reason:
        'Measured end to end, with what load balancer and API do not see; cold starts cause some in dev and test.',
    },
  ];
}

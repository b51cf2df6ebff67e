import { CfnServiceLevelObjective } from 'aws-cdk-lib/aws-applicationsignals';
import { Construct } from 'constructs';
import type { Metric } from '../metric';

/** Goal of availability, and the metrics that the objectives are measured by. */
export interface ObjectivesProps {
  /** Name of the environment. */
  readonly environment: string;
  /** Percent of requests that are to be answered without a 5xx status. */
  readonly availabilityGoal: number;
  readonly requests: Metric;
  readonly errors: Metric;
  /** 95th percentile of the time to answer, in seconds. */
  readonly latency: Metric;
}

const month = { rollingInterval: { duration: 30, durationUnit: 'DAY' } };

/**
 * Service level objectives on what visitors get from the load balancer. They are measured from its metrics, so the
 * application needs no instrumentation for them.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html
 */
export class Objectives extends Construct {
  constructor(scope: Construct, id: string, props: ObjectivesProps) {
    super(scope, id);
    const { environment, availabilityGoal, requests, errors, latency } = props;
    new CfnServiceLevelObjective(this, 'Availability', {
      name: `bellyfed-${environment}-availability`,
      description: 'Requests that the application answers without a 5xx status',
      requestBasedSli: {
        requestBasedSliMetric: {
          totalRequestCountMetric: [query(requests, 60)],
          monitoredRequestCountMetric: { badCountMetric: [query(errors, 60)] },
        },
      },
      goal: { attainmentGoal: availabilityGoal, interval: month },
    });
    new CfnServiceLevelObjective(this, 'Latency', {
      name: `bellyfed-${environment}-latency`,
      description: 'Minutes in which 95 of 100 requests are answered within a second',
      sli: {
        sliMetric: { metricDataQueries: [query(latency, 60)] },
        metricThreshold: 1,
        comparisonOperator: 'LessThanOrEqualTo',
      },
      goal: { attainmentGoal: 95, warningThreshold: 50, interval: month },
    });
  }
}

function query({ namespace, name: metricName, dimensions, statistic: stat }: Metric, period: number) {
  return {
    id: 'value',
    metricStat: {
      metric: {
        namespace,
        metricName,
        dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })),
      },
      period,
      stat,
    },
    returnData: true,
  };
}

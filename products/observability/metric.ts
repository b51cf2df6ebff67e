/** Statistic by which the data points of a period are made one. */
export type Statistic = 'Average' | 'Maximum' | 'Minimum' | 'Sum' | `p${number}`;

/** One CloudWatch metric and its statistic; dimension values are mostly known at launch only. */
export interface Metric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
}

/** A value computed from up to ten metrics. */
export interface Formula {
  /** Metric math over the ids of `metrics`. */
  readonly expression: string;
  /** By id: a lower-case letter, then letters and digits. */
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Words for what is computed. */
  readonly text: string;
}

/**
 * A Metrics Insights query that gives one series: for metrics whose resources other tiers can't name.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-metrics-insights-querylanguage.html
 */
export interface Query {
  readonly query: string;
  /** Words for what is asked for. */
  readonly text: string;
}

/** Data that an alarm looks at, or a dashboard shows. */
export type Watched = Metric | Formula | Query;

/** The part in percent of the whole; 0 in periods with fewer than `atLeast` of the whole, which prove nothing. */
export function share(part: Metric, whole: Metric, atLeast: number): Formula {
  return {
    expression: `IF(whole >= ${atLeast}, 100 * FILL(part, 0) / whole, 0)`,
    metrics: { part, whole },
    text: `sum of ${part.name} in percent of the sum of ${whole.name}, from ${atLeast} of them on`,
  };
}

/** The sum of metrics, those without data counting as 0. */
export function total(metrics: readonly Metric[]): Formula {
  const byId = Object.fromEntries(metrics.map((metric, index) => [`m${index + 1}`, metric]));
  return {
    expression: Object.keys(byId)
      .map((id) => `FILL(${id}, 0)`)
      .join(' + '),
    metrics: byId,
    text: `sum of ${[...new Set(metrics.map(({ name }) => name))].join(' and ')}`,
  };
}

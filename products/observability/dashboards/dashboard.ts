import { Aws, type CfnCondition, Fn, Stack } from 'aws-cdk-lib';
import { CfnDashboard } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { NamedAlarm } from '../alarms/tier-alarms';
import { joinPresent } from '../join-present';
import type { Metric, Query } from '../metric';

/** One graph: lines over time. */
export interface Panel {
  readonly title: string;
  /** Lines by their label. */
  readonly lines: Readonly<Record<string, Metric | Query>>;
}

/** A row of lamps, one an alarm; the first alarm is always there. */
export interface Lamps {
  readonly title: string;
  readonly alarms: readonly NamedAlarm[];
}

/** Something that a dashboard shows, in the order of reading. */
export interface Widget {
  readonly show: Panel | Lamps;
  /** @default - always */
  readonly when?: CfnCondition;
}

/** The width of CloudWatch's grid. */
const columns = 24;
const panelSize = { width: 8, height: 6 };
const headingSize = { width: columns, height: 1 };
const lampsPerRow = 4;

/**
 * A CloudWatch dashboard: a heading, then its widgets in rows. Widgets that a condition leaves out leave a gap.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function dashboard(
  scope: Construct,
  id: string,
  props: { readonly name: string; readonly heading: string; readonly widgets: readonly Widget[] },
): CfnDashboard {
  const heading = { type: 'text', x: 0, y: 0, ...headingSize, properties: { markdown: `# ${props.heading}` } };
  const json = (value: object) => Stack.of(scope).toJsonString(value);
  const places = positions(props.widgets);
  const widgets = props.widgets.map(({ show, when }, index) => {
    const place = { ...places[index] };
    return { text: 'lines' in show ? json({ ...place, ...graph(show) }) : lamps(place, show), when };
  });
  return new CfnDashboard(scope, id, {
    dashboardName: props.name,
    dashboardBody: Fn.join('', ['{"widgets":[', joinPresent(',', [{ text: json(heading) }, ...widgets]), ']}']),
  });
}

/** From left to right; what doesn't fit begins a new row, and so do lamps after panels. */
function positions(widgets: readonly Widget[]) {
  const placed: { x: number; y: number; width: number; height: number }[] = [];
  for (const { show } of widgets) {
    const size = 'lines' in show ? panelSize : lampsSize(show);
    const last = placed.at(-1);
    const fits = last !== undefined && last.x + last.width + size.width <= columns && last.height === size.height;
    const below = Math.max(headingSize.height, ...placed.map(({ y, height }) => y + height));
    placed.push({ ...size, ...(fits ? { x: last.x + last.width, y: last.y } : { x: 0, y: below }) });
  }
  return placed;
}

/** Room for all of them, those that may be left out included. */
function lampsSize({ alarms }: Lamps) {
  return { width: columns, height: 1 + Math.ceil(alarms.length / lampsPerRow) };
}

/** Text of a widget whose list has elements that may be left out: an object of the construct library can't. */
function lamps(place: object, { title, alarms }: Lamps): string {
  const begin = JSON.stringify({ type: 'alarm', ...place, properties: { title, alarms: [] } }).replace(/]}}$/, '');
  const arns = alarms.map(({ arn, when }) => ({ text: Fn.join('', ['"', arn, '"']), when }));
  return Fn.join('', [begin, joinPresent(',', arns), ']}}']);
}

function graph({ title, ...panel }: Panel): object {
  const lines = Object.entries(panel.lines);
  return {
    type: 'metric',
    properties: {
      title,
      view: 'timeSeries',
      region: Aws.REGION,
      period: 300,
      metrics: lines.map(([label, line], index) =>
        'query' in line
          ? [{ id: `q${index}`, expression: line.query, label }]
          : [line.namespace, line.name, ...Object.entries(line.dimensions).flat(), { stat: line.statistic, label }],
      ),
    },
  };
}

import type { CfnCondition } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import type { WatchedTier } from '../alarms/alarms-by-tier';
import type { TierAlarms } from '../alarms/tier-alarms';
import { dashboardName } from '../names';
import type { Upstream } from '../upstream';
import { dashboard, type Panel, type Widget } from './dashboard';
import { apiPanels, appPanels, eventPanels, taskPanels, visitorPanels } from './panels/app';
import { databaseLoadPanels, dataPanels } from './panels/data';
import { networkPanels } from './panels/network';
import { nodePanels, searchFunctionPanels, searchPanels } from './panels/search';

/** Properties of `Dashboards`. */
export interface DashboardsProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly upstream: Upstream;
  readonly alarms: Readonly<Record<WatchedTier, TierAlarms>>;
  /** ARN of the composite alarm of the environment. */
  readonly environmentAlarmArn: string;
}

/** One dashboard a tier with its alarms and graphs, and one that shows the environment as a whole. */
export class Dashboards extends Construct {
  /** Name of the dashboard that shows the environment as a whole. */
  readonly overviewName: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DashboardsProps,
  ) {
    super(scope, id);
    const { environment, upstream, alarms, environmentAlarmArn } = props;
    const { network, data, app, search, ownsBase, hasSearch } = upstream;

    this.tier(new Construct(this, 'Network'), 'network', networkPanels(network), ownsBase);
    this.tier(new Construct(this, 'Data'), 'data', dataPanels(data), ownsBase);
    this.tier(new Construct(this, 'App'), 'app', appPanels(app, environment));
    this.tier(new Optional(this, 'Search', { when: hasSearch }), 'search', searchPanels(search, environment));

    this.overviewName = dashboard(this, 'Overview', {
      name: dashboardName(environment, 'overview'),
      heading: `${environment}: overview`,
      widgets: [
        { show: { title: 'Environment, app', alarmArns: [environmentAlarmArn, alarms.app.arn] } },
        { show: { title: 'Network, data', alarmArns: [alarms.network.arn, alarms.data.arn] }, when: ownsBase },
        { show: { title: 'Search', alarmArns: [alarms.search.arn] }, when: hasSearch },
        ...shown([
          ...visitorPanels(app),
          ...taskPanels(app),
          ...apiPanels(app),
          ...eventPanels(app),
          ...databaseLoadPanels(data),
        ]),
        ...shown([...nodePanels(search), ...searchFunctionPanels(search)], hasSearch),
      ],
    }).ref;
  }

  /** @param watchedHere holds when the tier's alarms are here and not with the base; always by default */
  private tier(scope: Construct, tier: WatchedTier, panels: readonly Panel[], watchedHere?: CfnCondition): void {
    const { environment, alarms } = this.props;
    dashboard(scope, 'Resource', {
      name: dashboardName(environment, tier),
      heading: `${environment}: ${tier}`,
      widgets: [{ show: { title: 'Alarms', alarmArns: alarms[tier].arns }, when: watchedHere }, ...shown(panels)],
    });
  }
}

function shown(panels: readonly Panel[], when?: CfnCondition): Widget[] {
  return panels.map((show) => ({ show, when }));
}

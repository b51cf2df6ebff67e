import type { CfnCondition } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Optional } from '../../../catalog/product';
import type { WatchedTier } from '../alarms/alarms-by-tier';
import type { NamedAlarm, TierAlarms } from '../alarms/tier-alarms';
import { dashboardName } from '../names';
import type { Upstream } from '../upstream';
import { dashboard, type Panel, type Widget } from './dashboard';
import { apiPanels, appPanels, eventPanels, taskPanels, visitorPanels } from './panels/app';
import { databaseLoadPanels, dataPanels } from './panels/data';
import { certificatePanels, networkPanels } from './panels/network';
import { nodePanels, searchFunctionPanels, searchPanels } from './panels/search';

/** Environment, tiers and alarms that the dashboards show. */
export interface DashboardsProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly upstream: Upstream;
  readonly alarms: Readonly<Record<WatchedTier, TierAlarms>>;
  /** Composite alarm of the environment. */
  readonly environmentAlarm: NamedAlarm;
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
    const { environment, upstream, alarms, environmentAlarm } = props;
    const { network, data, app, search, ownsBase, hasSearch, has } = upstream;

    const networkWidgets = [...shown(networkPanels(network)), ...shown(certificatePanels(network), has.certificate)];
    this.tier(new Construct(this, 'Network'), 'network', networkWidgets, ownsBase);
    this.tier(new Construct(this, 'Data'), 'data', shown(dataPanels(data)), ownsBase);
    this.tier(new Construct(this, 'App'), 'app', shown(appPanels(app, environment)));
    const searchWidgets = shown(searchPanels(search, environment));
    this.tier(new Optional(this, 'Search', { when: hasSearch }), 'search', searchWidgets);

    this.overviewName = dashboard(this, 'Overview', {
      name: dashboardName(environment, 'overview'),
      heading: `${environment}: overview`,
      widgets: [
        { show: { title: 'Environment, app', alarms: [environmentAlarm, alarms.app.composite] } },
        { show: { title: 'Network, data', alarms: [alarms.network.composite, alarms.data.composite] }, when: ownsBase },
        { show: { title: 'Search', alarms: [alarms.search.composite] }, when: hasSearch },
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
  private tier(scope: Construct, tier: WatchedTier, widgets: readonly Widget[], watchedHere?: CfnCondition): void {
    const { environment, alarms } = this.props;
    dashboard(scope, 'Resource', {
      name: dashboardName(environment, tier),
      heading: `${environment}: ${tier}`,
      widgets: [{ show: { title: 'Alarms', alarms: alarms[tier].alarms }, when: watchedHere }, ...widgets],
    });
  }
}

function shown(panels: readonly Panel[], when?: CfnCondition): Widget[] {
  return panels.map((show) => ({ show, when }));
}

import { launchedTier, shapes } from '../launch';

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: { readonly alarms?: readonly string[]; readonly metrics?: readonly unknown[][] };
}

const dashboardType = 'AWS::CloudWatch::Dashboard';

/** The dashboards by name, each as CloudWatch reads it. */
function dashboards(answers: Readonly<Record<string, string>>): [name: string, text: string, widgets: Widget[]][] {
  return launchedTier(answers)
    .ofType(dashboardType)
    .map(({ properties }) => {
      const text = String(properties.DashboardBody);
      return [String(properties.DashboardName), text, JSON.parse(text).widgets];
    });
}

const overlaps = (one: Widget, other: Widget) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height;

describe.each(shapes)('the dashboards of an environment %s', (_, answers) => {
  const all = dashboards(answers);
  const alarms = new Set(
    ['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::CompositeAlarm']
      .flatMap((type) => launchedTier(answers).ofType(type))
      .map(({ id }) => `${id}.Arn`),
  );

  it('are one a tier, and one of all, named after environment and region', () => {
    const parts = ['app', 'data', 'network', 'overview', ...(answers.SearchTier ? ['search'] : [])];
    expect(all.map(([name]) => name).sort()).toEqual(parts.map((part) => `bellyfed-one-eu-central-1-${part}`));
  });

  it('are JSON of less than 1 MB, with at most 500 widgets and 2,500 metrics', () => {
    for (const [, text, widgets] of all) {
      expect(Buffer.byteLength(text)).toBeLessThan(1024 * 1024);
      expect(widgets.length).toBeLessThanOrEqual(500);
      expect(widgets.flatMap(({ properties }) => properties.metrics ?? []).length).toBeLessThanOrEqual(2500);
    }
  });

  it('place no widget over another or past the edge', () => {
    for (const [, , widgets] of all) {
      expect(widgets.filter(({ x, width }) => x < 0 || x + width > 24)).toEqual([]);
      expect(widgets.filter((one, index) => widgets.slice(index + 1).some((other) => overlaps(one, other)))).toEqual(
        [],
      );
    }
  });

  it('show lamps of alarms that exist, of every one of them', () => {
    const shown = all.flatMap(([, , widgets]) => widgets.flatMap(({ properties }) => properties.alarms ?? []));
    expect(new Set(shown)).toEqual(alarms);
  });

  it('show no graph without a metric', () => {
    const graphs = all.flatMap(([, , widgets]) => widgets.filter(({ type }) => type === 'metric'));
    expect(graphs.filter(({ properties }) => !properties.metrics?.length)).toEqual([]);
  });
});

it('with a base the dashboards show the base’s network and data', () => {
  const [, text = ''] = dashboards({ BaseEnvironment: 'shared' }).find(([name]) => name.endsWith('-data')) ?? [];
  expect(text).toContain('bellyfed:shared:data:DatabaseClusterId');
  expect(text).not.toContain('bellyfed:one:data:');
});

it('names stay within what CloudWatch takes for the longest environment name', () => {
  const longest = launchedTier({ EnvironmentName: 'a'.repeat(21), SearchTier: 'yes' }).ofType(dashboardType);
  for (const { properties } of longest) expect(String(properties.DashboardName)).toMatch(/^[A-Za-z0-9_-]{1,255}$/);
});

describe('the certificate of the network', () => {
  const exported = 'bellyfed:one:network:CertificateArn';
  const uses = (answers: Readonly<Record<string, string>>) => {
    const tier = launchedTier(answers);
    return ['AWS::CloudWatch::Alarm', dashboardType].map((type) =>
      JSON.stringify(tier.ofType(type)).includes(exported),
    );
  };

  it('is watched and shown', () => {
    expect(uses({ WatchCertificate: 'yes' })).toEqual([true, true]);
    expect(uses({ EnvironmentType: 'staging' })).toEqual([true, true]);
  });

  it('is not even imported while it may change', () => {
    expect(uses({ EnvironmentType: 'staging', WatchCertificate: 'no' })).toEqual([false, false]);
    expect(uses({})).toEqual([false, false]);
  });
});

import { synthesizeProduct } from '../../../catalog/product';
import { accessLogFormat } from '../../../products/app/api/access-log';
import { app } from '../../../products/app/product';
import { matchesJsonPattern } from './json-pattern';
import { everything, launchedTier } from './launch';

const tier = launchedTier(everything);

describe('traces', () => {
  const groups = tier.ofType('AWS::XRay::Group');
  const rules = tier.ofType('AWS::XRay::SamplingRule').map(({ properties }) => properties.SamplingRule);

  it('are grouped by all, failed and slow, for the services of the environment only', () => {
    expect(groups.map(({ properties }) => properties.GroupName)).toEqual(['one-traces', 'one-faults', 'one-slow']);
    for (const { properties } of groups) {
      expect(properties.FilterExpression).toContain(
        '(service("bellyfed-one") OR service("bellyfed:one:app:RestApiName/bellyfed:one:app:RestApiStage"))',
      );
    }
  });

  /** An account has 25 groups: https://docs.aws.amazon.com/general/latest/gr/xray.html */
  it('have one group an environment in dev and test, which are many, unless the form says otherwise', () => {
    const count = (answers: Record<string, string>) => launchedTier(answers).ofType('AWS::XRay::Group').length;
    expect(['dev', 'test', 'staging', 'prod'].map((EnvironmentType) => count({ EnvironmentType }))).toEqual([
      1, 1, 3, 3,
    ]);
    expect(count({ TraceGroups: 'yes' })).toBe(3);
    expect(count({ EnvironmentType: 'prod', TraceGroups: 'no' })).toBe(1);
  });

  it('are found by the name that the app tier tells the application', () => {
    const { Resources } = synthesizeProduct(app).template;
    const tasks = JSON.stringify(Object.values(Resources).filter(({ Type }) => Type === 'AWS::ECS::TaskDefinition'));
    expect(tasks).toContain(
      '{"Name":"OTEL_SERVICE_NAME","Value":{"Fn::Join":["",["bellyfed-",{"Ref":"EnvironmentName"}]]}}',
    );
  });

  it('are sampled at the rate that is asked for, one a second at least', () => {
    expect(rules).toMatchObject([
      { ServiceType: 'AWS::ApiGateway::Stage', FixedRate: '0.05', ReservoirSize: 1 },
      { ServiceName: 'bellyfed-one', FixedRate: '0.05', ReservoirSize: 1 },
    ]);
    const more = launchedTier({ TraceSampling: '0.5' }).properties('TracingApiSampling')?.SamplingRule;
    expect(more).toMatchObject({ FixedRate: '0.5' });
  });

  it('have names that X-Ray takes for the longest environment name', () => {
    const longest = launchedTier({ EnvironmentName: 'a'.repeat(21) });
    for (const { properties } of longest.ofType('AWS::XRay::Group')) {
      expect(String(properties.GroupName).length).toBeLessThanOrEqual(32);
    }
    for (const { properties } of longest.ofType('AWS::XRay::SamplingRule')) {
      expect(properties.SamplingRule).toMatchObject({ RuleName: expect.stringMatching(/^.{1,32}$/) });
    }
  });
});

describe('log lines', () => {
  const filters = tier.ofType('AWS::Logs::MetricFilter');
  const counted = filters.map(({ properties }) => properties.MetricTransformations);

  it('are counted in log groups of the other tiers', () => {
    expect(new Set(filters.map(({ properties }) => properties.LogGroupName))).toEqual(
      new Set([
        'bellyfed:one:app:ApplicationLogGroupName',
        'bellyfed:one:app:ApiAccessLogGroupName',
        'bellyfed:one:search:LogGroupName',
        ...['app', 'search'].flatMap((product) =>
          [1, 2, 3].map((index) => `bellyfed:one:${product}:FunctionLogGroupNames${index}`),
        ),
      ]),
    );
  });

  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html */
  it('are found by regular expressions of what CloudWatch Logs takes', () => {
    const patterns = filters.map(({ properties }) => String(properties.FilterPattern));
    const expressions = patterns.flatMap((pattern) => pattern.match(/%[^%]+%/g) ?? []);
    expect(expressions.length).toBeGreaterThan(0);
    expect(expressions.filter((each) => !/^%[A-Za-z0-9:_#=@/;,^$?[\]{}|\\*+.-]+%$/.test(each))).toEqual([]);
  });

  /** An entry as Lambda writes it: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html */
  const entry = (level: string, message: unknown) => ({
    timestamp: '2026-11-29T19:36:50.000Z',
    level,
    requestId: '79b4f56e-95b1-4643-9700-2807f4e68189',
    message,
  });
  const matching = (id: string, log: object) => matchesJsonPattern(String(tier.properties(id)?.FilterPattern), log);

  it.each(['AppLogMetricFunctionErrorsApi', 'SearchLogMetricSearchFunctionErrorsIndexer'])(
    'of functions are counted by Lambda’s level: %s',
    (id) => {
      expect(['ERROR', 'FATAL', 'WARN', 'INFO'].filter((level) => matching(id, entry(level, { a: 1 })))).toEqual([
        'ERROR',
        'FATAL',
      ]);
      expect(matching(id, entry('INFO', '{"level":"ERROR"}'))).toBe(false);
    },
  );

  it('of the maintenance of search are counted while the nodes are not ready', () => {
    const waits = (log: object) => matching('SearchLogMetricSearchNotReadyJson', log);
    expect(waits(entry('WARN', { task: 'prepare', ready: false, waiting: 'no node answers' }))).toBe(true);
    expect(waits(entry('WARN', { task: 'prepare', ready: false, nodes: { 1: 3, 2: 4 } }))).toBe(true);
    expect(waits(entry('INFO', { task: 'prepare', documents: 0, ready: true }))).toBe(false);
    expect(waits(entry('INFO', { task: 'snapshot' }))).toBe(false);
    expect(tier.properties('SearchLogMetricSearchNotReadyJson')?.LogGroupName).toBe(
      'bellyfed:one:search:FunctionLogGroupNames3',
    );
  });

  it('are counted in metrics that an alarm watches', () => {
    const watched = tier
      .ofType('AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Namespace === 'Bellyfed/one')
      .map(({ properties }) => String(properties.MetricName));
    const names = counted.flatMap((each) => (each as unknown as { MetricName: string }[]).map((one) => one.MetricName));
    expect(new Set(watched)).toEqual(new Set(names));
  });

  it('of the API are asked for fields that it logs', () => {
    const logged = Object.keys(JSON.parse(accessLogFormat));
    const ofApi = [
      ...tier
        .ofType('AWS::Logs::QueryDefinition')
        .filter(({ properties }) => JSON.stringify(properties.LogGroupNames).includes('ApiAccessLogGroupName')),
    ];
    expect(ofApi.length).toBeGreaterThan(2);
    const commands = /\b(fields|filter|stats|sort|limit|count|pct|by|as|or|desc|requests|refusals|p50|p95|p99)\b/g;
    for (const { properties } of ofApi) {
      const words =
        String(properties.QueryString)
          .replaceAll(commands, '')
          .match(/(?<![@\w])[a-zA-Z]\w*/g) ?? [];
      expect(words.filter((word) => !logged.includes(word))).toEqual([]);
    }
    expect(logged).toContain('status');
  });
});

describe('slow functions', () => {
  it('are noticed before they are stopped', () => {
    const { Resources } = synthesizeProduct(app).template;
    const timeouts = ['Api', 'Events', 'Maintenance'].map((id) =>
      Number(Resources[`Function${id}`]?.Properties?.Timeout),
    );
    const thresholds = ['ApiFunction', 'EventFunction', 'MaintenanceFunction'].map((id) =>
      Number(tier.properties(`AppAlarms${id}Duration`)?.Threshold),
    );
    thresholds.forEach((threshold, index) => {
      expect(threshold).toBeLessThan(1000 * (timeouts[index] ?? 0));
    });
  });
});

describe('objectives', () => {
  const objectives = (answers: Record<string, string>) =>
    launchedTier(answers).ofType('AWS::ApplicationSignals::ServiceLevelObjective');

  it('are measured only when they are asked for', () => {
    expect(objectives({})).toEqual([]);
    expect(objectives({ ServiceLevelObjectives: 'yes' }).map(({ properties }) => properties.Name)).toEqual([
      'bellyfed-one-availability',
      'bellyfed-one-latency',
    ]);
  });

  it('hold the application to the goal of the form', () => {
    const [availability] = objectives({ ServiceLevelObjectives: 'yes', AvailabilityGoal: '99.5' });
    expect(availability?.properties.Goal).toMatchObject({ AttainmentGoal: '99.5' });
  });
});

import { costDifference, FREE_TIERS, pricesIn, readPriceBook, readUsage } from '../../../catalog/cost';
import { costRows } from '../../../catalog/cost/rows';
import { runsInMonth } from '../../../catalog/cost/runs-in-month';
import { costOf } from './cost-of';

const gateway = { Gateway: ['AWS::EC2::NatGateway', {}] } as const;
const database = {
  Cluster: [
    'AWS::RDS::DBCluster',
    { Engine: 'aurora-postgresql', ServerlessV2ScalingConfiguration: { MinCapacity: 0, MaxCapacity: 2 } },
  ],
  Writer: ['AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' }, DBInstanceClass: 'db.serverless' }],
} as const;

describe('a cost', () => {
  it('names a type that nothing is known of, instead of leaving it out', () => {
    const { monthlyUsd, unpriced } = costOf({ Thing: ['Acme::Thing::It', {}] }, {});
    expect(monthlyUsd).toBe(0);
    expect(unpriced).toEqual([
      { stack: 'it', logicalId: 'Thing', type: 'Acme::Thing::It', why: 'what Acme::Thing::It costs is not known here' },
    ]);
  });

  it('names a thing that the region has no price of', () => {
    const { items, unpriced } = costOf(gateway, { 'nat-gateway-gb': 0.045, 'internet-gb': 0.09 });
    expect(items.filter(({ kind }) => kind === 'standing')).toEqual([]);
    expect(unpriced).toMatchObject([{ logicalId: 'Gateway', why: expect.stringContaining('nat-gateway-hour') }]);
  });

  it('has a database that pauses at nothing, and awake at half a unit of capacity', () => {
    const units = { 'database-acu-hour': 0.12 } as const;
    expect(costOf(database, units).monthlyUsd).toBe(0);
    expect(costOf(database, units, { isAwake: true }).monthlyUsd).toBe(43.8);
  });

  it('never counts a free tier, and says what it would save', () => {
    const alarms = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`Alarm${index}`, ['AWS::CloudWatch::Alarm', {}] as const]),
    );
    expect(costOf(alarms, { 'alarm-metric-month': 0.1 })).toMatchObject({ monthlyUsd: 1.2, freeTierUsd: 1 });
  });

  it('counts each metric of an alarm, and those of high resolution at their own price', () => {
    const metric = (Period: number) => ({ MetricStat: { Metric: {}, Period, Stat: 'Sum' } });
    const { items } = costOf(
      {
        Ratio: ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'a / b' }, metric(60), metric(60)] }],
        Quick: ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'a' }, metric(10)] }],
        Query: ['AWS::CloudWatch::Alarm', { Metrics: [{ Expression: 'SELECT SUM(x) FROM "y"' }] }],
        Band: ['AWS::CloudWatch::Alarm', { Metrics: [metric(60), { Expression: 'ANOMALY_DETECTION_BAND(m, 2)' }] }],
      },
      { 'alarm-metric-month': 0.1, 'quick-alarm-metric-month': 0.3 },
    );
    expect(items.map(({ logicalId, quantity, unitUsd }) => [logicalId, quantity, unitUsd])).toEqual([
      ['Ratio', 2, 0.1],
      ['Quick', 1, 0.3],
      ['Query', 1, 0.1],
      ['Band', 3, 0.1],
    ]);
  });

  it('runs as many tasks as its scaling has at least', () => {
    const { items } = costOf(
      {
        Task: ['AWS::ECS::TaskDefinition', { Cpu: 256, Memory: 512 }],
        Service: ['AWS::ECS::Service', { TaskDefinition: { Ref: 'Task' }, LaunchType: 'FARGATE' }],
        Scaling: [
          'AWS::ApplicationAutoScaling::ScalableTarget',
          {
            MinCapacity: 3,
            ResourceId: { 'Fn::Join': ['/', ['service', 'cluster', { 'Fn::GetAtt': ['Service', 'Name'] }]] },
          },
        ],
      },
      { 'fargate-vcpu-hour': 1, 'fargate-gb-hour': 1, 'fargate-storage-gb-hour': 1 },
    );
    const standing = items.filter(({ kind }) => kind === 'standing');
    expect(standing.map(({ quantity }) => quantity)).toEqual([0.25 * 3 * 730, 0.5 * 3 * 730]);
  });

  it.each([
    ['on instances', { LaunchType: 'EC2' }],
    ['on Spot, which has no price', { CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1 }] }],
  ])('has no price of tasks %s', (_, properties) => {
    const { monthlyUsd, unpriced } = costOf(
      {
        Task: ['AWS::ECS::TaskDefinition', { Cpu: 256, Memory: 512 }],
        Service: ['AWS::ECS::Service', { TaskDefinition: { Ref: 'Task' }, ...properties }],
      },
      { 'fargate-vcpu-hour': 1, 'fargate-gb-hour': 1 },
    );
    expect(monthlyUsd).toBe(0);
    expect(unpriced.length).toBeGreaterThan(0);
  });

  it.each([
    ['flow logs that go to s3', 'AWS::EC2::FlowLog', { LogDestinationType: 's3' }],
    [
      'builds of the size BUILD_GENERAL1_XLARGE',
      'AWS::CodeBuild::Project',
      { Environment: { ComputeType: 'BUILD_GENERAL1_XLARGE' } },
    ],
  ])('has no price of %s, and charges them as nothing else', (what, type, properties) => {
    const { items, unpriced } = costOf({ It: [type, properties] }, { 'vended-log-gb': 1, 'build-small-minute': 1 });
    expect(items).toEqual([]);
    expect(unpriced).toMatchObject([{ logicalId: 'It', why: `${what} have no price here` }]);
  });

  it('says where a usage is of nothing that is asked about', () => {
    const { assumptions } = costOf(gateway, { 'nat-gateway-hour': 1 }, { usage: { 'table-read': 5 } });
    expect(assumptions).toContain('Nothing of this is charged as table-read.');
  });

  it('differs by what is charged alike, the largest change first', () => {
    const units = { 'nat-gateway-hour': 0.045, 'alarm-metric-month': 0.1 } as const;
    const alarm = ['AWS::CloudWatch::Alarm', {}] as const;
    const [before, after] = [costOf({ ...gateway, One: alarm }, units), costOf({ One: alarm, Two: alarm }, units)];
    const { beforeUsd, afterUsd, differenceUsd, changes } = costDifference(before, after);
    expect([beforeUsd, afterUsd, differenceUsd]).toEqual([32.95, 0.2, -32.75]);
    expect(changes.map(({ price }) => price)).toEqual(['nat-gateway-hour', 'alarm-metric-month']);
    expect(costDifference(before, before)).toMatchObject({ differenceUsd: 0, changes: [] });
  });
});

describe('the rows', () => {
  it('each have a page of AWS, and are either free or charged', () => {
    for (const { type, page, free, standing, usage } of costRows.values()) {
      expect([type, page]).toEqual([type, expect.stringMatching(/^https:\/\/(?:aws|docs\.aws)\.amazon\.com\//)]);
      expect([type, free === undefined]).toEqual([type, standing !== undefined || usage !== undefined]);
    }
  });

  it('of free tiers name pages too', () => {
    expect(FREE_TIERS.filter(({ page }) => !page.startsWith('https://aws.amazon.com/'))).toEqual([]);
  });
});

describe('prices', () => {
  it('of a region that has none are refused, with those that there are', () => {
    expect(() => pricesIn('eu-west-9')).toThrow(/no prices of eu-west-9, and none is guessed.*us-east-1/);
  });

  it.each([
    ['a thing that nothing is charged as', { 'nat-gatway-hour': {} }, /nothing is charged as nat-gatway-hour/],
    ['a price of nothing', { 'key-month': { usd: 0, kind: 'quoted' } }, /us-east-1, key-month: usd above 0/],
    ['an unknown kind', { 'key-month': { usd: 1, kind: 'guessed' } }, /a kind/],
    [
      'a Price List price without its product',
      { 'key-month': { usd: 1, kind: 'price-list', source: 'x', seen: 'y', offer: 'z' } },
      /version is needed/,
    ],
  ])('refuses a snapshot with %s', (_, prices, message) => {
    expect(() => readPriceBook({ 'us-east-1': { date: '2026-11-29', prices } })).toThrow(message);
  });

  it('that come with the project say where they are from and when they were read', () => {
    for (const [key, { source, seen, kind, how }] of pricesIn('us-east-1').prices) {
      expect([key, source]).toEqual([key, expect.stringMatching(/^https:\/\//)]);
      expect([key, seen]).toEqual([key, expect.stringMatching(/^\d{4}-\d\d-\d\d$/)]);
      expect([key, kind === 'quoted']).toEqual([key, how !== undefined]);
    }
  });
});

describe('usage', () => {
  it('is read by what it is charged as', () => {
    expect([...readUsage({ 'nat-gateway-gb': 10 }, 'usage.yaml')]).toEqual([['nat-gateway-gb', 10]]);
    expect(readUsage(null, 'usage.yaml').size).toBe(0);
  });

  it.each([
    [{ 'nat-gatway-gb': 1 }, 'usage.yaml: nothing is charged as nat-gatway-gb; did you mean nat-gateway-gb?'],
    [{ 'nat-gateway-gb': -1 }, 'usage.yaml: nat-gateway-gb is a number of 0 or more, got: -1.'],
    [{ 'nat-gateway-gb': 'much' }, 'usage.yaml: nat-gateway-gb is a number of 0 or more, got: "much".'],
    [['nat-gateway-gb'], 'usage.yaml: write one line a thing, as in "nat-gateway-gb: 100".'],
  ])('refuses %j', (content, message) => {
    expect(() => readUsage(content, 'usage.yaml')).toThrow(message);
  });
});

// https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
it.each([
  ['rate(5 minutes)', 8760],
  ['rate(1 hour)', 730],
  ['rate(7 days)', 730 / (7 * 24)],
  ['cron(15 3 * * ? *)', 730 / 24],
  ['cron(0/15 * * * ? *)', 4 * 730],
  ['cron(0 8-10,20 * * ? *)', (4 * 730) / 24],
  ['cron(0 9 ? * MON-FRI *)', undefined],
  ['at(2026-11-20T13:00:00)', undefined],
])('%s runs %p times a month', (expression, runs) => {
  const told = runsInMonth(expression);
  if (runs === undefined) expect(told).toBeUndefined();
  else expect(told).toBeCloseTo(runs, 9);
});

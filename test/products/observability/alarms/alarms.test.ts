import { environmentTypeNames } from '../../../../catalog/product';
import type { Json } from '../../../../catalog/template';
import { matchesPattern } from '../../app/events/event-patterns';
import { everything, type Launched, launchedTier, shapes } from '../launch';

interface Dimension {
  readonly Name: string;
  readonly Value: string;
}

interface MetricQuery {
  readonly Id: string;
  readonly Expression?: string;
  readonly MetricStat?: { readonly Metric: { readonly Dimensions: readonly Dimension[] } };
}

const alarmsOf = (answers: Readonly<Record<string, string>> = everything) =>
  launchedTier(answers).ofType('AWS::CloudWatch::Alarm');
const queriesOf = ({ properties }: Launched) => (properties.Metrics ?? []) as unknown as MetricQuery[];

function dimensionsOf(alarm: Launched): Dimension[] {
  const own = (alarm.properties.Dimensions ?? []) as unknown as Dimension[];
  return [...own, ...queriesOf(alarm).flatMap(({ MetricStat }) => MetricStat?.Metric.Dimensions ?? [])];
}

/** The alarms that a composite alarm's rule names. */
function namedIn(rule: Json | undefined): string[] {
  const terms = String(rule).split(' OR ');
  return terms.map((term) => term.match(/^ALARM\("([^"]+)"\)$/)?.[1] ?? `not a term: ${term}`);
}

describe.each(shapes)('an environment %s', (_, answers) => {
  const tier = launchedTier(answers);
  const composites = tier.ofType('AWS::CloudWatch::CompositeAlarm').filter(({ id }) => id !== 'EnvironmentAlarm');
  const watched = [
    'App',
    ...(answers.BaseEnvironment ? [] : ['Data', 'Network']),
    ...(answers.SearchTier ? ['Search'] : []),
  ];

  it('has alarms for the tiers that it answers for, and for no other', () => {
    const tiers = new Set(tier.ofType('AWS::CloudWatch::Alarm').map(({ id }) => id.replace(/Alarms.*/, '')));
    expect([...tiers].sort()).toEqual(watched.toSorted());
  });

  it('has a composite alarm a tier, on while any of the tier’s alarms is', () => {
    expect(composites.map(({ id }) => id).sort()).toEqual(watched.map((each) => `${each}AlarmsAny`).toSorted());
    for (const { id, properties } of composites) {
      const prefix = id.replace(/Any$/, '');
      const expected = tier.ofType('AWS::CloudWatch::Alarm').filter((alarm) => alarm.id.startsWith(prefix));
      expect(namedIn(properties.AlarmRule)).toEqual(expected.map((alarm) => alarm.id));
    }
  });

  it('has one for the environment, on while any of the tiers’ is', () => {
    const rule = tier.properties('EnvironmentAlarm')?.AlarmRule;
    expect(namedIn(rule).sort()).toEqual(composites.map(({ id }) => id).sort());
    expect(String(rule).split(' OR ')).toHaveLength(composites.length);
  });

  it('keeps every rule within what CloudWatch takes', () => {
    for (const { properties } of composites) {
      expect(namedIn(properties.AlarmRule).length).toBeLessThanOrEqual(100);
      expect(String(properties.AlarmRule).length).toBeLessThanOrEqual(10_240);
    }
  });
});

describe('each alarm', () => {
  /** Words of AWS, and names that this product gives. */
  const known =
    /^(ALL|eu-central-1|one-(faults|slow)|bellyfed-one-backup-failures-51af3dc0|BatchGetItem|BatchWriteItem|DeleteItem|GetItem|PutItem|Query|TransactWriteItems|UpdateItem)$/;

  it('looks at something that another tier exports, or that the tier itself names', () => {
    const foreign = alarmsOf().flatMap((alarm) =>
      dimensionsOf(alarm)
        .filter(({ Value }) => !/^bellyfed:one:(network|data|app|search):\w+$/.test(Value) && !known.test(Value))
        .map(({ Value }) => `${alarm.id}: ${Value}`),
    );
    expect(foreign).toEqual([]);
  });

  it('has a dimension that tells its environment from others, but for NAT gateways', () => {
    const ours = (text: string) => /bellyfed:one:|one-(faults|slow|backup-failures)|Bellyfed\/one/.test(text);
    const anonymous = alarmsOf().filter(
      ({ properties }) => !ours(JSON.stringify([properties.Dimensions, properties.Metrics, properties.Namespace])),
    );
    expect(anonymous.map(({ id }) => id)).toEqual(['NetworkAlarmsNatPortErrors', 'NetworkAlarmsNatPacketsDropped']);
  });

  it('computes from at most ten metrics, and from each that it fetches', () => {
    for (const alarm of alarmsOf()) {
      const [value, ...metrics] = queriesOf(alarm);
      expect(metrics.length).toBeLessThanOrEqual(10);
      const words = new Set(value?.Expression?.match(/[a-z]\w*/g));
      expect(metrics.map(({ Id }) => Id).filter((id) => !words.has(id))).toEqual([]);
    }
  });

  it('returns one series', () => {
    for (const { properties } of alarmsOf()) {
      const metrics = (properties.Metrics ?? []) as unknown as { ReturnData: boolean }[];
      expect(metrics.filter(({ ReturnData }) => ReturnData)).toHaveLength(properties.MetricName === undefined ? 1 : 0);
    }
  });

  it('is evaluated over no more time than CloudWatch allows', () => {
    for (const { properties } of alarmsOf()) {
      const metrics = (properties.Metrics ?? []) as unknown as { Period?: number; MetricStat?: { Period: number } }[];
      const period = Number(
        properties.Period ?? metrics.map((each) => each.Period ?? each.MetricStat?.Period).find(Boolean),
      );
      expect(period * Number(properties.EvaluationPeriods)).toBeLessThanOrEqual(86_400);
      expect(Number(properties.DatapointsToAlarm)).toBeLessThanOrEqual(Number(properties.EvaluationPeriods));
    }
  });

  it('has a name and an explanation of its own', () => {
    const names = alarmsOf().map(({ properties }) => properties.AlarmName);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^bellyfed-one-(network|data|app|search)-[a-z0-9]+(-[a-z0-9]+)*$/);
    for (const { properties } of alarmsOf()) expect(String(properties.AlarmDescription).length).toBeGreaterThan(60);
  });
});

it.each(environmentTypeNames)('in %s every threshold is a number', (EnvironmentType) => {
  const alarms = alarmsOf({ ...everything, EnvironmentType, AlarmEmail: 'on-call@example.com' });
  expect(alarms.filter(({ properties }) => typeof properties.Threshold !== 'number')).toEqual([]);
});

it('thresholds follow the type: what may be slow in dev may not in prod', () => {
  const latency = (EnvironmentType: string) =>
    launchedTier({ EnvironmentType }).properties('AppAlarmsLatencyP95')?.Threshold;
  expect(Number(latency('dev'))).toBeGreaterThan(Number(latency('prod')));
});

describe('a base', () => {
  const base = { BaseEnvironment: 'shared', SearchTier: 'yes' };

  it('is where the outputs prove the type of network and data; app and search are the environment’s own', () => {
    const markers = Object.values(launchedTier(base).outputs).map(({ value }) => value);
    expect(markers).toEqual(
      expect.arrayContaining([
        'bellyfed:shared:network:Is-dev',
        'bellyfed:shared:data:Is-dev',
        'bellyfed:one:app:Is-dev',
        'bellyfed:one:search:Is-dev',
      ]),
    );
  });

  it('is watched by no alarm here', () => {
    expect(alarmsOf(base).filter(({ properties }) => JSON.stringify(properties).includes(':shared:'))).toEqual([]);
  });
});

describe('what an environment does not have', () => {
  const alone = ['CertificateExpiry', 'EndpointPacketsDropped', 'TracedFaults', 'TracedLatency'];
  const optional = new RegExp(`Alarms(${alone.join('|')}|Node[23].*)$`);
  const watched = (answers: Record<string, string>) =>
    alarmsOf({ SearchTier: 'yes', ...answers })
      .map(({ id }) => id)
      .filter((id) => optional.test(id));

  it('is watched by no alarm: dev and test have one search node, no endpoints, no certificate', () => {
    for (const EnvironmentType of ['dev', 'test']) expect(watched({ EnvironmentType })).toEqual([]);
  });

  it('is watched where it is: as of staging, or where the form says so', () => {
    const all = [...alone.map((id) => `${/^Traced/.test(id) ? 'App' : 'Network'}Alarms${id}`)];
    const nodes = ['2', '3'].flatMap((node) => ['Cpu', 'Memory', 'Tasks'].map((id) => `SearchAlarmsNode${node}${id}`));
    for (const answers of [{ EnvironmentType: 'staging' }, { EnvironmentType: 'prod' }, everything]) {
      expect(watched(answers).sort()).toEqual([...all, ...nodes].sort());
    }
  });
});

it('an alarm has a logical id of its tier and its name, whatever it needs: an upgrade finds it by that', () => {
  const hyphenated = (id: string) => id.replace(/Alarms(?=[A-Z])/, '').replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-');
  for (const { id, properties } of alarmsOf()) {
    expect(properties.AlarmName).toBe(`bellyfed-one-${hyphenated(id).toLowerCase()}`);
  }
});

/** The states of a job, and its events: https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html */
describe('a backup', () => {
  const tier = launchedTier();
  const rule = tier.properties('DataBackupFailuresRule');
  const backupVaultName = 'bellyfed:one:data:BackupVaultName';
  const event = (detail: object) => ({
    version: '0',
    id: '710b0398-d48e-f3c3-afca-cfeb2fdaa656',
    'detail-type': 'Backup Job State Change',
    source: 'aws.backup',
    account: '111122223333',
    region: 'eu-central-1',
    resources: [],
    detail: { backupJobId: '34176239-e96d-4e1d-9fad-529dbb3c3556', resourceType: 'EFS', backupVaultName, ...detail },
  });
  const seen = (detail: object) =>
    matchesPattern(rule?.EventPattern as unknown as Parameters<typeof matchesPattern>[0], event(detail));

  it.each(['FAILED', 'ABORTED', 'EXPIRED'])('that ends %s is seen', (state) => {
    expect(seen({ state })).toBe(true);
  });

  it.each(['CREATED', 'PENDING', 'RUNNING', 'COMPLETED'])('that is %s is not', (state) => {
    expect(seen({ state })).toBe(false);
  });

  it('of another vault is not', () => {
    expect(seen({ state: 'FAILED', backupVaultName: 'other' })).toBe(false);
  });

  it('that is seen sets the alarm off, which counts by the rule’s name alone, as on the default bus', () => {
    expect(rule).not.toHaveProperty('EventBusName');
    expect(rule).not.toHaveProperty('Targets');
    expect(tier.properties('DataAlarmsBackupFailures')).toMatchObject({
      Namespace: 'AWS/Events',
      MetricName: 'TriggeredRules',
      Dimensions: [{ Name: 'RuleName', Value: rule?.Name }],
      Threshold: 1,
      EvaluationPeriods: 1,
    });
  });
});

it('memory counts only while the database runs: paused, it is as if there were enough', () => {
  const alarm = launchedTier().properties('DataAlarmsDatabaseMemory');
  const [value, ...metrics] = (alarm?.Metrics ?? []) as unknown as MetricQuery[];
  expect(metrics).toMatchObject([
    { Id: 'memory', MetricStat: { Metric: { MetricName: 'FreeableMemory' }, Stat: 'Minimum' } },
    { Id: 'capacity', MetricStat: { Metric: { MetricName: 'ServerlessDatabaseCapacity' }, Stat: 'Minimum' } },
  ]);
  expect(value?.Expression).toBe(`IF(capacity > 0, memory, ${alarm?.Threshold})`);
  expect(alarm).toMatchObject({ ComparisonOperator: 'LessThanThreshold', TreatMissingData: 'notBreaching' });
});

/** Metrics of a function's address: https://docs.aws.amazon.com/lambda/latest/dg/urls-monitoring.html */
it('a search that no node answers sets an alarm off, though the function did not fail', () => {
  const alarm = launchedTier(everything).properties('SearchAlarmsSearchFailures');
  const [value, ...metrics] = (alarm?.Metrics ?? []) as unknown as MetricQuery[];
  const Dimensions = [{ Name: 'FunctionName', Value: 'bellyfed:one:search:SearchFunctionName' }];
  expect(metrics).toMatchObject([
    {
      Id: 'part',
      MetricStat: { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Url5xxCount', Dimensions }, Stat: 'Sum' },
    },
    { Id: 'whole', MetricStat: { Metric: { MetricName: 'UrlRequestCount', Dimensions }, Stat: 'Sum' } },
  ]);
  expect(value?.Expression).toBe('IF(whole >= 1, 100 * FILL(part, 0) / whole, 0)');
});

it('without a search tier nothing of it is imported', () => {
  const { resources, outputs } = launchedTier();
  expect(JSON.stringify([resources, outputs]).match(/bellyfed:one:search:\w+/g)).toBeNull();
});

describe('messages', () => {
  const enabled = (Notifications: string, type: string) => {
    const alarms = launchedTier({ Notifications }).ofType(type);
    return new Set(alarms.map(({ properties }) => properties.ActionsEnabled));
  };

  it('are sent by every alarm, or else by every tier', () => {
    expect(enabled('every-alarm', 'AWS::CloudWatch::Alarm')).toEqual(new Set([true]));
    expect(enabled('every-tier', 'AWS::CloudWatch::Alarm')).toEqual(new Set([false]));
    const tiers = (Notifications: string) => launchedTier({ Notifications }).properties('AppAlarmsAny')?.ActionsEnabled;
    expect(tiers('every-alarm')).toBe(false);
    expect(tiers('every-tier')).toBe(true);
  });

  it('go to the topic, when an alarm goes on and when it goes off', () => {
    for (const { properties } of alarmsOf()) {
      expect(properties).toMatchObject({ AlarmActions: ['AlarmTopic'], OKActions: ['AlarmTopic'] });
    }
  });
});

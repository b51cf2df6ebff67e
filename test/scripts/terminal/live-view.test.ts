import { LAUNCHED_PRODUCT } from '../../../catalog/template/launched-product';
import type { OperationEvent } from '../../../operations/events';
import { LiveView } from '../../../scripts/terminal/live-view';

const subject = 'dev-environment';
const record = (seconds = 0, name = subject): OperationEvent => ({
  ...{ type: 'record', subject: name, record: `rec-${name}`, recordType: 'PROVISION_PRODUCT' },
  ...{ status: 'IN_PROGRESS', seconds },
});
const resource = (
  logicalId: string,
  status: string,
  tier?: string,
  resourceType = 'AWS::SQS::Queue',
): OperationEvent => ({
  ...{ type: 'resource', subject, stack: 'arn', eventId: '1', logicalId, resourceType, status },
  ...(tier !== undefined && { tier }),
});
const tierOf = (logicalId: string, status: string) => resource(logicalId, status, undefined, LAUNCHED_PRODUCT);
const count = (done: number, of: number | undefined, tier?: string): OperationEvent => ({
  ...{ type: 'count', subject, done, of },
  ...(tier !== undefined && { tier }),
});

/** Lines of a view after some events, and what was told on the way. */
function viewed(events: readonly OperationEvent[], isLocal = true) {
  const view = new LiveView(isLocal);
  const told = events.flatMap((event) => view.take(event) ?? []);
  return { lines: view.lines(), told };
}

describe('the view of what is under way', () => {
  it('has the tier that is under way and its resources, counted, under the tiers that are done', () => {
    const { lines, told } = viewed([
      record(),
      tierOf('Network', 'CREATE_IN_PROGRESS'),
      resource('Vpc', 'CREATE_IN_PROGRESS', 'Network'),
      count(46, 46, 'Network'),
      tierOf('Network', 'CREATE_COMPLETE'),
      count(1, 5),
      tierOf('Data', 'CREATE_IN_PROGRESS'),
      tierOf('Data', 'CREATE_IN_PROGRESS'),
      resource('Table', 'CREATE_IN_PROGRESS', 'Data'),
      resource('Queue', 'CREATE_IN_PROGRESS', 'Data'),
      resource('Queue', 'CREATE_COMPLETE', 'Data'),
      count(1, 30, 'Data'),
    ]);
    expect(lines).toEqual(['dev-environment: provisioning, 1 of 5', 'Data: 1 of 30', '  Table (AWS::SQS::Queue)']);
    expect(told).toEqual([
      { text: 'dev-environment: provisioning', isLive: true },
      { text: 'dev-environment: launching Network', isLive: true },
      { text: 'dev-environment: Network launched, 46 of 46', isLive: false },
      { text: 'dev-environment: launching Data', isLive: true },
    ]);
  });

  it('has the first five of many resources, and counts those of an update alone where nobody knows how many it changes', () => {
    const busy = Array.from({ length: 8 }, (_, index) => resource(`Queue${index}`, 'UPDATE_IN_PROGRESS'));
    const { lines } = viewed([record(), ...busy, count(1, undefined)]);
    expect(lines).toEqual([
      'dev-environment: provisioning, 1 resource',
      ...[0, 1, 2, 3].map((index) => `  Queue${index} (AWS::SQS::Queue)`),
      '  and 4 more',
    ]);
  });

  it('tells the first failure at once, and a tier that failed, and keeps both', () => {
    const { told } = viewed([
      tierOf('Data', 'UPDATE_IN_PROGRESS'),
      { type: 'failure', subject, text: 'Data: Table (AWS::DynamoDB::Table): Not today.' },
      tierOf('Data', 'UPDATE_FAILED'),
    ]);
    expect(told.filter(({ isLive }) => !isLive).map(({ text }) => text)).toEqual([
      'dev-environment, first failure: Data: Table (AWS::DynamoDB::Table): Not today.',
      'dev-environment: Data failed',
    ]);
  });

  it('says how long AWS takes, in tens of seconds, and nothing of that where it is this machine', () => {
    expect(viewed([record(27)], false).lines).toEqual(['dev-environment: provisioning (20 s)']);
    expect(viewed([record(27)]).lines).toEqual(['dev-environment: provisioning']);
  });

  it('begins anew with the next record, and with the next step', () => {
    const busy = [record(), resource('Queue', 'CREATE_IN_PROGRESS'), count(1, 3)];
    const next = { type: 'step', subject: 'hub', text: 'Publishing', index: 0, of: 0 } as const;
    expect(viewed([...busy, next]).lines).toEqual(['Publishing']);
    expect(viewed([...busy, record(0, 'dev-data')]).lines).toEqual(['dev-data: provisioning']);
  });
});

/**
 * Records of a hosted zone, which all stacks of an account share, in every region:
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html
 */
import { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Json } from '../../../catalog/template';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

const ZONE = 'Z0123456789ABCDEFGHIJ';
let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox?.stop());

type Properties = Readonly<Record<string, Json>>;

const failover = (region: string, role: string) => ({ Failover: role, SetIdentifier: `${role}-${region}` });
const latency = (region: string) => ({ Region: region, SetIdentifier: region });

/** Template with records of one name, by logical id; each leads to a load balancer. */
function zoneOf(Name: string, records: Readonly<Record<string, Properties>>): string {
  const AliasTarget = { DNSName: 'balancer.example.com', HostedZoneId: 'ZELB', EvaluateTargetHealth: true };
  const Resources = Object.fromEntries(
    Object.entries(records).map(([id, routing]) => [
      id,
      { Type: 'AWS::Route53::RecordSet', Properties: { Name, Type: 'A', HostedZoneId: ZONE, AliasTarget, ...routing } },
    ]),
  );
  return JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' }, ...Resources } });
}

/** One of an application's regions, with the records that its stack has. */
class Region {
  private readonly stacks: CloudFormation;
  private isMade = false;

  constructor(
    private readonly name: string,
    region: string,
  ) {
    this.stacks = new CloudFormation(sandbox.client('000000000000', region));
  }

  /** Gives the stack these records; its status then, with Route 53's answer where it refused one. */
  async put(records: Readonly<Record<string, Properties>>): Promise<string> {
    const input = { StackName: this.name, TemplateBody: zoneOf(`${this.name}.example.com`, records) };
    await (this.isMade ? this.stacks.updateStack(input) : this.stacks.createStack(input));
    this.isMade = true;
    for (;;) {
      const { Stacks: [stack] = [] } = await this.stacks.describeStacks({ StackName: this.name });
      const status = stack?.StackStatus ?? '';
      if (!status.endsWith('_IN_PROGRESS')) return [status, await this.refusal(status)].filter(Boolean).join(': ');
      await new Promise((done) => setTimeout(done, 10));
    }
  }

  private async refusal(status: string): Promise<string | undefined> {
    if (!status.includes('ROLLBACK')) return undefined;
    const { StackEvents = [] } = await this.stacks.describeStackEvents({ StackName: this.name });
    const reason = StackEvents.find((event) => event.ResourceStatus?.endsWith('_FAILED'))?.ResourceStatusReason ?? '';
    return /message: "(.*?)"/.exec(reason)?.[1];
  }
}

it('change their policy over none, in one region', async () => {
  const only = new Region('one', 'us-east-1');
  expect(await only.put({ Simple: {} })).toBe('CREATE_COMPLETE');
  expect(await only.put({ Latency: latency('us-east-1') })).toBe(
    'UPDATE_ROLLBACK_COMPLETE: RRSet with DNS name one.example.com, type A, SetIdentifier us-east-1 cannot be created as a non-weighted set exists with the same name and type.',
  );
  expect(await only.put({})).toBe('UPDATE_COMPLETE');
  expect(await only.put({ Latency: latency('us-east-1') })).toBe('UPDATE_COMPLETE');
  expect(await only.put({ Simple: {} })).toBe(
    'UPDATE_ROLLBACK_COMPLETE: RRSet with DNS name one.example.com, type A cannot be created as other RRSets exist with the same name and type.',
  );
});

it('change their policy once both regions have none', async () => {
  const east = new Region('two', 'us-east-1');
  const west = new Region('two', 'us-west-2');
  expect(await east.put({ Failover: failover('us-east-1', 'PRIMARY') })).toBe('CREATE_COMPLETE');
  expect(await west.put({ Failover: failover('us-west-2', 'SECONDARY') })).toBe('CREATE_COMPLETE');
  expect(await east.put({})).toBe('UPDATE_COMPLETE');
  // The other region still has its record: the whole name has to be gone.
  expect(await east.put({ Latency: latency('us-east-1') })).toMatch(/^UPDATE_ROLLBACK_COMPLETE: .*non-weighted set/);
  expect(await west.put({})).toBe('UPDATE_COMPLETE');
  expect(await east.put({ Latency: latency('us-east-1') })).toBe('UPDATE_COMPLETE');
  expect(await west.put({ Latency: latency('us-west-2') })).toBe('UPDATE_COMPLETE');
});

it('swap the roles of a failover over none, as the app’s page says', async () => {
  const [one, other] = [new Region('swap', 'us-east-1'), new Region('swap', 'us-west-2')];
  expect(await one.put({ Failover: failover('us-east-1', 'PRIMARY') })).toBe('CREATE_COMPLETE');
  // A second region that was launched with the default role.
  expect(await other.put({ Failover: failover('us-west-2', 'PRIMARY') })).toBe(
    'ROLLBACK_COMPLETE: RRset for same type with PRIMARY exists: swap.example.com, type A.',
  );
  const second = new Region('swapped', 'us-west-2');
  const put = (role?: string) => {
    const Name = 'swap.example.com';
    return second.put(role === undefined ? {} : { Failover: { Name, ...failover('us-west-2', role) } });
  };
  expect(await put('SECONDARY')).toBe('CREATE_COMPLETE');
  expect(await one.put({ Failover: failover('us-east-1', 'SECONDARY') })).toMatch(/with SECONDARY exists/);
  expect(await put()).toBe('UPDATE_COMPLETE');
  expect(await one.put({ Failover: failover('us-east-1', 'SECONDARY') })).toBe('UPDATE_COMPLETE');
  expect(await put('PRIMARY')).toBe('UPDATE_COMPLETE');
});

it('keep their set identifier in a region', async () => {
  const region = new Region('renamed', 'us-east-1');
  expect(await region.put({ One: latency('us-east-1') })).toBe('CREATE_COMPLETE');
  const renamed = { ...latency('us-east-1'), SetIdentifier: 'other' };
  expect(await region.put({ Other: renamed })).toBe(
    'UPDATE_ROLLBACK_COMPLETE: RRSet with DNS name renamed.example.com, type A, SetIdentifier other, and Region Name=us-east-1 cannot be created because a latency RRSet with the same name, type and region already exists.',
  );
  expect(await region.put({ One: latency('us-east-1'), Other: latency('us-west-2') })).toBe('UPDATE_COMPLETE');
});

/** https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html */
it('are there once, whichever stack has them', async () => {
  const put = (stack: string, routing: Properties) =>
    new Region(stack, 'us-west-2').put({ Record: { Name: 'once.example.com', ...routing } });
  expect(await new Region('once', 'us-east-1').put({ Record: {} })).toBe('CREATE_COMPLETE');
  expect(await put('again', {})).toBe(
    "ROLLBACK_COMPLETE: Tried to create resource record set [name='once.example.com', type='A'] but it already exists",
  );
  expect(await put('other', { Name: 'other.example.com', ...latency('us-west-2') })).toBe('CREATE_COMPLETE');
  expect(await put('same', { Name: 'other.example.com', ...latency('us-west-2') })).toBe(
    "ROLLBACK_COMPLETE: Tried to create resource record set [name='other.example.com', type='A', set-identifier='us-west-2'] but it already exists",
  );
  const elsewhere = { Name: 'once.example.com', HostedZoneId: 'Z9876543210ABCDEFGHIJ' };
  expect(await put('elsewhere', elsewhere)).toBe('CREATE_COMPLETE');
});

/** The console's API before a sandbox with the whole catalog: what it shows, plans and carries out, and what it refuses. */
import type { LaunchForm } from '../../../console/protocol';
import type { RunningConsole } from '../../../console/server/start-console';
import { startPublishedSandbox } from '../../published-catalog/published-sandbox';
import type { TestSandbox } from '../../sandbox/with-sandbox';
import { spawnCatalog } from '../../scripts/run-catalog';
import { send, startTestConsole, targetAt, tokenOf } from '../start-test-console';

let sandbox: TestSandbox;
let console_: RunningConsole;
beforeAll(async () => {
  sandbox = await startPublishedSandbox();
  console_ = await startTestConsole(sandbox.url);
});
afterAll(async () => {
  await console_.close();
  await sandbox.stop();
});
afterEach(() => sandbox.setFaults({}));

type Answered = { readonly status: number; readonly body: unknown };

async function ask(path: string, body?: object, of: RunningConsole = console_): Promise<Answered> {
  const headers = {
    host: new URL(of.url).host,
    authorization: `Bearer ${tokenOf(of.link)}`,
    ...(body && { 'content-type': 'application/json' }),
  };
  const method = body ? 'POST' : 'GET';
  const asked = { path: `/api/${path}`, method, headers, ...(body && { body: JSON.stringify(body) }) };
  const { status, text } = await send(of.url, asked);
  return { status, body: JSON.parse(text) };
}

async function got<Body>(path: string, body?: object, of?: RunningConsole): Promise<Body> {
  const answer = await ask(path, body, of);
  expect(answer).toMatchObject({ status: 200 });
  // The type is the protocol's, which the page is compiled against.
  return answer.body as Body;
}

const form = () => got<LaunchForm>('products/network/form');

async function launchOf(name: string, more: object = {}) {
  const { version, paths } = await form();
  const path = paths.find(({ portfolio }) => portfolio === 'Bellyfed Developers')?.pathId;
  const answers = { EnvironmentName: name, EnvironmentType: 'dev' };
  const launch = {
    kind: 'launch',
    product: 'network',
    version,
    name: `${name}-network`,
    path,
    answers,
    hidden: {},
    tags: {},
  };
  return { ...launch, ...more };
}

interface Plan {
  readonly id: string;
  readonly digest: string;
  readonly command: { readonly verb: string };
}

interface Operation {
  readonly status: string;
  readonly next: number;
  readonly events: readonly { readonly type: string }[];
  readonly outputs?: Readonly<Record<string, string>>;
  readonly problem?: { readonly code: string; readonly message: string };
  readonly again?: string;
}

async function ended(id: string): Promise<Operation> {
  for (;;) {
    const operation = await got<Operation>(`operations/${id}`);
    if (operation.status !== 'running') return operation;
    await new Promise((done) => setTimeout(done, 50));
  }
}

const agreed = ({ digest }: Plan) => ({ digest, region: 'us-east-1' });

it('says whose account it works in, where, and whether anything may be changed', async () => {
  expect(await got('context')).toMatchObject({
    ...{ account: '000000000000', region: 'us-east-1', isLocal: true, endpoint: sandbox.url, allowsChanges: true },
  });
});

it('shows the products that are offered, none in a region without the catalog, and refuses what is no region', async () => {
  const products = await got<readonly object[]>('products');
  expect(products).toContainEqual(expect.objectContaining({ id: 'network', name: 'Bellyfed Network', launched: 0 }));
  expect(await got('products?region=eu-north-1')).toEqual([]);
  expect(await ask('products?region=..%2fevil')).toMatchObject({ status: 422, body: { code: 'bad-region' } });
});

it('shows a product with its versions and portfolios, the newest version first', async () => {
  const { versions, portfolios } = await got<{ versions: { version: string }[]; portfolios: string[] }>(
    'products/network',
  );
  expect(versions.map(({ version }) => version).slice(-3)).toEqual(['1.1.0', '1.0.1', '1.0.0']);
  expect(portfolios.toSorted()).toEqual(['Bellyfed Developers', 'Bellyfed Production']);
  expect(await ask('products/netwerk')).toMatchObject({ status: 404, body: { code: 'unknown-product' } });
});

it('compares two versions as the command does', async () => {
  const run = await spawnCatalog(['compare', 'network', '1.0.0', '1.1.0', '--json']);
  const told = await got<{ changes: unknown }>('products/network/comparison?from=1.0.0&to=1.1.0');
  expect(told.changes).toEqual(JSON.parse(run.stdout).changes);
  expect(await ask('products/network/comparison?from=9.9.9&to=1.1.0')).toMatchObject({ status: 422 });
});

it('has the form of AWS: groups, labels, and of each portfolio its rules; the choices of all of them together', async () => {
  const { groups, paths } = await form();
  const [environment] = groups;
  expect(environment).toMatchObject({ title: 'Environment', questions: [{ label: 'Environment name' }, {}] });
  const types = environment?.questions.find(({ key }) => key === 'EnvironmentType')?.parameter.AllowedValues ?? [];
  expect(types.toSorted()).toEqual(['dev', 'prod', 'staging', 'test']);
  expect(paths.map(({ rules }) => Object.keys(rules).length > 0)).toEqual([true, true]);
});

it('plans a launch, carries it out, and tells it resource by resource, to its outputs', async () => {
  const plan = await got<Plan & { resources: unknown[] }>('plans', await launchOf('whole'));
  expect(plan).toMatchObject({
    title: 'Launch whole-network',
    agreement: { kind: 'none' },
    command: { verb: 'launch' },
  });
  expect(plan.resources).toContainEqual({ action: 'create', logicalId: 'Vpc', type: 'AWS::EC2::VPC' });
  const { operation } = await got<{ operation: string }>(`plans/${plan.id}/carry-out`, agreed(plan));
  const end = await ended(operation);
  expect(end).toMatchObject({ status: 'succeeded', outputs: { VpcId: expect.stringMatching(/^vpc-/) } });
  expect(end.events.map(({ type }) => type)).toEqual(expect.arrayContaining(['record', 'resource', 'count']));

  const half = Math.floor(end.next / 2);
  const rest = await got<Operation>(`operations/${operation}?after=${half}`);
  expect(rest.events).toEqual(end.events.slice(half));
  expect((await got<Operation>(`operations/${operation}?after=${end.next}`)).events).toEqual([]);

  expect(await ask(`plans/${plan.id}/carry-out`, agreed(plan))).toMatchObject({ body: { code: 'plan-gone' } });
  const again = await ask('plans', await launchOf('whole'));
  expect(again).toMatchObject({
    status: 422,
    body: { code: 'already-launched', remedies: [{ verb: 'status' }, {}, {}] },
  });
});

it('tells what failed first, and keeps the answers for another try', async () => {
  await sandbox.setFaults({ failResources: { Zone1NatGateway: 'The account has no address left.' } });
  const plan = await got<Plan>('plans', await launchOf('broken'));
  const { operation } = await got<{ operation: string }>(`plans/${plan.id}/carry-out`, agreed(plan));
  const end = await ended(operation);
  expect(end).toMatchObject({ status: 'failed', problem: { code: 'launch-failed' } });
  expect(end.events).toContainEqual(
    expect.objectContaining({ type: 'failure', text: expect.stringContaining('Zone1NatGateway') }),
  );
  expect(end.again).toContain('/launch/network?');
  expect(end.again).toContain('p.EnvironmentName=broken');
});

it('refuses a launch whose tiers are missing, and says what to launch first', async () => {
  const launch = { ...(await launchOf('alone')), product: 'data', name: 'alone-data', version: '1.2.1' };
  const { paths } = await got<LaunchForm>('products/data/form');
  const path = paths.find(({ portfolio }) => portfolio === 'Bellyfed Developers')?.pathId;
  expect(await ask('plans', { ...launch, path })).toMatchObject({
    status: 422,
    body: { code: 'missing-tiers', remedies: [{ do: 'verb', verb: 'launch', operands: ['network'] }] },
  });
});

describe('a plan', () => {
  it('is not carried out but as it was shown, in its region', async () => {
    const plan = await got<Plan>('plans', await launchOf('held'));
    const tries = [
      [{ ...agreed(plan), digest: '0'.repeat(64) }, 409, 'plan-changed'],
      [{ ...agreed(plan), region: 'eu-west-1' }, 409, 'other-region'],
    ] as const;
    for (const [body, status, code] of tries) {
      expect(await ask(`plans/${plan.id}/carry-out`, body)).toMatchObject({ status, body: { code } });
    }
    await got(`plans/${plan.id}/discard`, {});
    expect(await ask(`plans/${plan.id}/carry-out`, agreed(plan))).toMatchObject({ body: { code: 'plan-gone' } });
  });

  it('leaves nothing at AWS, and two people may plan the same', async () => {
    const other = await startTestConsole(sandbox.url);
    const launch = await launchOf('twice');
    const one = await got<Plan>('plans', launch);
    const two = await got<Plan>('plans', launch, other);
    await other.close();
    const serviceCatalog = await (await targetAt(sandbox.url)).serviceCatalog();
    expect((await serviceCatalog.listProvisionedProductPlans({})).ProvisionedProductPlans).toEqual([]);
    expect(one.id).not.toBe(two.id);
    expect(await ask(`plans/${two.id}/carry-out`, agreed(two))).toMatchObject({ body: { code: 'plan-gone' } });
  });

  it('of another account than the sandbox’s is carried out once somebody has agreed', async () => {
    const target = { ...(await targetAt(sandbox.url)), isLocal: false };
    const other = await startTestConsole(sandbox.url, { target });
    const plan = await got<Plan>('plans', await launchOf('asked'), other);
    expect(plan).toMatchObject({ agreement: { kind: 'yes', question: 'Launch asked-network?' } });
    const refused = await ask(`plans/${plan.id}/carry-out`, agreed(plan), other);
    expect(refused).toMatchObject({ status: 403, body: { code: 'not-agreed' } });
    expect(await ask(`plans/${plan.id}/carry-out`, { ...agreed(plan), yes: false }, other)).toMatchObject({
      status: 403,
    });
    await got(`plans/${plan.id}/carry-out`, { ...agreed(plan), yes: true }, other);
    await other.close();
  });

  it('is made, and never carried out, by a console that only reads', async () => {
    const reading = await startTestConsole(sandbox.url, { allowsChanges: false });
    const plan = await got<Plan>('plans', await launchOf('read'), reading);
    const answer = await ask(`plans/${plan.id}/carry-out`, { ...agreed(plan), yes: true }, reading);
    await reading.close();
    expect(answer).toMatchObject({ status: 403, body: { code: 'read-only' } });
  });
});

it('tells no hidden answer, not even in the words of an error', async () => {
  const launch = await launchOf('secret', { hidden: { VpcCidr: 'hunter2-is-secret' } });
  const answer = await ask('plans', launch);
  expect(answer).toMatchObject({ status: 422, body: { code: 'bad-value' } });
  expect(JSON.stringify(answer)).not.toContain('hunter2');
  const plan = await ask('plans', await launchOf('secret', { hidden: { VpcCidr: '10.77.0.0/16' } }));
  expect(plan.status).toBe(200);
  expect(JSON.stringify(plan)).not.toContain('10.77');
});

it('answers with none of its credentials, wherever it answers', async () => {
  const answers = await Promise.all(
    ['context', 'products', 'products/network', 'products/network/form', 'operations'].map((path) => ask(path)),
  );
  expect(JSON.stringify(answers)).not.toMatch(/secretAccessKey|AWS_SECRET|sessionToken/i);
});

it('says what AWS says: no permission with AWS’s words, throttling, and nobody there', async () => {
  await sandbox.setFaults({ throttle: 1 });
  expect(await ask('products')).toMatchObject({ status: 429, body: { kind: 'throttled' } });
  await sandbox.setFaults({});
  const gone = await startTestConsole('http://127.0.0.1:9');
  expect(await ask('products', undefined, gone)).toMatchObject({
    status: 502,
    body: { kind: 'not-reached', code: 'no-listener' },
  });
  await gone.close();
});

it('knows no operation of before it was started', async () => {
  expect(await ask('operations/0123')).toMatchObject({ status: 404, body: { code: 'unknown-operation' } });
});

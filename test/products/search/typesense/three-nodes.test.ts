import { rmSync } from 'node:fs';
import { needing } from '../../../tools/needing';
import { openssl, typesenseServer } from '../../../tools/tools';
import { TypesenseCluster } from './typesense-cluster';

const { describe } = needing(openssl, typesenseServer);

const three = [1, 2, 3] as const;
let cluster: TypesenseCluster;

const documents = () => Promise.all(three.map((number) => cluster.documents(number)));

/** Waits until all nodes show as many documents; the test's own timeout ends a wait in vain. */
async function untilAllShow(count: number): Promise<void> {
  const shown = async () => (await documents().catch(() => [])).filter((each) => each === count).length;
  while ((await shown()) < three.length) await new Promise((resume) => setTimeout(resume, 200));
}

async function startThree(): Promise<void> {
  for (const number of three) cluster.start(number, '3');
  await cluster.ready(...three);
}

beforeEach(async () => {
  cluster = await TypesenseCluster.make();
});

afterEach(() => cluster.remove());

describe('three real nodes', () => {
  it('go on from what one node was, since they start empty and are filled anew', async () => {
    await cluster.add('soup', 'bread', 'cake');
    cluster.start(1, '1');
    await cluster.ready(1);
    await cluster.maintain('prepare');
    expect(await cluster.documents(1)).toBe(3);
    // What a node has in a snapshot it has applied, and never takes back.
    await cluster.maintain('snapshot');

    await cluster.stop(1);
    await startThree();
    expect(await documents()).toEqual([undefined, undefined, undefined]);
    await cluster.maintain('prepare');
    await untilAllShow(3);
    expect(cluster.log.at(-1)).toMatchObject({ level: 'INFO', task: 'prepare', documents: 3, ready: true });
  }, 180_000);

  it('start again while one of them is away, with the addresses that they remember', async () => {
    await startThree();
    await cluster.add('soup', 'bread');
    await cluster.maintain('prepare');
    await untilAllShow(2);

    await cluster.stop(2);
    const address = cluster.addresses.get(1);
    await cluster.stop(1);
    // The same address, since this version of the server can't reset its peers.
    cluster.start(1, '3', address);
    await cluster.ready(1, 3);
    expect([await cluster.documents(1), await cluster.documents(3)]).toEqual([2, 2]);
    cluster.start(2, '3');
    await cluster.ready(2);
    await untilAllShow(2);
  }, 180_000);

  it('keep their index when each in turn starts with an empty directory and another address, as an upgrade has them do', async () => {
    await startThree();
    await cluster.add('soup', 'bread');
    await cluster.maintain('prepare');
    await untilAllShow(2);
    for (const number of three) {
      await cluster.stop(number);
      rmSync(cluster.directory(number), { recursive: true });
      cluster.start(number, '3');
      await cluster.ready(number);
    }
    await untilAllShow(2);
  }, 180_000);
});

import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeRecordCommand, ListRecordHistoryCommand } from '@aws-sdk/client-service-catalog';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { refusal, TestCatalog } from '../with-catalog';

let sandbox: TestSandbox;
let catalog: TestCatalog;
let launches: Launches;
let productId: string;
let artifactId: string;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  catalog = new TestCatalog(sandbox);
  launches = new Launches(catalog);
  ({ productId, artifactId } = await catalog.product('Queue'));
  await catalog.admit(await catalog.portfolio('Developers', productId));
});
afterAll(() => sandbox.stop());

const launch = async (name: string) => {
  const input = { name, ProductId: productId, ProvisioningArtifactId: artifactId };
  return (await launches.provision(input)).RecordDetail?.RecordId ?? '';
};

async function history(): Promise<string[]> {
  const ids: string[] = [];
  let PageToken: string | undefined;
  do {
    const answer = await catalog.client.send(new ListRecordHistoryCommand({ PageToken }));
    ids.push(...(answer.RecordDetails ?? []).map(({ RecordId = '' }) => RecordId));
    PageToken = answer.NextPageToken;
  } while (PageToken);
  return ids;
}

test('records of the newest fifty terminated products stay, and all of a product that lives', async () => {
  const living = await launch('living');
  const passing: string[] = [];
  for (let number = 0; number < 54; number += 1) {
    const name = `passing-${number}`;
    passing.push(await launch(name));
    await launches.terminate({ ProvisionedProductName: name });
  }
  const kept = await history();
  expect(kept).toHaveLength(1 + 2 * 50);
  expect(kept).toEqual(expect.arrayContaining([living, ...passing.slice(4)]));
  const gone = catalog.client.send(new DescribeRecordCommand({ Id: passing[0] }));
  expect(await refusal(gone)).toMatch(/^ResourceNotFoundException/);
  const { RecordDetail } = await catalog.client.send(new DescribeRecordCommand({ Id: living }));
  expect(RecordDetail).toMatchObject({ Status: 'SUCCEEDED', ProvisioningArtifactId: artifactId });
}, 120_000);

test('the file stops growing', async () => {
  const until = async (from: number, to: number) => {
    for (let number = from; number < to; number += 1) {
      const name = `growing-${number}`;
      await launch(name);
      await launches.terminate({ ProvisionedProductName: name });
    }
    return statSync(join(sandbox.stateFolder, 'state.mdb')).size;
  };
  const few = await until(0, 20);
  expect((await until(20, 200)) / few).toBeLessThan(1.5);
}, 300_000);

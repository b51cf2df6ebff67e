import { DescribeRecordCommand, ListRecordHistoryCommand } from '@aws-sdk/client-service-catalog';
import { migrations } from '../../../../sandbox';
import {
  type ProvisionedProductRow,
  provisionedProducts,
  records,
  saveRecord,
} from '../../../../sandbox/services/service-catalog/launch/state';
import { noteTerminated } from '../../../../sandbox/services/service-catalog/launch/terminated-products';
import { Store } from '../../../../sandbox/store/store';
import { startTestSandbox, type TestSandbox } from '../../with-sandbox';
import { Launches } from '../launches';
import { QUEUE_TEMPLATE, TestCatalog, text } from '../with-catalog';

const PRODUCTS = 5_000;
const SCOPE = ['000000000000', 'us-east-1'] as const;

let sandbox: TestSandbox;
beforeAll(async () => {
  sandbox = await startTestSandbox();
});
afterAll(() => sandbox.stop());

/** Writes a launch and a termination of each of so many products into a state that no sandbox has. */
async function addRecords(recordId: string): Promise<void> {
  const store = await Store.open(sandbox.stateFolder, migrations);
  const [sample] = [store.get(records, [...SCOPE, recordId])];
  if (!sample) throw new Error('There is no record to go by.');
  const product = store.get(provisionedProducts, [...SCOPE, sample.provisionedProductId]);
  if (!product) throw new Error('There is no product to go by.');
  await store.transact(() => {
    for (let number = 0; number < PRODUCTS; number += 1) {
      const now = new Date(Date.now() + number);
      const row: ProvisionedProductRow = { ...product, id: `pp-${number}`, name: `later-${number}` };
      const of = { provisionedProductId: row.id, provisionedProductName: row.name, created: now, updated: now };
      saveRecord(store, { ...sample, ...of, id: `rec-${number}-1` });
      saveRecord(store, { ...sample, ...of, id: `rec-${number}-2`, type: 'TERMINATE_PROVISIONED_PRODUCT' });
      noteTerminated(row, { db: store, now });
    }
  });
  await store.close();
}

test(`what a product ran before is known after ${2 * PRODUCTS} later records, of which the newest stay`, async () => {
  const catalog = new TestCatalog(sandbox);
  const launches = new Launches(catalog);
  const { productId: ProductId, artifactId: first } = await catalog.product('Queue');
  await catalog.admit(await catalog.portfolio('Developers', ProductId));
  const second = await catalog.version(ProductId, '2.0.0', { ...QUEUE_TEMPLATE, Description: 'Another queue' });
  await launches.provision({ name: 'living', ProductId, ProvisioningArtifactId: first });
  const update = { ProvisionedProductName: 'living', ProductId, ProvisioningArtifactId: second };
  const { RecordDetail: record } = await launches.update(update);
  await sandbox.restart(() => addRecords(text(record?.RecordId)));

  const { client } = new TestCatalog(sandbox);
  const history = async (value: string) => {
    const SearchFilter = { Key: 'provisionedproduct', Value: value };
    const { RecordDetails = [] } = await client.send(new ListRecordHistoryCommand({ SearchFilter }));
    return RecordDetails.map(({ ProvisioningArtifactId }) => ProvisioningArtifactId);
  };
  expect(await history(text(record?.ProvisionedProductId))).toEqual([second, first]);
  const described = await client.send(new DescribeRecordCommand({ Id: record?.RecordId }));
  expect(described.RecordDetail).toMatchObject({ Status: 'SUCCEEDED', ProvisioningArtifactId: second });
  // The newest fifty terminated products have their records, the others none.
  expect(await history(`pp-${PRODUCTS - 50}`)).toHaveLength(2);
  expect(await history(`pp-${PRODUCTS - 51}`)).toEqual([]);
}, 120_000);

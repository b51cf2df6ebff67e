/** The doctor on pipelines: deliveries that publish the catalog, and the role that notifications need. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IAM } from '@aws-sdk/client-iam';
import { awsTarget } from '../../../operations/aws/aws-target';
import { type AccountView, viewAccount } from '../../../operations/doctor/account-view';
import { checkCatalogPipeline } from '../../../operations/doctor/checks/catalog-pipeline';
import { checkLinkedRole } from '../../../operations/doctor/checks/linked-role';
import { openExamination } from '../../../operations/doctor/examination';
import { loadOffers } from '../../../portfolios/offers/offers';
import type { Offer } from '../../../portfolios/offers/published-product';
import { products } from '../../../products';
import { projectRoot } from '../../scripts/run-catalog';
import { QueueCatalog } from '../queue-catalog';

const offers = loadOffers(join(projectRoot, 'products'), products);
const offer = (id: string): Offer => {
  const found = offers.find(({ product }) => product.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};

let catalog: QueueCatalog;

/** View of what is there now: it asks once for each thing. */
async function view(): Promise<AccountView> {
  return viewAccount(await awsTarget({ endpointUrl: catalog.sandbox.url }, { env: {} }), '000000000000');
}

beforeAll(async () => {
  const template = JSON.parse(readFileSync(join(projectRoot, 'products/delivery/releases/1.1.0.json'), 'utf8'));
  catalog = await QueueCatalog.start({ product: 'Bellyfed Delivery', template });
});
afterAll(() => catalog?.stop());

it('names the delivery of 1.x that publishes the catalog, whence, and the way out; no other', async () => {
  const environment = (EnvironmentName: string) => ({ EnvironmentName, EnvironmentType: 'dev' });
  await catalog.launch(environment('one'));
  expect(await checkCatalogPipeline(await view(), offer('delivery'))).toEqual([]);

  const { name } = await catalog.launch({ ...environment('two'), CatalogRepository: 'mallory/evil' });
  expect(await checkCatalogPipeline(await view(), offer('delivery'))).toEqual([
    {
      ...{ check: 'catalog-pipeline', product: 'delivery', ok: false },
      problem: expect.stringMatching(
        new RegExp(`^${name} .* publishes the catalog from mallory/evil: .*Bellyfed Publishing`),
      ),
      remedy: {
        ...{ do: 'verb', verb: 'upgrade', operands: [name], account: '000000000000' },
        options: { to: '2.0.0', 'accept-no-rollback': name },
      },
    },
  ]);
});

it('names the service-linked role that the first pipeline lacks, until it is there', async () => {
  const [missing] = await checkLinkedRole(await view(), offer('delivery'));
  expect(missing).toMatchObject({
    ok: false,
    remedy: {
      command:
        'aws iam create-service-linked-role --aws-service-name codestar-notifications.amazonaws.com --region us-east-1',
    },
  });
  const iam = new IAM(catalog.sandbox.client());
  await iam.createServiceLinkedRole({ AWSServiceName: 'codestar-notifications.amazonaws.com' });
  expect(await checkLinkedRole(await view(), offer('delivery'))).toMatchObject([
    { ok: true, detail: 'AWSServiceRoleForCodeStarNotifications' },
  ]);
});

it('asks for no such role where there is no pipeline', async () => {
  expect(await checkLinkedRole(await view(), offer('network'))).toEqual([]);
});

it('refuses to look for what publishes the catalog in another account than the hub’s', async () => {
  const target = await awsTarget({ endpointUrl: catalog.sandbox.url }, { env: {} });
  const ask = (product: string) =>
    openExamination(
      { project: { root: projectRoot }, target },
      { account: '222222222222', principal: 'BellyfedPlatformEngineer', product: [product] },
    );
  await expect(ask('publishing')).rejects.toMatchObject({
    code: 'hub-only',
    message:
      'Bellyfed Publishing is launched in the account of the catalog only, and not in 222222222222; ask about it there.',
  });
  const { portfolios } = await ask('network');
  expect(portfolios.map(({ definition }) => definition.id)).toEqual(['developers', 'production']);
});

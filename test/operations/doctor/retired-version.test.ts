import { awsTarget } from '../../../operations/aws/aws-target';
import { viewAccount } from '../../../operations/doctor/account-view';
import { checkRetiredVersions } from '../../../operations/doctor/checks/retired-version';
import type { Examination } from '../../../operations/doctor/examination';
import { openExamination } from '../../../operations/doctor/examination';
import { projectRoot } from '../../scripts/run-catalog';
import { QueueCatalog } from '../queue-catalog';

let catalog: QueueCatalog;
let examination: Examination;

beforeAll(async () => {
  catalog = await QueueCatalog.start({ product: 'Bellyfed Network' });
  const target = await awsTarget({ endpointUrl: catalog.sandbox.url }, { env: {} });
  examination = await openExamination({ project: { root: projectRoot }, target }, {});
});
afterAll(() => catalog?.stop());

/** The examination with the status of network 1.0.0 changed in the ledger. */
function withLedger(change: { readonly status: 'active' | 'deprecated' | 'retired'; readonly security?: string }) {
  const catalogOf = examination.catalog.map((offer) => ({
    ...offer,
    releases: offer.releases.map((release) =>
      offer.product.id === 'network' && release.version === '1.0.0' ? { ...release, ...change } : release,
    ),
  }));
  return { ...examination, catalog: catalogOf };
}

it('names what runs a retired version: one that is hidden for security leaves it, another may be offered again', async () => {
  const { name } = await catalog.launch();
  const view = viewAccount(await awsTarget({ endpointUrl: catalog.sandbox.url }, { env: {} }), '000000000000');
  for (const status of ['active', 'deprecated'] as const) {
    expect(await checkRetiredVersions(withLedger({ status }), view)).toEqual([]);
  }
  expect(await checkRetiredVersions(withLedger({ status: 'retired' }), view)).toEqual([
    {
      ...{ check: 'retired', product: 'network', ok: false },
      problem: `${name} runs 1.0.0, which is retired: no answer of it can be changed, and no rollback ends at it.`,
      remedy: expect.objectContaining({
        do: 'aws',
        command: expect.stringMatching(
          /^aws servicecatalog update-provisioning-artifact .*--active --guidance DEPRECATED/,
        ),
      }),
    },
  ]);
  const security = 'It lets people in.';
  expect(await checkRetiredVersions(withLedger({ status: 'retired', security }), view)).toEqual([
    {
      ...{ check: 'retired', product: 'network', ok: false },
      problem: `${name} runs 1.0.0, which is retired for security: ${security}`,
      remedy: { do: 'verb', verb: 'upgrade', operands: [name], options: { 'accept-no-rollback': name } },
    },
  ]);
});

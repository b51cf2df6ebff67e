/** Recordings of the verbs that change and follow what runs, with small templates under the real products' names. */
import { CreateProvisionedProductPlanCommand } from '@aws-sdk/client-service-catalog';
import { golden, onAws, type Place, remote, today } from '../golden';
import { data, network, UpgradeCatalog } from '../run';

let offered: UpgradeCatalog;

const place = (): Place => ({
  root: offered.root,
  env: { AWS_ENDPOINT_URL: offered.sandbox.url },
  known: { [offered.root]: 'root', ...today() },
});

const region = { Region: { Type: 'String', AllowedValues: ['here', 'there'], Description: 'Where it is kept.' } };

async function offerMore(): Promise<void> {
  await offered.offer('data', '1.0.1', data({ delay: 1 }), { notes: 'The queue waits.' });
  await offered.offer('data', '1.1.0', data({ delay: 2 }), {
    notes: 'It waits longer.',
    upgradeNotes: 'Empty the queue before.',
  });
  await offered.offer('data', '2.0.0', data({ delay: 2, key: 'other' }));
  await offered.offer('data', '3.0.0', data({ delay: 3, parameters: region }));
  await offered.offer('data', '4.0.0', data({ delay: 4 }), { isReleased: false });
  for (const version of ['2.0.0', '3.0.0', '4.0.0']) await offered.change('data', version, { Guidance: 'DEPRECATED' });
}

async function launch(environment: string): Promise<void> {
  await offered.launch(environment, 'network', '1.0.0');
  await offered.launch(environment, 'data', '1.0.0', { Owner: 'somebody' });
}

/** Golden tests of upgrade and rollback, of one product and of tiers that were launched one by one. */
export function upgrades(): void {
  beforeEach(async () => {
    offered = await UpgradeCatalog.start();
    await offered.offer('network', '1.0.0', network());
    await offered.offer('data', '1.0.0', data());
  });
  afterEach(() => offered.stop());

  golden('upgrade', place, async (type) => {
    await offerMore();
    await launch('one');
    await type(['upgrade', 'one-data', '--plan']);
    await type(['upgrade', 'one-data', '--plan', '--json']);
    await type(['upgrade', 'one-data', '--to', '1.0.1']);
    await type(['upgrade', 'one-data', '--json']);
    await type(['upgrade', 'one-data']);
    await type(['upgrade', 'one-data', '--json']);
    await type(['upgrade', 'one-data', '--plan']);
    await type(['upgrade', 'one-data', '-p', 'Owner=another']);
    await type(['upgrade', 'one-data', '--to', '1.0.0']);
    await type(['upgrade', 'one-data', '--to', '1.0.0', '--downgrade']);
    await type(['upgrade', 'one-data', '--to', '1.0.1', '--no-wait']);
  });

  golden('upgrade-stopped', place, async (type) => {
    await offerMore();
    await launch('one');
    await type(['upgrade', 'one-data', '--to', '2.0.0']);
    await type(['upgrade', 'one-data', '--to', '2.0.0', '--plan']);
    await type(['upgrade', 'one-data', '--to', '2.0.0', '--allow-replace', 'Tabel']);
    await type(['upgrade', 'one-data', '--to', '2.0.0', '--allow-replace', 'Table', '--no-wait']);
    await type(['upgrade', 'one-data', '--to', '2.0.0', '--allow-replace', 'Table']);
    await type(['upgrade', 'one-data', '--to', '3.0.0']);
    await type(['upgrade', 'one-data', '--to', '3.0.0', '-p', 'Region=nowhere', '--allow-replace', 'Table']);
    await type(['upgrade', 'one-data', '--to', '4.0.0', '--plan']);
    await type(['upgrade', 'one-data', '--to', '9.0.0']);
    await type(['upgrade', 'one-data', '-p', 'Onwer=x']);
    await type(['upgrade', 'one-data', '-p', 'Owner']);
    await type(['upgrade', 'one-dta']);
    await type(['upgrade', 'nobody']);
    await type(['upgrade', 'one-data'], { env: onAws });
    await type(['upgrade', 'one-network', '-p', 'VpcCidr=10.1.0.0/16'], {
      env: remote(offered.sandbox.url),
      lines: ['no'],
    });
  });

  golden('rollback', place, async (type) => {
    await offerMore();
    await launch('one');
    await type(['rollback', 'one-data']);
    await offered.run('upgrade', 'one-data');
    await type(['rollback', 'one-data', '--plan']);
    await type(['rollback', 'one-data', '--json']);
    await type(['rollback', 'one-dta']);
    await type(['rollback', 'one-data'], { env: onAws });
  });

  golden('upgrade-tiers', place, async (type) => {
    await offered.offer('network', '1.1.0', network({ exports: ['VpcId', 'SubnetIds'] }));
    await offered.offer('data', '1.1.0', data({ reads: 'SubnetIds' }));
    await launch('one');
    await type(['upgrade', 'one', '--plan']);
    await type(['upgrade', 'one', '--plan', '--json']);
    await type(['upgrade', 'one', '--to', '1.0.0']);
    await type(['upgrade', 'one', '--no-wait']);
    await offered.sandbox.setFaults({ failResources: { DataQueue: 'No queues today.' } });
    await type(['upgrade', 'one']);
    await offered.sandbox.setFaults({});
    await type(['upgrade', 'one', '--json']);
    await type(['rollback', 'one']);
  });

  golden('upgrade-failed', place, async (type) => {
    await offerMore();
    await launch('one');
    await offered.sandbox.setFaults({ failResources: { DataQueue: 'No queues today.' } });
    await type(['upgrade', 'one-data']);
    await offered.sandbox.setFaults({});
    const update = { ...offered.update('one-data', 'data', '1.0.1'), PlanName: 'of-somebody' };
    await offered.catalog.client.send(new CreateProvisionedProductPlanCommand(update));
    await type(['upgrade', 'one-data', '--plan']);
    await type(['upgrade', 'one-data']);
  });
}

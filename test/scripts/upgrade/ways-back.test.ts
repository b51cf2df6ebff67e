import { CloudFormation } from '@aws-sdk/client-cloudformation';
import type { Template } from '../../../catalog/template';
import { data, network } from './tiers';
import { UpgradeCatalog } from './upgrade-catalog';

/** A data tier whose database may get a larger disk, which never gets smaller again, before its queue is changed. */
function withDisk(): Template {
  const { Table: _, ...rest } = data().Resources;
  return {
    ...data(),
    Parameters: { ...data().Parameters, Disk: { Type: 'Number', Default: 20 } },
    Resources: {
      ...rest,
      Orders: {
        Type: 'AWS::RDS::DBInstance',
        DeletionPolicy: 'Snapshot',
        UpdateReplacePolicy: 'Snapshot',
        Properties: {
          Engine: 'postgres',
          DBInstanceClass: 'db.t4g.micro',
          AllocatedStorage: { Ref: 'Disk' },
          MasterUsername: 'orders',
          ManageMasterUserPassword: true,
        },
      },
      Last: {
        Type: 'AWS::SQS::Queue',
        DependsOn: 'Orders',
        Properties: { Tags: [{ Key: 'Disk', Value: { Ref: 'Disk' } }] },
      },
    },
  };
}

let offered: UpgradeCatalog;
let count = 0;
let name: string;

beforeAll(async () => {
  offered = await UpgradeCatalog.start();
  await offered.offer('network', '1.0.0', network());
  await offered.offer('network', '1.1.0', network({ delay: 1 }));
  await offered.offer('data', '1.0.0', withDisk());
});
afterAll(() => offered.stop());
beforeEach(async () => {
  name = `env${++count}`;
  await offered.launch(name, 'network', '1.0.0');
});
afterEach(async () => {
  await offered.sandbox.setFaults({});
  await offered.change('network', '1.0.0', { Active: true });
});

const states = async () => (await offered.states())[`${name}-network`];

describe('what runs a hidden version', () => {
  beforeEach(() => offered.change('network', '1.0.0', { Active: false }));

  it('takes no answer, and is told how to get one', async () => {
    const refused = await offered.run('upgrade', `${name}-network`, '--to', '1.0.0', '-p', 'VpcCidr=10.1.0.0/16');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('which is hidden: AWS takes no update to it, not even of an answer.');
    expect(refused.stderr).toMatch(
      /upgrade env\d+-network; or in the catalog's account.*--active --guidance DEPRECATED/,
    );
    expect(await states()).toBe('1.0.0 AVAILABLE');
  });

  it('leaves it only once somebody has accepted that it never goes back', async () => {
    const refused = await offered.run('upgrade', `${name}-network`);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`--accept-no-rollback ${name}-network`);
    expect(await states()).toBe('1.0.0 AVAILABLE');
    const [plan] = await offered.json('upgrade', `${name}-network`, '--plan');
    expect(plan.stops).toMatchObject([{ resource: `${name}-network`, kind: 'no way back' }]);
    const named = ['--accept-no-rollback', `${name}-network`];
    expect(await offered.run('upgrade', `${name}-network`, ...named)).toMatchObject({ code: 0 });
    expect(await states()).toBe('1.1.0 AVAILABLE');
    const back = await offered.run('rollback', `${name}-network`);
    expect(back.stderr).toMatch(/that isn't offered any more.*update-provisioning-artifact/);
  });

  it('is upgraded as ever once it is offered again, deprecated, and comes back', async () => {
    await offered.change('network', '1.0.0', { Active: true, Guidance: 'DEPRECATED' });
    expect(await offered.run('upgrade', `${name}-network`)).toMatchObject({ code: 0 });
    expect(await offered.run('rollback', `${name}-network`)).toMatchObject({ code: 0 });
    expect(await states()).toBe('1.0.0 AVAILABLE');
    await offered.change('network', '1.0.0', { Guidance: 'DEFAULT' });
  });
});

describe('a change that AWS does not take back', () => {
  beforeEach(() => offered.launch(name, 'data', '1.0.0'));

  const add = (...more: string[]) => offered.run('upgrade', `${name}-data`, '--to', '1.0.0', '-p', 'Disk=40', ...more);

  it('is named in the plan, and asked for by name', async () => {
    const { stdout } = await add('--plan');
    expect(stdout).toMatch(/No way back \(STOPS\): Orders \(AWS::RDS::DBInstance\): AWS changes AllocatedStorage/);
    expect(stdout).toContain(`--accept-no-rollback ${name}-data.Orders`);
    const refused = await add();
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/not all of it could be taken back.*AllocatedStorage/s);
    expect(await offered.answers(`${name}-data`)).toMatchObject({ Disk: '20' });
    expect(await add('--accept-no-rollback', 'Orders')).toMatchObject({ code: 0 });
    expect(await offered.answers(`${name}-data`)).toMatchObject({ Disk: '40' });
  });

  it('is what a rollback fails on that comes after it, which its message says', async () => {
    await offered.sandbox.setFaults({ failResources: { Last: 'No queues today.' } });
    const failed = await add('--accept-no-rollback', `${name}-data.Orders`);
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect(failed.stderr).toMatch(
      /The rollback itself failed too.*continue-update-rollback .*--resources-to-skip Orders/s,
    );
    const stacks = new CloudFormation(offered.sandbox.client());
    const StackName = `SC-000000000000-${(await offered.launches.detail(`${name}-data`)).Id}`;
    await stacks.continueUpdateRollback({ StackName, ResourcesToSkip: ['Orders'] });
    for (let status: string | undefined; status !== 'UPDATE_ROLLBACK_COMPLETE'; ) {
      status = (await stacks.describeStacks({ StackName })).Stacks?.[0]?.StackStatus;
      expect(status).not.toBe('UPDATE_ROLLBACK_FAILED');
    }
  });
});

/** Answers of the released products that an upgrade refuses before it begins, and the ways that its refusals name. */
import { RDS } from '@aws-sdk/client-rds';
import { products } from '../../../products';
import { latestTemplate } from '../../products/latest-template';
import { UpgradeCatalog } from './upgrade-catalog';

const zones = { FirstZone: 'us-east-1a', SecondZone: 'us-east-1b', ThirdZone: 'us-east-1c' };
const domain = { DomainName: 'example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ' };
const versions = new Map<string, string>();
let offered: UpgradeCatalog;

beforeAll(async () => {
  offered = await UpgradeCatalog.start();
  await offered.catalog.boundaries();
  for (const id of ['network', 'data', 'app']) {
    const { version, template } = latestTemplate(products.find((product) => product.id === id));
    await offered.offer(id, version, template);
    versions.set(id, version);
  }
}, 120_000);
afterAll(() => offered.stop());
afterEach(async () => expect(await offered.plans()).toEqual([]));

async function launch(environment: string, type: string, ids: readonly string[], answers: Record<string, object>) {
  for (const id of ids) {
    const given = { EnvironmentType: type, ...answers[id] };
    await offered.launch(environment, id, versions.get(id) ?? '', given);
    expect((await offered.run('status', `${environment}-${id}`)).stdout).toContain('AVAILABLE');
  }
}

const change = (name: string, ...answers: string[]) =>
  offered.run('upgrade', name, ...answers.flatMap((answer) => ['-p', answer]));

describe('readers of the database', () => {
  it('go as long as the first instance writes; else the upgrade names the failover, and goes on after it', async () => {
    await launch('read', 'prod', ['network', 'data'], {
      network: { ...zones, ...domain },
      data: { CallbackUrls: 'https://example.com/auth/callback' },
    });
    const rds = new RDS(offered.sandbox.client());
    const cluster = await offered.physicalId('read-data', 'DatabaseCluster');
    const [first, second] = [`${cluster}-1`, `${cluster}-2`];
    // A reader goes by name only, since others notice; which of them writes is asked all the same.
    const readers = (left: number) => {
      const named = ['--allow-replace', `read-data.DatabaseReader${left + 1}Instance`];
      return offered.run('upgrade', 'read-data', '-p', `DatabaseReaders=${left}`, ...named);
    };
    expect(await readers(1)).toMatchObject({ code: 0 });

    await rds.failoverDBCluster({ DBClusterIdentifier: cluster, TargetDBInstanceIdentifier: second });
    const refused = await readers(0);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain(`${second} is the one that writes in ${cluster} now`);
    expect(refused.stderr).toContain(
      `aws rds failover-db-cluster --db-cluster-identifier ${cluster} --target-db-instance-identifier ${first} --region us-east-1`,
    );

    await rds.failoverDBCluster({ DBClusterIdentifier: cluster, TargetDBInstanceIdentifier: first });
    expect(await readers(0)).toMatchObject({ code: 0 });
    const { DBClusters: [left] = [] } = await rds.describeDBClusters({ DBClusterIdentifier: cluster });
    expect(left?.DBClusterMembers).toMatchObject([{ DBInstanceIdentifier: first, IsClusterWriter: true }]);
  }, 120_000);
});

describe('a further region for the tables', () => {
  it('comes unprotected, and in an update of its own', async () => {
    await launch('far', 'prod', ['network', 'data'], {
      network: { ...zones, ...domain },
      data: { CallbackUrls: 'https://example.com/auth/callback' },
    });
    const born = await change('far-data', 'ReplicaRegion1=eu-west-1');
    expect(born).toMatchObject({ code: 1, stdout: '' });
    expect(born.stderr).toMatch(/Tables\w+ .*AWS changes Replicas, and doesn't take that back/);
    expect(born.stderr).toContain('--accept-no-rollback');

    const beside = await change('far-data', 'ReplicaRegion1=eu-west-1', 'ProtectReplicas=no', 'BackupRetention=28');
    expect(beside).toMatchObject({ code: 1, stdout: '' });
    expect(beside.stderr).toMatch(/Tables\w+ .*Replicas \("eu-west-1"\) is to change in an update of its own/);
    expect(beside.stderr).toMatch(/Beside it would change: .*DatabaseCluster/);

    const alone = await change('far-data', 'ReplicaRegion1=eu-west-1', 'ProtectReplicas=no');
    expect(alone).toMatchObject({ code: 0 });
    expect(await change('far-data', 'ProtectReplicas=yes')).toMatchObject({ code: 0 });
    expect(await offered.answers('far-data')).toMatchObject({ ReplicaRegion1: 'eu-west-1', ProtectReplicas: 'yes' });
  }, 120_000);
});

describe('the record of the application', () => {
  it('gets another routing policy over none', async () => {
    await launch('web', 'dev', ['network', 'data', 'app'], {
      network: { ...zones, ...domain },
      app: { UseDomain: 'yes', RoutingPolicy: 'failover' },
    });
    const refused = await change('web-app', 'RoutingPolicy=latency');
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(
      /Dns\w+ \(AWS::Route53::RecordSet\): AWS refuses the update: .* before it deletes Dns\w+, beside which it can't be/,
    );
    expect(refused.stderr).toContain('take the old ones away in an update of their own');
    expect(await change('web-app', 'RoutingPolicy=none')).toMatchObject({ code: 0 });
    expect(await change('web-app', 'RoutingPolicy=latency')).toMatchObject({ code: 0 });
  }, 120_000);
});

import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { publicKeyOf } from '../../../../products/search/functions/node-identity.lambda';
import { needing } from '../../../tools/needing';
import { openssl } from '../../../tools/tools';
import { NodeProcess, ownName, seed, until } from './node-process';

const { describe, it } = needing(openssl);

const names = [ownName, 'node-2.search.one.internal', 'node-3.search.one.internal'] as const;
const [, second, third] = names;
const three = { NODE_NAMES: names.join(' ') };

let node: NodeProcess;

afterEach(() => node.remove());

describe('one node', () => {
  it('starts at once, on its own address', async () => {
    node = new NodeProcess();
    node.start();
    await until(() => node.runFile('environment')?.includes('TYPESENSE_PEERING_ADDRESS=10.0.0.1') === true);
    expect(node.runFile('nodes')).toBe('10.0.0.1:8107:8108');
  });

  it('takes the place of the shell, so that it gets the signal that stops the task', async () => {
    node = new NodeProcess();
    node.start();
    await until(() => node.runFile('environment') !== undefined);
    expect(await node.stop()).toBe('SIGTERM');
  });

  it('does not hand the seed of its key to Typesense', async () => {
    node = new NodeProcess();
    node.start();
    await until(() => node.runFile('environment')?.includes('TYPESENSE_NODES') === true);
    expect(node.runFile('environment')).not.toContain(seed);
  });
});

describe('three nodes', () => {
  it('wait until all of them have a name, and count as healthy meanwhile', async () => {
    node = new NodeProcess(three);
    node.resolve({ [second]: '10.0.0.2' });
    node.start();
    await until(() => node.runFile('waiting') !== undefined && node.dataFile(`addresses/${second}`) === '10.0.0.2');
    expect(await node.isHealthy()).toBe(true);
    expect(node.runFile('nodes')).toBeUndefined();
    expect(node.runFile('environment')).toBeUndefined();

    node.resolve({ [second]: '10.0.0.2', [third]: '10.0.0.3' });
    await until(() => node.runFile('environment') !== undefined);
    expect(node.runFile('nodes')).toBe('10.0.0.1:8107:8108,10.0.0.2:8107:8108,10.0.0.3:8107:8108');
    expect(node.runFile('waiting')).toBeUndefined();
  });

  it('wait for all of them while they have no data, however many remember one another', async () => {
    node = new NodeProcess(three);
    node.remember({ [second]: '10.0.0.2', [third]: '10.0.0.3' });
    node.resolve({ [second]: '10.0.0.2' });
    node.start();
    await until(() => node.runFile('nodes') !== undefined);
    await until(() => node.log.split('waiting for').length > 3);
    expect(node.log).toContain(`"level":"INFO","node":"${ownName}","message":"waiting for ${third}"`);
    expect(node.runFile('environment')).toBeUndefined();
  });

  it('with data start while one of them is away, at the address that it had', async () => {
    node = new NodeProcess(three);
    mkdirSync(node.path('data', 'typesense', 'state'), { recursive: true });
    node.remember({ [second]: '10.0.0.2', [third]: '10.0.0.3' });
    node.start();
    await until(() => node.log.includes(`waiting for ${second} ${third}`));
    expect(node.runFile('environment')).toBeUndefined();
    node.resolve({ [second]: '10.0.0.8' });
    await until(() => node.runFile('environment') !== undefined);
    expect(node.runFile('nodes')).toBe('10.0.0.1:8107:8108,10.0.0.8:8107:8108,10.0.0.3:8107:8108');
    expect(node.dataFile(`addresses/${second}`)).toBe('10.0.0.8');
  });

  it('do not take a peer’s last address that is their own now', async () => {
    node = new NodeProcess(three);
    mkdirSync(node.path('data', 'typesense', 'state'), { recursive: true });
    node.remember({ [second]: '10.0.0.2', [third]: '10.0.0.1' });
    node.resolve({ [second]: '10.0.0.2' });
    node.start();
    await until(() => node.log.includes(`waiting for ${third}`));
    expect(node.runFile('nodes')).toBeUndefined();
  });

  it('warn when they wait for longer than a launch takes', async () => {
    node = new NodeProcess(three);
    node.start();
    await until(() => node.runFile('waiting') !== undefined);
    const long = Date.now() / 1000 - 32 * 60;
    utimesSync(node.path('run', 'waiting'), long, long);
    await until(() => node.log.includes(`"level":"WARN","node":"${ownName}","message":"waiting for`));
    expect(await node.isHealthy()).toBe(true);
  });

  it('follow a peer to its new address', async () => {
    node = new NodeProcess(three);
    node.resolve({ [second]: '10.0.0.2', [third]: '10.0.0.3' });
    node.start();
    await until(() => node.runFile('environment') !== undefined);
    node.resolve({ [second]: '10.0.0.9', [third]: '10.0.0.3' });
    await until(() => node.runFile('nodes') === '10.0.0.1:8107:8108,10.0.0.9:8107:8108,10.0.0.3:8107:8108');
  });

  it('keep a peer that has no name for a while', async () => {
    node = new NodeProcess(three);
    node.resolve({ [second]: '10.0.0.2', [third]: '10.0.0.3' });
    node.start();
    await until(() => node.runFile('environment') !== undefined);
    // The third one's new address shows that the file was written after the second one's name had gone.
    node.resolve({ [third]: '10.0.0.7' });
    await until(() => node.runFile('nodes')?.includes('10.0.0.7') === true);
    expect(node.runFile('nodes')).toBe('10.0.0.1:8107:8108,10.0.0.2:8107:8108,10.0.0.7:8107:8108');
  });

  it('trust their own address, not what DNS still says of it', async () => {
    node = new NodeProcess(three);
    node.resolve({ [ownName]: '10.0.0.99', [second]: '10.0.0.2', [third]: '10.0.0.3' });
    node.start();
    await until(() => node.runFile('nodes') !== undefined);
    expect(node.runFile('nodes')).toMatch(/^10\.0\.0\.1:/);
  });
});

it('follows a peer even where old snapshots can’t be removed, as NFS has it for files in use', async () => {
  node = new NodeProcess({ ...three, SNAPSHOTS_KEPT: '0' });
  node.command('rm', 'case $* in *snapshots*) exit 1 ;; esac; exec /bin/rm "$@"');
  mkdirSync(node.path('data', 'snapshots', '20260101T020000Z'), { recursive: true });
  node.resolve({ [second]: '10.0.0.2', [third]: '10.0.0.3' });
  node.start();
  await until(() => node.log.includes('old snapshots are still there'));
  node.resolve({ [second]: '10.0.0.9', [third]: '10.0.0.3' });
  await until(() => node.runFile('nodes')?.includes('10.0.0.9') === true);
});

describe('the certificate', () => {
  it('is for the API and the node, by the key that the seed makes', () => {
    node = new NodeProcess();
    node.runOnce();
    const certificate = new X509Certificate(node.runFile('certificate.pem') ?? '');
    expect(certificate.subjectAltName).toBe(`DNS:api.search.one.internal, DNS:${ownName}`);
    expect(certificate.publicKey.equals(publicKeyOf(seed))).toBe(true);
    expect(certificate.verify(certificate.publicKey)).toBe(true);
    const key = createPrivateKey(node.runFile('key.pem') ?? '');
    expect(createPublicKey(key).equals(publicKeyOf(seed))).toBe(true);
  });

  it('has a key that only its owner may read', () => {
    node = new NodeProcess();
    node.runOnce();
    expect(statSync(node.path('run', 'key.pem')).mode & 0o777).toBe(0o600);
  });

  it('is another with another seed', () => {
    node = new NodeProcess({ TLS_SEED: seed.toUpperCase() });
    node.runOnce();
    const certificate = new X509Certificate(node.runFile('certificate.pem') ?? '');
    expect(certificate.publicKey.equals(publicKeyOf(seed))).toBe(false);
  });
});

describe('snapshots', () => {
  it('are removed but for the newest', async () => {
    node = new NodeProcess();
    for (const name of ['20260101T020000Z', '20260103T020000Z', '20260102T020000Z', '20251231T020000Z']) {
      mkdirSync(node.path('data', 'snapshots', name, 'state'), { recursive: true });
    }
    node.start();
    await until(() => readdirSync(node.path('data', 'snapshots')).length === 2);
    expect(readdirSync(node.path('data', 'snapshots')).sort()).toEqual(['20260102T020000Z', '20260103T020000Z']);
    expect(existsSync(node.path('data', 'typesense'))).toBe(true);
  });
});

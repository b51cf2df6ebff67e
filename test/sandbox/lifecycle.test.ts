import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { open } from 'lmdb';
import { startSandbox } from '../../sandbox';
import { bundleProgram, type Program, startMain } from './sandbox-process';
import { clientSettings } from './with-sandbox';

let program: Program;
let folder: string;
beforeAll(() => {
  program = bundleProgram('sandbox/main.ts');
});
afterAll(() => program.remove());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandbox-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test.each(['SIGINT', 'SIGTERM'] as const)('%s stops it cleanly, and its state can be used at once', async (signal) => {
  const first = await startMain(program, folder);
  const s3 = new S3Client(clientSettings(first.url, '111111111111', 'us-east-1'));
  await s3.send(new CreateBucketCommand({ Bucket: 'kept' }));
  expect(await first.end(signal)).toBe(0);
  const second = await startSandbox({ port: 0, stateFolder: folder });
  const { Buckets } = await new S3Client(clientSettings(second.url, '111111111111', 'us-east-1')).send(
    new ListBucketsCommand({ Prefix: 'kept' }),
  );
  expect(Buckets?.map(({ Name }) => Name)).toEqual(['kept']);
  await second.close();
});

test('a second sandbox on a state folder in use is refused, naming the folder and the process', async () => {
  const first = await startMain(program, folder);
  await expect(startSandbox({ port: 0, stateFolder: folder })).rejects.toMatchObject({
    code: 'state-in-use',
    message: expect.stringMatching(new RegExp(`${folder} is in use by process ${first.pid}\\.`)),
  });
  await expect(startMain(program, folder)).rejects.toThrow(`in use by process ${first.pid}`);
  expect((await fetch(`${first.url}/_sandbox/health`)).status).toBe(200);
  await first.end('SIGTERM');
});

test('a second sandbox of the same process on a state folder in use is refused', async () => {
  const first = await startSandbox({ port: 0, stateFolder: folder });
  await expect(startSandbox({ port: 0, stateFolder: folder })).rejects.toMatchObject({ code: 'state-in-use' });
  await first.close();
  await (await startSandbox({ port: 0, stateFolder: folder })).close();
});

test('the state of a killed sandbox can be used at once', async () => {
  const first = await startMain(program, folder);
  await first.end('SIGKILL');
  await (await startSandbox({ port: 0, stateFolder: folder })).close();
});

test('a port in use is refused, naming it, and the state folder is free again', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => holder.once('listening', listening));
  const { port } = holder.address() as { port: number };
  await expect(startSandbox({ port, stateFolder: folder })).rejects.toMatchObject({
    code: 'port-in-use',
    message: expect.stringContaining(`Port ${port} is in use`),
  });
  await (await startSandbox({ port: 0, stateFolder: folder })).close();
  holder.close();
});

test('refuses what is no port', async () => {
  await expect(startSandbox({ port: 70_000, stateFolder: folder })).rejects.toMatchObject({ code: 'bad-port' });
});

test('refuses a state folder that is a file', async () => {
  const path = join(folder, 'file');
  writeFileSync(path, 'x');
  await expect(startSandbox({ port: 0, stateFolder: path })).rejects.toMatchObject({ code: 'bad-state-folder' });
  expect(readFileSync(path, 'utf8')).toBe('x');
});

test.each([
  ['text', Buffer.from('not a store '.repeat(1000))],
  ['a few bytes', Buffer.from('x')],
  ['zeros', Buffer.alloc(20_000)],
])('refuses a state that is %s, and leaves it alone', async (_what, content) => {
  const path = join(folder, 'state.mdb');
  writeFileSync(path, content);
  await expect(startSandbox({ port: 0, stateFolder: folder })).rejects.toMatchObject({ code: 'corrupt-state' });
  expect(readFileSync(path).equals(content)).toBe(true);
});

test('refuses a state that has lost its end, and leaves it alone', async () => {
  const sandbox = await startSandbox({ port: 0, stateFolder: folder });
  const s3 = new S3Client(clientSettings(sandbox.url, '111111111111', 'us-east-1'));
  await s3.send(new CreateBucketCommand({ Bucket: 'lost' }));
  await s3.send(new PutObjectCommand({ Bucket: 'lost', Key: 'a', Body: 'a'.repeat(300_000) }));
  await sandbox.close();
  const path = join(folder, 'state.mdb');
  truncateSync(path, 60_000);
  const before = readFileSync(path);
  await expect(startSandbox({ port: 0, stateFolder: folder })).rejects.toMatchObject({ code: 'corrupt-state' });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test("refuses another program's store, and one of another release", async () => {
  const foreign = join(folder, 'foreign');
  mkdirSync(foreign);
  const theirs = open({ path: join(foreign, 'state.mdb') });
  await theirs.put('a', 1);
  await theirs.close();
  await expect(startSandbox({ port: 0, stateFolder: foreign })).rejects.toMatchObject({ code: 'foreign-state' });

  const newer = join(folder, 'newer');
  mkdirSync(newer);
  const future = open({ path: join(newer, 'state.mdb') });
  await future.put(['sandbox/format'], { name: 'bellyfed-sandbox', version: 99 });
  await future.close();
  await expect(startSandbox({ port: 0, stateFolder: newer })).rejects.toThrow(/format 99, this release reads \d+\)/);
});

test('what is under way when it stops is answered', async () => {
  const sandbox = await startSandbox({ port: 0, stateFolder: folder });
  await fetch(`${sandbox.url}/_sandbox/faults`, { method: 'PUT', body: '{"delayMs": 200}' });
  const s3 = new S3Client(clientSettings(sandbox.url, '111111111111', 'us-east-1'));
  const arrived = new Promise<void>((resolve) => {
    const hear = () => {
      unsubscribe('http.server.request.start', hear);
      resolve();
    };
    subscribe('http.server.request.start', hear);
  });
  const creation = s3.send(new CreateBucketCommand({ Bucket: 'just-in-time' }));
  await arrived;
  await sandbox.close();
  expect((await creation).Location).toBe('/just-in-time');
});

test('many connections at once are all answered', async () => {
  const sandbox = await startSandbox({ port: 0, stateFolder: folder });
  const answers = Array.from({ length: 500 }, () =>
    fetch(`${sandbox.url}/_sandbox/health`).then(({ status }) => status),
  );
  expect(new Set(await Promise.all(answers))).toEqual(new Set([200]));
  await sandbox.close();
});

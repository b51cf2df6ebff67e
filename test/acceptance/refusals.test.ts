import { isAwsHost } from './place';
import { automaticProbes } from './probes';
import { refuseWhileRunning, rememberCommand, rememberRun, unendedRun } from './run-file';
import { announcement } from './safety/announce';
import type { Found } from './safety/found';
import { refuseInUse, requireAccount, requireBootstrap, requireNoLogRole } from './safety/refuse';
import { reportFolder } from './spawn-run';
import { steps } from './steps';

const ROLE: Found = { kind: 'role', name: 'BellyfedLaunch-network', id: 'BellyfedLaunch-network', run: undefined };

test('refuses where anything of its names is there that carries no tag, and names it', () => {
  expect(() => refuseInUse([ROLE], 'run-1')).toThrow(/role BellyfedLaunch-network.* nothing was begun/);
});

test('refuses what is of another run, and says how that is taken away', () => {
  expect(() => refuseInUse([{ ...ROLE, run: 'run-2' }], 'run-1')).toThrow('--only removal --run run-2');
});

test('counts what is too much to name', () => {
  const many = Array.from({ length: 13 }, (_, index): Found => ({ ...ROLE, name: `BellyfedLaunch-${index}` }));
  expect(() => refuseInUse(many, 'run-1')).toThrow('and 3 more');
});

test('goes on where there is nothing, or only what is its own', () => {
  expect(() => refuseInUse([], 'run-1')).not.toThrow();
  expect(() => refuseInUse([{ ...ROLE, run: 'run-1' }], 'run-1')).not.toThrow();
});

test.each([undefined, '', 'yes', '111122223334'])('refuses %j where the id of the account is asked for', (typed) => {
  expect(() => requireAccount('111122223333', typed)).toThrow('Nothing was made');
});

test("takes the account's own id", () => {
  expect(() => requireAccount('111122223333', '111122223333')).not.toThrow();
});

test("refuses a region whose APIs log with somebody else's role, without the account's id", () => {
  const role = 'arn:aws:iam::111122223333:role/theirs';
  expect(() => requireNoLogRole(role, false)).toThrow('arn:aws:iam::<account>:role/theirs');
  expect(() => requireNoLogRole(role, true)).not.toThrow();
  expect(() => requireNoLogRole(undefined, false)).not.toThrow();
});

test('refuses a place where the CDK was not set up, and says what to type', () => {
  expect(() => requireBootstrap(undefined)).toThrow('npx cdk bootstrap');
  expect(() => requireBootstrap('33')).not.toThrow();
});

test('says before it begins where, what it makes, the cost an hour and the longest time', () => {
  const told = announcement({
    ...{ runId: 'run-1', account: '111122223333', region: 'eu-west-1', isSandbox: false, secondAccount: undefined },
    ...{ probes: automaticProbes({ long: false }), steps },
  });
  expect(told).toContain('account 111122223333, region eu-west-1');
  expect(told).toContain('probe header-characters: a network of two subnets and an internal load balancer');
  expect(told).toMatch(/up to 0\.15 US dollars an hour/);
  expect(told).toMatch(/Longest time: \d+ hours\./);
});

test.each([
  '127.0.0.1',
  'localhost',
  'cloudformation.example.com',
  'amazonaws.com.example.com',
  'fakeamazonaws.com',
  '',
])('takes whatever answers at %j for a sandbox', (host) => expect(isAwsHost(host)).toBe(false));

test.each([
  'cloudformation.eu-west-1.amazonaws.com',
  'servicecatalog.cn-north-1.amazonaws.com.cn',
  'sqs.eu-west-1.api.aws',
])('takes %j for AWS', (host) => expect(isAwsHost(host)).toBe(true));

test('refuses to go on while the run, or a command of it, is still at work', () => {
  const folder = reportFolder();
  try {
    // No process has such an id: https://man7.org/linux/man-pages/man5/proc_sys_kernel.5.html
    const gone = 2 ** 22 + 1;
    rememberRun(folder.path, { id: 'run-1', account: '111122223333', region: 'eu-west-1', began: 'now', pid: gone });
    const run = unendedRun(folder.path);
    if (run === undefined) throw new Error('it is remembered');
    rememberCommand(folder.path, gone);
    expect(() => refuseWhileRunning(folder.path, run)).not.toThrow();
    rememberCommand(folder.path, process.ppid);
    expect(() => refuseWhileRunning(folder.path, run)).toThrow(`still at work here, as process ${process.ppid}`);
    rememberCommand(folder.path, undefined);
    expect(() => refuseWhileRunning(folder.path, { ...run, pid: process.ppid })).toThrow('still at work');
    expect(() => refuseWhileRunning(folder.path, run)).not.toThrow();
  } finally {
    folder.remove();
  }
});

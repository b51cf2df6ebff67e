import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { spawnCatalog } from './run-catalog';

let sandbox: TestSandbox;
/** In the place of AWS's access portal: it gives a role's credentials to whoever is signed in. */
let portal: Server;
let home: string;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  sandbox = await startTestSandbox();
  const roleCredentials = { accessKeyId: '000000000000', secretAccessKey: 'x', sessionToken: 'x', expiration: 9e12 };
  portal = createServer((request, response) => {
    const isIn = request.headers['x-amz-sso_bearer_token'] === 'fresh';
    response.writeHead(isIn ? 200 : 401, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isIn ? { roleCredentials } : { message: 'Session token not found or invalid' }));
  });
  await new Promise<void>((done) => portal.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  await new Promise((done) => portal.close(done));
  await sandbox.stop();
});

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'sign-in-'));
  mkdirSync(join(home, '.aws/sso/cache'), { recursive: true });
  const address = portal.address();
  const port = typeof address === 'object' ? address?.port : 0;
  env = {
    ...{ HOME: home, AWS_ENDPOINT_URL_SSO: `http://127.0.0.1:${port}`, AWS_REGION: 'us-east-1' },
    PATH: `${home}:${process.env.PATH}`,
  };
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const status = (...args: string[]) => spawnCatalog(['status', '--endpoint-url', sandbox.url, ...args], env);
const config = (text: string) => writeFileSync(join(home, '.aws/config'), text);

/** The AWS CLI's part in a sign-in: a script that writes a file, and what it was told. */
function aws(file: string, content: string): void {
  writeFileSync(join(home, 'content'), content);
  // A machine may have no cp.
  const copy = `while IFS= read -r line || [ -n "$line" ]; do echo "$line"; done < '${home}/content' > '${file}'`;
  writeFileSync(join(home, 'aws'), `#!/bin/sh\necho "$@" >> '${home}/told'\n${copy}\n`);
  chmodSync(join(home, 'aws'), 0o755);
}
const told = () => readFileSync(join(home, 'told'), 'utf8').trim();

/** Runs what a message names after its last colon. */
const run = (stderr: string) => {
  const [command = ''] = /(?:unset|aws) [^':]*$/m.exec(stderr) ?? [];
  return promisify(execFile)('sh', ['-c', command], { env });
};

it('names the sign-in of a profile of IAM Identity Center once its session has ended, and that helps', async () => {
  config(
    '[profile team]\nsso_session = work\nsso_account_id = 000000000000\nsso_role_name = Developer\n' +
      '[sso-session work]\nsso_region = us-east-1\nsso_start_url = https://example.awsapps.com/start\n' +
      '[profile deploy]\nrole_arn = arn:aws:iam::000000000000:role/Deploy\nsource_profile = team\n',
  );
  const cached = join(home, '.aws/sso/cache', `${createHash('sha1').update('work').digest('hex')}.json`);
  const token = (accessToken: string, expiresAt: string) => JSON.stringify({ accessToken, expiresAt });
  writeFileSync(cached, token('old', '2020-01-01T00:00:00Z'));
  const refused = await status('--profile', 'team');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^No AWS credentials that work: .* Sign in: aws sso login --profile team\n$/);
  expect((await status('--profile', 'deploy')).stderr).toContain('Sign in: aws sso login --profile team\n');
  aws(cached, token('fresh', '2099-01-01T00:00:00Z'));
  await run(refused.stderr);
  expect(told()).toBe('sso login --profile team');
  expect(await status('--profile', 'team')).toMatchObject({ code: 0 });
});

it('names what takes ended keys out of the environment, and that helps', async () => {
  Object.assign(env, { AWS_ACCESS_KEY_ID: 'ASIAENDED', AWS_SECRET_ACCESS_KEY: 'x', AWS_SESSION_TOKEN: 'x' });
  const refused = await status();
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(
    /sign in anew: unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN && aws login\n$/,
  );
  aws(join(home, '.aws/credentials'), '[default]\naws_access_key_id = 000000000000\naws_secret_access_key = x\n');
  await run(refused.stderr);
  expect(told()).toBe('login');
  for (const key of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) delete env[key];
  expect(await status('--profile', 'default')).toMatchObject({ code: 0 });
});

it('names what types new keys of a profile that has ended ones, and that helps', async () => {
  const credentials = join(home, '.aws/credentials');
  const keys = (id: string) => `[team]\naws_access_key_id = ${id}\naws_secret_access_key = x\n`;
  writeFileSync(credentials, keys('ASIAENDED'));
  const refused = await status('--profile', 'team');
  expect(refused.stderr).toMatch(/type new ones: aws configure --profile team\n$/);
  aws(credentials, keys('000000000000'));
  await run(refused.stderr);
  expect(told()).toBe('configure --profile team');
  expect(await status('--profile', 'team')).toMatchObject({ code: 0 });
});

it('names the sign-in of a profile of the console', async () => {
  config('[profile team]\nlogin_session = arn:aws:iam::000000000000:user/alice\n');
  expect((await status('--profile', 'team')).stderr).toMatch(/Sign in: aws login --profile team\n$/);
});

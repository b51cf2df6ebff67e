import { awsTarget } from '../../../operations/aws/aws-target';
import { chosenEndpoint, isLoopback } from '../../../operations/aws/client-settings';
import { sandboxEnvironment } from '../../../operations/aws/sandbox-environment';
import { runCatalog, spawnCatalog } from '../../scripts/run-catalog';

describe('the endpoint', () => {
  it('is what the option says, else the environment', () => {
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566' };
    expect(chosenEndpoint({}, {})).toBeUndefined();
    expect(chosenEndpoint({}, env)).toBe('http://127.0.0.1:4566');
    expect(chosenEndpoint({ endpointUrl: 'http://127.0.0.1:1' }, env)).toBe('http://127.0.0.1:1');
  });

  it('is AWS where configured endpoints are ignored', () => {
    const env = { AWS_ENDPOINT_URL: 'http://127.0.0.1:4566', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' };
    expect(chosenEndpoint({}, env)).toBeUndefined();
    expect(chosenEndpoint({ endpointUrl: 'http://127.0.0.1:1' }, env)).toBe('http://127.0.0.1:1');
  });

  it.each(['127.0.0.1:4566', 'ftp://127.0.0.1', 'sandbox'])('is refused when it is no URL: %s', (endpointUrl) => {
    expect(() => chosenEndpoint({ endpointUrl }, {})).toThrow(expect.objectContaining({ code: 'invalid-endpoint' }));
  });

  it.each([
    ['http://127.0.0.1:4566', true],
    ['http://127.8.0.1', true],
    ['http://localhost:4566', true],
    ['http://[::1]:4566', true],
    ['https://vpce-1.servicecatalog.us-east-1.vpce.amazonaws.com', false],
    ['http://127.0.0.1.example.com', false],
    ['http://localhost.example.com', false],
  ])('%s is on this machine: %s', (url, local) => {
    expect(isLoopback(url)).toBe(local);
  });
});

describe('the target', () => {
  it('needs neither region nor credentials on this machine', async () => {
    const target = await awsTarget({ endpointUrl: 'http://127.0.0.1:4566' }, { env: {} });
    expect(target).toMatchObject({ region: 'us-east-1', isLocal: true });
    const credentials = await (await target.serviceCatalog()).config.credentials();
    expect(credentials).toMatchObject({ accessKeyId: '000000000000' });
  });

  it('takes the region from where the AWS CLI takes it', async () => {
    const endpointUrl = 'http://127.0.0.1:4566';
    expect(await awsTarget({ endpointUrl }, { env: { AWS_DEFAULT_REGION: 'eu-west-1' } })).toMatchObject({
      region: 'eu-west-1',
    });
    expect(await awsTarget({ endpointUrl, region: 'us-west-2' }, { env: { AWS_REGION: 'eu-west-1' } })).toMatchObject({
      region: 'us-west-2',
    });
  });
});

describe('a change of AWS itself', () => {
  const aws = { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE', AWS_SECRET_ACCESS_KEY: 'x' };
  const changes = [
    ['launch', 'network', '--environment', 'dev', '--type', 'dev'],
    ['terminate', 'dev-network'],
    ['publish'],
  ];

  it.each(changes)('is refused before any call when nobody is there to ask: %s', async (...args) => {
    const refusingProxy = { HTTPS_PROXY: 'http://127.0.0.1:1' };
    const run = await spawnCatalog(args, { ...aws, ...refusingProxy });
    expect(run).toEqual({
      code: 1,
      stdout: '',
      stderr:
        'This would change AWS and nobody is there to be asked; add --yes, or choose a sandbox with --endpoint-url.\n',
    });
  });

  it.each(changes)('is refused too where only one service is sent to a sandbox: %s', async (...args) => {
    const env = { ...aws, AWS_ENDPOINT_URL_SERVICE_CATALOG: 'http://127.0.0.1:1' };
    expect(await runCatalog(args, { env })).toMatchObject({ code: 1, stdout: '' });
  });
});

describe('a profile that no file of the AWS configuration has', () => {
  const noFiles = { AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' };

  it.each([
    [['status', '--profile', 'nope'], {}],
    [['status'], { AWS_PROFILE: 'nope' }],
  ])('is refused by its name: %s', async (args, env) => {
    const run = await spawnCatalog(args, { ...noFiles, AWS_REGION: 'us-east-1', ...env });
    expect(run).toEqual({ code: 1, stdout: '', stderr: 'There is no profile nope. There is none.\n' });
  });
});

describe('the environment of a process that calls a sandbox', () => {
  it('keeps nothing of the AWS configuration of this machine', () => {
    const env = sandboxEnvironment(
      {
        PATH: '/bin',
        AWS_PROFILE: 'work',
        AWS_SESSION_TOKEN: 'secret',
        AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
        AWS_ENDPOINT_URL_S3: 'https://elsewhere.example.com',
      },
      'http://127.0.0.1:4566',
      'eu-west-1',
    );
    expect(env).toMatchObject({
      PATH: '/bin',
      AWS_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
      AWS_ACCESS_KEY_ID: '000000000000',
      AWS_CONFIG_FILE: '/dev/null',
    });
    for (const name of ['AWS_PROFILE', 'AWS_SESSION_TOKEN', 'AWS_ENDPOINT_URL_S3'])
      expect(env).not.toHaveProperty(name);
  });
});

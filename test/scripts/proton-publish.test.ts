import { gzipSync } from 'node:zlib';
import { Proton } from '@aws-sdk/client-proton';
import { S3 } from '@aws-sdk/client-s3';
import { startTestSandbox, type TestSandbox } from '../sandbox/with-sandbox';
import { runCatalog } from './run-catalog';

describe("with an endpoint that speaks Proton's API", () => {
  let sandbox: TestSandbox;
  let proton: Proton;
  let s3: S3;

  beforeAll(async () => {
    sandbox = await startTestSandbox();
    proton = new Proton(sandbox.client('000000000000'));
    s3 = new S3({ ...sandbox.client('000000000000'), forcePathStyle: true });
    await s3.createBucket({ Bucket: 'bundles' });
  });

  afterAll(() => sandbox?.stop());

  const publish = (product: string, ...more: string[]) =>
    runCatalog(['proton', 'publish', product, '--bucket', 'bundles', ...more], {
      env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: sandbox.url },
    });

  it('refuses a service whose environments are not there', async () => {
    expect(await publish('app')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('bellyfed-data does not exist'),
    });
  });

  it('publishes an environment and a service that runs in it; the second time there is nothing to do', async () => {
    expect(await publish('data')).toMatchObject({ code: 0, stdout: 'bellyfed-data 1.0 is published.\n' });
    expect(await publish('app')).toMatchObject({ code: 0, stdout: 'bellyfed-app 1.0 is published.\n' });
    expect(await publish('app')).toMatchObject({ code: 0, stdout: 'bellyfed-app 1.0 is published already.\n' });
    expect(JSON.parse((await publish('data', '--json')).stdout)).toEqual({
      templateName: 'bellyfed-data',
      version: '1.0',
      changed: false,
    });
    const { serviceTemplate } = await proton.getServiceTemplate({ name: 'bellyfed-app' });
    expect(serviceTemplate).toMatchObject({ recommendedVersion: '1.0', pipelineProvisioning: 'CUSTOMER_MANAGED' });
    const { serviceTemplateVersion } = await proton.getServiceTemplateVersion({
      templateName: 'bellyfed-app',
      majorVersion: '1',
      minorVersion: '0',
    });
    expect(serviceTemplateVersion).toMatchObject({
      status: 'PUBLISHED',
      compatibleEnvironmentTemplates: [{ templateName: 'bellyfed-data', majorVersion: '1' }],
      schema: expect.stringContaining('service_input_type'),
    });
  });

  it('makes a minor version of a bundle that differs, and a major one where none is named', async () => {
    await proton.createEnvironmentTemplate({ name: 'other' });
    await s3.putObject({ Bucket: 'bundles', Key: 'bad.tar.gz', Body: gzipSync('nothing') });
    const source = { s3: { bucket: 'bundles', key: 'bad.tar.gz' } };
    const create = (majorVersion?: string) =>
      proton.createEnvironmentTemplateVersion({ templateName: 'other', source, majorVersion });
    await create();
    await create('1');
    await create();
    const { templateVersions = [] } = await proton.listEnvironmentTemplateVersions({ templateName: 'other' });
    const seen = templateVersions.map(({ majorVersion, minorVersion }) => `${majorVersion}.${minorVersion}`);
    expect(seen.sort()).toEqual(['1.0', '1.1', '2.0']);
    await expect(create('7')).rejects.toThrow('does not exist');
  });

  it('does not register what is no bundle, and says why', async () => {
    await proton.createEnvironmentTemplate({ name: 'broken' });
    await s3.putObject({ Bucket: 'bundles', Key: 'text', Body: 'no archive' });
    const id = { templateName: 'broken', majorVersion: '1', minorVersion: '0' };
    const source = { s3: { bucket: 'bundles', key: 'text' } };
    await proton.createEnvironmentTemplateVersion({ templateName: 'broken', source });
    const { environmentTemplateVersion } = await proton.getEnvironmentTemplateVersion(id);
    expect(environmentTemplateVersion).toMatchObject({
      status: 'REGISTRATION_FAILED',
      statusMessage: expect.stringContaining('no gzipped tar archive'),
    });
    await expect(proton.updateEnvironmentTemplateVersion({ ...id, status: 'PUBLISHED' })).rejects.toThrow(
      'failed to register',
    );
    await expect(proton.createEnvironmentTemplate({ name: 'broken' })).rejects.toThrow('already exists');
  });
});

it('is refused on AWS, where Proton ended', async () => {
  const refused = await runCatalog(['proton', 'publish', 'network', '--bucket', 'bundles']);
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('AWS ended Proton on 2026-10-07'),
  });
});

import * as backup from '@aws-sdk/client-backup';
import { restJsonService } from '../../../../sandbox/http/protocol/rest-json';
import type { Call } from '../../../../sandbox/kernel/call';
import type { RestRequest } from '../../../../sandbox/kernel/service';

const service = restJsonService({
  signingName: 'backup',
  model: backup,
  operations: {
    ListRecoveryPointsByBackupVault: (input: backup.ListRecoveryPointsByBackupVaultInput) => ({
      NextToken: JSON.stringify(input),
    }),
    DeleteRecoveryPoint: () => ({}),
    StartBackupJob: (input: backup.StartBackupJobInput) => ({ BackupJobId: JSON.stringify(input) }),
  },
  validationCode: 'InvalidParameterValueException',
});

const call = { requestId: 'one', parts: { authorize: () => undefined } as Partial<Call['parts']> } as Call;

function request(method: string, path: string, body = ''): RestRequest {
  const [rawPath = '', query] = path.split('?');
  const rest = { rawPath, query: new URLSearchParams(query), headers: {}, body: Buffer.from(body) };
  return { method, path: decodeURIComponent(rawPath), ...rest };
}

const handle = (...args: Parameters<typeof request>) => service.handle(request(...args), call);

test('reads the path, and the query as its members are', () => {
  const { body } = handle(
    'GET',
    '/backup-vaults/vault/recovery-points/?maxResults=2&createdBefore=2026-01-01T00:00:00Z',
  );
  expect(JSON.parse(JSON.parse(String(body)).NextToken)).toEqual({
    BackupVaultName: 'vault',
    MaxResults: 2,
    ByCreatedBefore: '2026-01-01T00:00:00.000Z',
  });
});

test('reads the body, and no member of the query from it', () => {
  const asked = { BackupVaultName: 'vault', ResourceArn: 'arn', IamRoleArn: 'role' };
  const { body } = handle('PUT', '/backup-jobs', JSON.stringify({ ...asked, Unknown: 1 }));
  expect(JSON.parse(JSON.parse(String(body)).BackupJobId)).toEqual(asked);
  const { body: listed } = handle('GET', '/backup-vaults/vault/recovery-points', '{"MaxResults":3}');
  expect(JSON.parse(JSON.parse(String(listed)).NextToken)).toEqual({ BackupVaultName: 'vault' });
});

test('a slash in a label is encoded, and none of its own', () => {
  expect(handle('DELETE', '/backup-vaults/vault/recovery-points/arn%3Aaws%2Fx')).toMatchObject({ status: 200 });
  expect(() => handle('DELETE', '/backup-vaults/vault/recovery-points/arn/aws')).toThrow('not recognized');
});

test.each([
  ['POST', '/backup-jobs', '', 'UnknownOperationException'],
  ['GET', '/nothing', '', 'UnknownOperationException'],
  ['GET', '/backup-vaults/vault/recovery-points?maxResults=many', '', 'SerializationException'],
  ['GET', '/backup-vaults/vault/recovery-points?createdAfter=soon', '', 'SerializationException'],
  ['GET', '/backup-vaults/vault/recovery-points?maxResults=0', '', 'InvalidParameterValueException'],
  ['GET', '/backup-vaults/a%20b/recovery-points', '', 'InvalidParameterValueException'],
  ['PUT', '/backup-jobs', '{"BackupVaultName":"vault"}', 'InvalidParameterValueException'],
  ['PUT', '/backup-jobs', '[]', 'SerializationException'],
])('refuses %s %s %s', (method, path, body, code) => {
  expect(() => handle(method, path, body)).toThrow(expect.objectContaining({ code }));
});

test('refuses a label that is encoded wrongly', () => {
  const broken = {
    ...request('GET', '/backup-vaults/x/recovery-points'),
    rawPath: '/backup-vaults/%zz/recovery-points',
  };
  expect(() => service.handle(broken, call)).toThrow(expect.objectContaining({ code: 'SerializationException' }));
});

test('writes an error with its code, and the status that the model gives', () => {
  const failed = service.fail({ code: 'ResourceNotFoundException', message: 'gone' }, request('GET', '/'), 'two');
  expect(failed).toMatchObject({ status: 400, headers: { 'x-amzn-errortype': 'ResourceNotFoundException' } });
  expect(JSON.parse(String(failed.body))).toEqual({ __type: 'ResourceNotFoundException', Message: 'gone' });
});

test('an operation that the model lacks is a defect', () => {
  const parts = { signingName: 'backup', model: backup, operations: { Nothing: () => ({}) }, validationCode: 'X' };
  // @ts-expect-error It doesn't compile either.
  expect(() => restJsonService(parts)).toThrow('backup has no operation Nothing');
});

import { DeleteStackCommand, ListExportsCommand, ListImportsCommand } from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

const exporting = (name: string, value: unknown = 'v1') => ({
  Resources: { A: TOPIC },
  Outputs: { O: { Value: value, Export: { Name: name } } },
});
const importing = (name: string) => ({
  Resources: { A: { ...TOPIC, Properties: { DisplayName: { 'Fn::ImportValue': name } } } },
});

async function remove(name: string): Promise<void> {
  await cloud.client.send(new DeleteStackCommand({ StackName: name }));
}

test('one stack reads what another exports, and both can be listed', async () => {
  const { StackId } = await cloud.create('giver', exporting('given'));
  const stack = await cloud.create('taker', importing('given'));
  expect(stack.StackStatus).toBe('CREATE_COMPLETE');
  const exports = await cloud.client.send(new ListExportsCommand({}));
  expect(exports.Exports).toContainEqual({ ExportingStackId: StackId, Name: 'given', Value: 'v1' });
  const imports = await cloud.client.send(new ListImportsCommand({ ExportName: 'given' }));
  expect(imports.Imports).toEqual(['taker']);
});

test('an import of nothing takes the stack back before anything is made', async () => {
  const stack = await cloud.create('lonely', importing('nobody-exports'));
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect(await cloud.story('lonely')).toEqual([
    'lonely CREATE_IN_PROGRESS: User Initiated',
    'lonely ROLLBACK_IN_PROGRESS: No export named nobody-exports found. Rollback requested by user.',
    'lonely ROLLBACK_COMPLETE',
  ]);
});

test('a second export of the same name takes the stack back', async () => {
  await cloud.create('one', exporting('unique'));
  const stack = await cloud.create('two', exporting('unique'));
  expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
  expect(await cloud.story('two')).toContain(
    'two ROLLBACK_IN_PROGRESS: Export with name unique is already exported by stack one. Rollback requested by user.',
  );
});

test('a stack whose export is in use stays as it is when it is deleted', async () => {
  await cloud.create('base', exporting('base-export'));
  await cloud.create('user-a', importing('base-export'));
  await cloud.create('user-b', importing('base-export'));
  await remove('base');
  expect(await cloud.settled('base')).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    StackStatusReason: 'Export base-export cannot be deleted as it is in use by user-a and user-b',
  });
});

test('an export goes once nobody reads it any more', async () => {
  const { StackId = '' } = await cloud.create('ground', exporting('ground-export'));
  const { StackId: userId = '' } = await cloud.create('ground-user', importing('ground-export'));
  await remove('ground-user');
  await cloud.settled(userId);
  await remove('ground');
  expect((await cloud.settled(StackId)).StackStatus).toBe('DELETE_COMPLETE');
  const { Exports = [] } = await cloud.client.send(new ListExportsCommand({}));
  expect(Exports.map(({ Name }) => Name)).not.toContain('ground-export');
});

test('an update can neither change nor drop an export in use', async () => {
  await cloud.create('fixed', exporting('fixed-export'));
  await cloud.create('fixed-user', importing('fixed-export'));
  const changed = await cloud.update('fixed', exporting('fixed-export', 'v2'));
  expect(changed.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  const dropped = await cloud.update('fixed', exporting('another-export'));
  expect(dropped.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  const story = await cloud.story('fixed');
  expect(story).toContain(
    'fixed UPDATE_ROLLBACK_IN_PROGRESS: Export fixed-export cannot be updated as it is in use by fixed-user',
  );
  expect(story).toContain(
    'fixed UPDATE_ROLLBACK_IN_PROGRESS: Export fixed-export cannot be deleted as it is in use by fixed-user',
  );
  expect(dropped.Outputs?.[0]).toMatchObject({ ExportName: 'fixed-export', OutputValue: 'v1' });
});

test('a failed creation reads nothing any more', async () => {
  await cloud.create('free', exporting('free-export'));
  const bad = { ...importing('free-export').Resources.A, Properties: { Colour: { 'Fn::ImportValue': 'free-export' } } };
  expect((await cloud.create('bad-reader', { Resources: { A: bad } })).StackStatus).toBe('ROLLBACK_COMPLETE');
  expect(await refusal(cloud.client.send(new ListImportsCommand({ ExportName: 'free-export' })))).toBe(
    "ValidationError: Export 'free-export' is not imported by any stack.",
  );
});

test('refuses to list the readers of an export that is not there', async () => {
  expect(await refusal(cloud.client.send(new ListImportsCommand({ ExportName: 'no-such' })))).toBe(
    'ValidationError: No export named no-such found.',
  );
});

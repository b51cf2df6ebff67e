/** Stacks whose resources nobody can judge: AWS's validator, a process of its own, can't be started or doesn't answer. */
import { CloudControl } from '@aws-sdk/client-cloudcontrol';
import { DeleteStackCommand, DescribeStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { ValidatorProcess } from '../../../catalog/validation/validator-process';
import { Cloud, TOPIC } from './cloud';

const ENDED = "AWS's validator ended (SIGKILL)";

let cloud: Cloud;
let told: jest.SpyInstance;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());
beforeEach(() => {
  told = jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());

/** Template that no test has had judged before. */
const only = (DisplayName: string) => ({ Resources: { A: { ...TOPIC, Properties: { DisplayName } } } });

function failValidator(): void {
  jest.spyOn(ValidatorProcess.prototype, 'ask').mockRejectedValue(new Error(ENDED));
}

test('a stack fails with the reason, makes nothing, and can be deleted', async () => {
  failValidator();
  const { StackId = '', StackStatus } = await cloud.create('unjudged', only('unjudged'));
  expect(StackStatus).toBe('ROLLBACK_COMPLETE');
  const story = await cloud.story('unjudged');
  expect(story).toContain(`unjudged ROLLBACK_IN_PROGRESS: ${ENDED}. Rollback requested by user.`);
  expect(story.filter((line) => line.startsWith('A '))).toEqual([]);
  expect(told).toHaveBeenCalledTimes(1);
  await cloud.client.send(new DeleteStackCommand({ StackName: 'unjudged' }));
  expect(await cloud.settled(StackId)).toMatchObject({ StackStatus: 'DELETE_COMPLETE' });
});

test('an update goes back, and the next one goes on once there is a validator', async () => {
  await cloud.create('changing', only('before'));
  failValidator();
  expect(await cloud.update('changing', only('after'))).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  jest.restoreAllMocks();
  expect(await cloud.update('changing', only('after'))).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
});

test('a request to Cloud Control fails with the reason', async () => {
  await cloud.create('controlled', only('controlled'));
  const listed = await cloud.client.send(new DescribeStackResourcesCommand({ StackName: 'controlled' }));
  const Identifier = listed.StackResources?.[0]?.PhysicalResourceId;
  failValidator();
  const control = new CloudControl(cloud.sandbox.client());
  const PatchDocument = JSON.stringify([{ op: 'replace', path: '/DisplayName', value: 'changed' }]);
  const { ProgressEvent } = await control.updateResource({ TypeName: TOPIC.Type, Identifier, PatchDocument });
  const RequestToken = ProgressEvent?.RequestToken;
  for (;;) {
    const { ProgressEvent: now } = await control.getResourceRequestStatus({ RequestToken });
    if (now?.OperationStatus === 'IN_PROGRESS') continue;
    expect(now).toMatchObject({ OperationStatus: 'FAILED', ErrorCode: 'InternalFailure', StatusMessage: ENDED });
    return;
  }
});

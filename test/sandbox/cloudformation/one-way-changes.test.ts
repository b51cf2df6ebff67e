import { ContinueUpdateRollbackCommand } from '@aws-sdk/client-cloudformation';
import { Cloud, TOPIC } from './cloud';

// "A resource might not be able to return to its original state, causing the rollback to fail (UPDATE_ROLLBACK_FAILED
// state)." https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-updating-stacks-continueupdaterollback.html

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());
afterEach(() => cloud.faults({}));

/** A table with a copy in another region or without, and a topic that is changed after it. */
const template = (DisplayName: string, isProtected?: boolean) => ({
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
        Replicas: [
          { Region: 'us-east-1' },
          ...(isProtected === undefined ? [] : [{ Region: 'eu-west-1', DeletionProtectionEnabled: isProtected }]),
        ],
      },
    },
    Last: { ...TOPIC, DependsOn: 'Table', Properties: { DisplayName } },
  },
});

async function failingUpdate(name: string, isProtected: boolean): Promise<string | undefined> {
  await cloud.create(name, template('first'));
  await cloud.faults({ failResources: { Last: 'not today' } });
  return (await cloud.update(name, template('second', isProtected))).StackStatus;
}

it('goes back from a copy that is not protected', async () => {
  expect(await failingUpdate('open', false)).toBe('UPDATE_ROLLBACK_COMPLETE');
});

it('does not go back from a copy that is born protected, until it is told to leave it', async () => {
  expect(await failingUpdate('closed', true)).toBe('UPDATE_ROLLBACK_FAILED');
  expect((await cloud.story('closed')).join('\n')).toMatch(/Table UPDATE_FAILED: .*protected against deletion/);
  await cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: 'closed' }));
  expect((await cloud.settled('closed')).StackStatus).toBe('UPDATE_ROLLBACK_FAILED');
  await cloud.client.send(new ContinueUpdateRollbackCommand({ StackName: 'closed', ResourcesToSkip: ['Table'] }));
  expect((await cloud.settled('closed')).StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
});

it('refuses to take a protected copy away', async () => {
  await cloud.create('kept', template('first', true));
  const { StackStatus } = await cloud.update('kept', template('first'));
  expect(StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect((await cloud.story('kept')).join('\n')).toMatch(/Table UPDATE_FAILED: .*protected against deletion/);
});

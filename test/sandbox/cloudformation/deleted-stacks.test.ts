import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DeleteStackCommand, DescribeStacksCommand, paginateListStacks } from '@aws-sdk/client-cloudformation';
import { Cloud, refusal, TOPIC } from './cloud';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await Cloud.start();
});
afterEach(() => cloud.stop());

const template = { Resources: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`Topic${index}`, TOPIC])) };

/** Creates a stack and deletes it; gives its id. */
async function pass(name: string): Promise<string> {
  const { StackId = '' } = await cloud.create(name, template);
  await cloud.client.send(new DeleteStackCommand({ StackName: name }));
  await cloud.settled(StackId);
  return StackId;
}

async function deletedIds(): Promise<string[]> {
  const ids: string[] = [];
  const pages = paginateListStacks({ client: cloud.client }, { StackStatusFilter: ['DELETE_COMPLETE'] });
  for await (const { StackSummaries = [] } of pages) ids.push(...StackSummaries.map(({ StackId = '' }) => StackId));
  return ids;
}

test('the newest fifty stay with their events, older ones are gone as if they had never been', async () => {
  const ids: string[] = [];
  for (let number = 0; number < 55; number += 1) ids.push(await pass(`passing-${number}`));
  expect((await deletedIds()).sort()).toEqual(ids.slice(5).sort());
  for (const id of ids.slice(0, 5)) {
    expect(await refusal(cloud.client.send(new DescribeStacksCommand({ StackName: id })))).toMatch(/does not exist/);
  }
  expect(await cloud.events(ids[5] ?? '')).toHaveLength(4 + 20 * 5);
}, 120_000);

test('what lives stays with all its events, however many go', async () => {
  await cloud.create('living', template);
  for (let number = 0; number < 52; number += 1) await pass(`passing-${number}`);
  expect(await cloud.events('living')).toHaveLength(2 + 20 * 3);
}, 120_000);

test('the file stops growing', async () => {
  const size = () => statSync(join(cloud.sandbox.stateFolder, 'state.mdb')).size;
  const until = async (from: number, to: number) => {
    for (let number = from; number < to; number += 1) await pass(`passing-${number}`);
    return size();
  };
  const few = await until(0, 60);
  const many = await until(60, 240);
  expect(many / few).toBeLessThan(1.2);
}, 300_000);

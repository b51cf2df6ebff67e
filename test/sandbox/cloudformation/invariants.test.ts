import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  ListExportsCommand,
  ListImportsCommand,
  type Stack,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import fc from 'fast-check';
import { Cloud, TOPIC } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

const STACKS = ['alpha', 'beta', 'gamma'];
const EXPORTS = ['x1', 'x2', 'x3'];

/** A stack that exports, imports, names and fails as it is told. */
interface Shape {
  readonly exports: readonly string[];
  readonly value: string;
  readonly imports: readonly string[];
  readonly topicName: string | undefined;
  readonly fails: boolean;
}

const shape: fc.Arbitrary<Shape> = fc.record({
  exports: fc.subarray(EXPORTS),
  value: fc.constantFrom('1', '2'),
  imports: fc.subarray(EXPORTS, { maxLength: 1 }),
  topicName: fc.option(fc.constantFrom('name-1', 'name-2'), { nil: undefined }),
  fails: fc.boolean(),
});

const step = fc.record({
  stack: fc.constantFrom(...STACKS),
  verb: fc.constantFrom('create', 'update', 'update', 'delete'),
  shape,
});

/**
 * Stacks that read each other can't be deleted on AWS either: so a stack exports only names from its own place in the row
 * on, and reads only names from before it.
 */
function template(stack: string, { exports, value, imports, topicName, fails }: Shape): string {
  const place = STACKS.indexOf(stack);
  const isOwn = (name: string) => EXPORTS.indexOf(name) >= place;
  const readers = imports
    .filter((name) => !isOwn(name))
    .map((name) => [`Reads${name}`, { ...TOPIC, Properties: { DisplayName: { 'Fn::ImportValue': name } } }]);
  const bad = fails ? { Bad: { ...TOPIC, DependsOn: 'Named', Properties: { Colour: 'red' } } } : {};
  return JSON.stringify({
    Resources: {
      Named: { ...TOPIC, Properties: topicName === undefined ? {} : { TopicName: topicName } },
      ...Object.fromEntries(readers),
      ...bad,
    },
    Outputs: Object.fromEntries(exports.filter(isOwn).map((name) => [name, { Value: value, Export: { Name: name } }])),
  });
}

async function take({ stack: StackName, verb, shape: wanted }: { stack: string; verb: string; shape: Shape }) {
  const TemplateBody = template(StackName, wanted);
  const { client } = cloud;
  const call =
    verb === 'create'
      ? client.send(new CreateStackCommand({ StackName, TemplateBody }))
      : verb === 'update'
        ? client.send(new UpdateStackCommand({ StackName, TemplateBody }))
        : client.send(new DeleteStackCommand({ StackName }));
  await call.catch((error: Error) => {
    if (!/^(?:ValidationError|AlreadyExistsException)$/.test(error.name)) throw error;
  });
}

async function stacks(): Promise<readonly Stack[]> {
  const { Stacks = [] } = await cloud.client.send(new DescribeStacksCommand({}));
  return Promise.all(Stacks.map(({ StackId = '' }) => cloud.settled(StackId)));
}

async function exported(): Promise<string[]> {
  const { Exports = [] } = await cloud.client.send(new ListExportsCommand({}));
  return Exports.map(({ Name, Value, ExportingStackId }) => `${Name}=${Value} of ${ExportingStackId}`).sort();
}

async function readers(name: string): Promise<readonly string[]> {
  const answer = await cloud.client.send(new ListImportsCommand({ ExportName: name })).catch(() => ({ Imports: [] }));
  return answer.Imports ?? [];
}

test('whatever is done at once to stacks that need each other, exports fit outputs and all can be deleted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
      async (rounds) => {
        for (const round of rounds) await Promise.all(round.map(take));
        const live = (await stacks()).filter(({ StackStatus }) => StackStatus !== 'DELETE_COMPLETE');
        const outputs = live.flatMap(({ StackId, Outputs = [] }) =>
          Outputs.map(({ ExportName, OutputValue }) => `${ExportName}=${OutputValue} of ${StackId}`),
        );
        expect(await exported()).toEqual(outputs.sort());
        const names = live.map(({ StackName }) => StackName);
        for (const name of EXPORTS) expect(names).toEqual(expect.arrayContaining([...(await readers(name))]));
        for (const _ of STACKS) {
          for (const StackName of STACKS) await cloud.client.send(new DeleteStackCommand({ StackName }));
          await stacks();
        }
        const left = await stacks();
        expect(left.map(({ StackName, StackStatusReason }) => `${StackName}: ${StackStatusReason}`)).toEqual([]);
        expect(await exported()).toEqual([]);
      },
    ),
    { numRuns: 40, seed: 7 },
  );
});

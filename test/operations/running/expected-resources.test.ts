import type { Template } from '../../../catalog/template';
import type { OperationContext } from '../../../operations/context';
import { expectedResources } from '../../../operations/running/expected-resources';
import { QueueCatalog } from '../queue-catalog';

const queue = { Type: 'AWS::SQS::Queue' };
const template: Template = {
  Parameters: { Second: { Type: 'String', Default: 'no' } },
  Conditions: { HasSecond: { 'Fn::Equals': [{ Ref: 'Second' }, 'yes'] } },
  Resources: {
    First: queue,
    Kept: { ...queue, DeletionPolicy: 'Retain' },
    Optional: { ...queue, Condition: 'HasSecond' },
  },
};

let queues: QueueCatalog;
let context: OperationContext;

beforeAll(async () => {
  queues = await QueueCatalog.start({ template });
  context = await queues.context('alice', 'a1a1a1a1');
});
afterAll(() => queues.stop());

/** Stack of the product, launched with an answer. */
async function launched(answers: Readonly<Record<string, string>>): Promise<string> {
  return `SC-000000000000-${(await queues.launch(answers)).id}`;
}

describe('the number of resources that a stack is to have', () => {
  it("is the template's, by its conditions and the answers; what outlives the stack isn't to go", async () => {
    const { target } = context;
    const [one, two] = [await launched({ Second: 'no' }), await launched({ Second: 'yes' })];
    expect(await expectedResources(target, one, 'CREATE')).toBe(2);
    expect(await expectedResources(target, two, 'CREATE')).toBe(3);
    expect(await expectedResources(target, two, 'DELETE')).toBe(2);
  });

  it('is unknown where there is no stack to read', async () => {
    expect(await expectedResources(context.target, 'SC-000000000000-nobody', 'CREATE')).toBeUndefined();
  });
});

import {
  CloudFormationClient,
  CreateStackCommand,
  type CreateStackCommandInput,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
  type StackEvent,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { startTestSandbox, type TestSandbox } from '../with-sandbox';

/** A template as a plain value; what is left out is left out. */
export interface PlainTemplate {
  readonly Resources: Readonly<Record<string, unknown>>;
  readonly [section: string]: unknown;
}

/** CloudFormation in a sandbox, for the tests of one file. */
export class Cloud {
  private constructor(
    readonly sandbox: TestSandbox,
    readonly client: CloudFormationClient,
  ) {}

  static async start(): Promise<Cloud> {
    const sandbox = await startTestSandbox();
    return new Cloud(sandbox, new CloudFormationClient(sandbox.client()));
  }

  stop(): Promise<void> {
    return this.sandbox.stop();
  }

  /** Faults of the sandbox, until the next call. */
  async faults(settings: object): Promise<void> {
    await fetch(`${this.sandbox.url}/_sandbox/faults`, { method: 'PUT', body: JSON.stringify(settings) });
  }

  /** Creates a stack and waits for its end. */
  async create(
    name: string,
    template: PlainTemplate | string,
    input: Partial<CreateStackCommandInput> = {},
  ): Promise<Stack> {
    await this.client.send(new CreateStackCommand({ StackName: name, TemplateBody: text(template), ...input }));
    return this.settled(name);
  }

  /** Updates a stack and waits for its end. */
  async update(
    name: string,
    template: PlainTemplate | string,
    input: Partial<UpdateStackCommandInput> = {},
  ): Promise<Stack> {
    await this.client.send(new UpdateStackCommand({ StackName: name, TemplateBody: text(template), ...input }));
    return this.settled(name);
  }

  /** The stack, once it is in a status that lasts. Deleted ones are found by id. */
  async settled(nameOrId: string): Promise<Stack> {
    for (;;) {
      const { Stacks = [] } = await this.client.send(new DescribeStacksCommand({ StackName: nameOrId }));
      const [stack] = Stacks;
      if (!stack) throw new Error(`no stack ${nameOrId}`);
      const status = stack.StackStatus ?? '';
      if (status === 'REVIEW_IN_PROGRESS' || !status.endsWith('_IN_PROGRESS')) return stack;
      await new Promise((done) => setTimeout(done, 5));
    }
  }

  /** A stack's events, oldest first. */
  async events(nameOrId: string): Promise<StackEvent[]> {
    const events: StackEvent[] = [];
    let NextToken: string | undefined;
    do {
      const answer = await this.client.send(new DescribeStackEventsCommand({ StackName: nameOrId, NextToken }));
      events.push(...(answer.StackEvents ?? []));
      NextToken = answer.NextToken;
    } while (NextToken);
    return events.reverse();
  }

  /** `LogicalId STATUS: reason`, oldest first. */
  async story(nameOrId: string): Promise<string[]> {
    const events = await this.events(nameOrId);
    return events.map(({ LogicalResourceId, ResourceStatus, ResourceStatusReason: reason }) =>
      [`${LogicalResourceId} ${ResourceStatus}`, reason].filter(Boolean).join(': '),
    );
  }
}

/** Refusal of an answer, as `Code: message`. */
export async function refusal(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
  } catch (error) {
    if (error instanceof Error) return `${error.name}: ${error.message}`;
    throw error;
  }
  throw new Error('it was not refused');
}

function text(template: PlainTemplate | string): string {
  return typeof template === 'string' ? template : JSON.stringify(template);
}

/** A topic: a resource that needs nothing. */
export const TOPIC = { Type: 'AWS::SNS::Topic' };

import type { StackEvent } from '@aws-sdk/client-cloudformation';
import type { AwsTarget } from '../aws/aws-target';
import { expectedResources } from './expected-resources';
import { deletedStack } from './nested-product';
import { beginsOperation, isOfStack } from './stack-event';

/** Place of a stack among those that one record changes. */
export interface StackPlace {
  /** Logical id of the tier, in the environment's stack, that has launched it; absent for the environment's own. */
  readonly tier?: string;
  /** Number of its resources that an update changes. @default - nobody knows */
  readonly changes?: number | undefined;
}

/** Count of a stack's resources that are done. */
export interface ResourceCount {
  readonly done: number;
  /** Undefined where nobody knows. */
  readonly of: number | undefined;
}

/** End of a resource, by what its stack is at. */
const ends: Readonly<Record<string, RegExp>> = {
  CREATE: /^CREATE_COMPLETE$/,
  UPDATE: /^(CREATE|UPDATE|DELETE)_COMPLETE$/,
  DELETE: /^DELETE_COMPLETE$/,
};

/** A stack whose events are read as they come, and whose resources are counted as they are done. */
export class FollowedStack {
  readonly tier: string | undefined;
  private readonly changes: number | undefined;
  private readonly seen = new Set<string>();
  private readonly done = new Set<string>();
  private operation: string | undefined;
  private of: number | undefined;

  /** @param stack name or ARN; a deleted stack has but its ARN, so that takes the name's place once it is known */
  constructor(
    private readonly target: AwsTarget,
    private stack: string,
    { tier, changes }: StackPlace = {},
  ) {
    this.tier = tier;
    this.changes = changes;
  }

  /** Events since a moment that weren't read before, the oldest first. */
  async newEvents(since: Date): Promise<StackEvent[]> {
    const cloudFormation = await this.target.cloudFormation();
    const found: StackEvent[] = [];
    let token: string | undefined;
    do {
      const page = await cloudFormation.describeStackEvents({ StackName: this.stack, NextToken: token });
      const events = page.StackEvents ?? [];
      const known = events.findIndex(
        ({ EventId = '', Timestamp = since }) => this.seen.has(EventId) || Timestamp < since,
      );
      found.push(...(known === -1 ? events : events.slice(0, known)));
      token = known === -1 ? page.NextToken : undefined;
    } while (token !== undefined);
    for (const { EventId = '', StackId } of found) {
      this.seen.add(EventId);
      this.stack = StackId ?? this.stack;
    }
    return found.reverse();
  }

  /** As `newEvents`, of a stack that is deleted, and whose ARN isn't known yet. */
  async newEventsOfDeleted(since: Date): Promise<StackEvent[]> {
    this.stack = (await deletedStack(this.target, this.stack)) ?? this.stack;
    return this.newEvents(since);
  }

  /** Count after an event of this stack; undefined where that changes nothing, or the stack is rolling back. */
  async countWith(event: StackEvent): Promise<ResourceCount | undefined> {
    const { ResourceStatus: status = '', LogicalResourceId: logicalId = '' } = event;
    if (isOfStack(event)) {
      // What a rollback has taken back isn't done any more, and what it will leave isn't known.
      if (status.includes('ROLLBACK')) this.operation = undefined;
      if (beginsOperation(event)) await this.begin(status.split('_')[0] ?? '');
      return undefined;
    }
    const isDone = this.operation !== undefined && ends[this.operation]?.test(status);
    if (!isDone || this.done.has(logicalId)) return undefined;
    this.done.add(logicalId);
    return { done: this.done.size, of: this.of };
  }

  private async begin(operation: string): Promise<void> {
    this.operation = operation;
    this.done.clear();
    this.of = operation === 'UPDATE' ? this.changes : await expectedResources(this.target, this.stack, operation);
  }
}

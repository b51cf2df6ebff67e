import { randomUUID } from 'node:crypto';
import type { Work } from '../../../kernel/work';
import { noteDeleted } from '../deleted-stacks';
import { removeResource, saveResource, stackResources } from '../resource-rows';
import { type EventRecord, events, type ResourceRecord, type StackRecord, saveStack } from '../state';
import { type OperationRecord, operations } from './operation';

/**
 * One step's work on one stack: what it reads and changes, and the events that it writes. `save` puts the changes into
 * the store, as part of the step's transaction.
 */
export class StackSession {
  /** The stack's resources by logical id, deleted ones of this operation included. */
  readonly resources: Map<string, ResourceRecord>;
  private readonly changed = new Set<string>();
  private readonly removed = new Set<string>();
  private lastNumber: number;
  private lastTime: number;

  constructor(
    readonly work: Work,
    readonly stack: StackRecord,
    readonly operation: OperationRecord,
  ) {
    this.resources = new Map(stackResources(work.db, stack.uuid).map((each) => [each.logicalId, each]));
    const [last] = work.db.list(events, [stack.uuid], { limit: 1, reverse: true });
    this.lastNumber = Number(last?.key[1] ?? 0);
    this.lastTime = last?.value.at.getTime() ?? 0;
  }

  /** Sets the stack's status, with its event in the stack and on the event bus. */
  stackStatus(status: string, reason?: string): void {
    const { stack } = this;
    stack.status = status;
    stack.statusReason = reason;
    const at = this.event({
      logicalId: stack.name,
      physicalId: stack.id,
      type: 'AWS::CloudFormation::Stack',
      status,
      reason,
    });
    if (status === 'DELETE_COMPLETE') stack.deleted = at;
    const { accountId, region, id: stackId } = stack;
    const changed = { accountId, region, stackId, status, reason, token: this.operation.token };
    for (const listen of this.work.parts.stackStatusListeners) listen(changed, this.work);
  }

  /** Sets a resource's status, with its event. */
  resourceStatus(resource: ResourceRecord, status: string, reason?: string): void {
    resource.status = status;
    resource.statusReason = reason;
    resource.at = this.resourceEvent(resource, status, reason);
    this.put(resource);
  }

  /** Writes an event about a resource, its status left as it is: of a physical resource that isn't its own any more. */
  resourceEvent(
    { logicalId, type, now }: Pick<ResourceRecord, 'logicalId' | 'type' | 'now'>,
    status: string,
    reason?: string,
  ): Date {
    const properties = this.masked(JSON.stringify(now.properties));
    return this.event({ logicalId, physicalId: now.physicalId ?? '', type, status, reason, properties });
  }

  /** Keeps a resource that is new or changed. */
  put(resource: ResourceRecord): void {
    this.resources.set(resource.logicalId, resource);
    this.changed.add(resource.logicalId);
    this.removed.delete(resource.logicalId);
  }

  /** Forgets what the operation did to the resources: there is no way back any more. */
  settleResources(): void {
    for (const resource of [...this.resources.values()]) {
      if (resource.touched) this.put({ ...resource, touched: undefined });
    }
  }

  /** Forgets a resource. */
  remove(logicalId: string): void {
    this.resources.delete(logicalId);
    this.changed.delete(logicalId);
    this.removed.add(logicalId);
  }

  /** Writes what changed. */
  save(): void {
    const { db } = this.work;
    for (const id of this.removed) removeResource(db, this.stack, id);
    for (const id of this.changed) {
      const resource = this.resources.get(id);
      if (resource) saveResource(db, this.stack, resource);
    }
    db.put(operations, [this.stack.uuid], this.operation);
    saveStack(db, this.stack);
    if (this.stack.status === 'DELETE_COMPLETE') noteDeleted(this.work, this.stack);
  }

  /**
   * Hides the values of `NoEcho` parameters, as events do:
   * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html
   */
  private masked(json: string): string {
    const secrets = (this.stack.definition?.parameters ?? []).filter(({ noEcho, value }) => noEcho && value !== '');
    return secrets.reduce((text, { value }) => text.replaceAll(JSON.stringify(value).slice(1, -1), '****'), json);
  }

  /** Times of one stack's events always grow, by a millisecond where need be, so that whoever sorts them keeps their order. */
  private event(fields: Omit<EventRecord, 'id' | 'at' | 'token'>): Date {
    this.lastNumber += 1;
    this.lastTime = Math.max(this.work.now.getTime(), this.lastTime + 1);
    const at = new Date(this.lastTime);
    const id =
      fields.logicalId === this.stack.name ? randomUUID() : `${fields.logicalId}-${fields.status}-${at.toISOString()}`;
    const event: EventRecord = { ...fields, id, at, token: this.operation.token };
    this.work.db.put(events, [this.stack.uuid, this.lastNumber], event);
    return at;
  }
}

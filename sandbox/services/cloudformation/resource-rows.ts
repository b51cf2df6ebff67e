import { createHash } from 'node:crypto';
import type { Migration } from '../../store/form';
import type { Rows } from '../../store/rows';
import { defineTable } from '../../store/store';
import { type Incarnation, type ResourceRecord, type StackRecord, stacks } from './state';

/** A tag that each resource has of its own; the others are its stack's. */
const OWN_TAG = 'aws:cloudformation:logical-id';

/** Tags by name. */
type Tags = Incarnation['tags'];

/** Resource as its row has it: the tags of its stack, most of what would stand there, stand once for all that have them. */
interface ResourceRow extends Omit<ResourceRecord, 'now'> {
  readonly now: Incarnation & {
    /** Key of the other tags among the stack's in {@link sharedTags}; absent where `tags` are all. */
    readonly shared?: string;
  };
}

/** Resources by the stack's uuid and logical id, for pages of them; with all its tags {@link findResource} reads one. */
export const resources = defineTable<ResourceRow>('cloudformation/resources');
/** Tags that resources of a stack have alike, by the stack's uuid and a digest. */
const sharedTags = defineTable<Tags>('cloudformation/shared-tags');
/**
 * Physical ids of the resources that stacks have, by account, region, type, the stack's creation time in milliseconds and uuid,
 * and logical id: whoever asks for one type doesn't read all the others.
 */
export const resourcesByType = defineTable<string>('cloudformation/resources-by-type');

/** One resource of a stack, or undefined. */
export function findResource(db: Rows, uuid: string, logicalId: string): ResourceRecord | undefined {
  const row = db.get(resources, [uuid, logicalId]);
  return row && withTags(row, (key) => db.get(sharedTags, [uuid, key]));
}

/** The resources of a stack, by logical id. */
export function stackResources(db: Rows, uuid: string): ResourceRecord[] {
  const shared = new Map(db.list(sharedTags, [uuid]).map(({ key, value }) => [key[1], value]));
  return db.list(resources, [uuid]).map(({ value }) => withTags(value, (key) => shared.get(key)));
}

/** Writes a resource of a stack, and lists it by its type as long as it is there. */
export function saveResource(db: Rows, stack: StackRecord, resource: ResourceRecord): void {
  const { [OWN_TAG]: own, ...rest } = resource.now.tags;
  const shared = createHash('sha256').update(JSON.stringify(rest)).digest('base64').slice(0, 12);
  if (!db.get(sharedTags, [stack.uuid, shared])) db.put(sharedTags, [stack.uuid, shared], rest);
  const tags: Tags = own === undefined ? {} : { [OWN_TAG]: own };
  db.put(resources, [stack.uuid, resource.logicalId], { ...resource, now: { ...resource.now, tags, shared } });
  listByType(db, stack, resource);
}

/** Removes a resource of a stack. */
export function removeResource(db: Rows, stack: StackRecord, logicalId: string): void {
  const resource = db.get(resources, [stack.uuid, logicalId]);
  if (!resource) return;
  db.remove(resources, [stack.uuid, logicalId]);
  db.remove(resourcesByType, typeKey(stack, resource));
}

/** Removes all resources of a stack that is forgotten. */
export function removeResources(db: Rows, stack: StackRecord): void {
  for (const { value } of db.list(resources, [stack.uuid])) removeResource(db, stack, value.logicalId);
  for (const { key } of db.list(sharedTags, [stack.uuid])) db.remove(sharedTags, key);
}

/** Lists the resources by their types in a state from before that was done. */
export const listResourcesByType: Migration = (rows) => {
  for (const { value: stack } of rows.list(stacks)) {
    for (const { value: resource } of rows.list(resources, [stack.uuid])) listByType(rows, stack, resource);
  }
};

function withTags(row: ResourceRow, find: (key: string) => Tags | undefined): ResourceRecord {
  const { shared, ...now } = row.now;
  return shared === undefined ? row : { ...row, now: { ...now, tags: { ...find(shared), ...now.tags } } };
}

/** Statuses of resources that a stack no longer has, or hasn't got yet. */
const GONE: ReadonlySet<string> = new Set(['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_COMPLETE', 'DELETE_SKIPPED']);

function listByType(db: Rows, stack: StackRecord, resource: ResourceRecord): void {
  const { physicalId } = resource.now;
  if (physicalId && !GONE.has(resource.status)) db.put(resourcesByType, typeKey(stack, resource), physicalId);
  else db.remove(resourcesByType, typeKey(stack, resource));
}

function typeKey(
  { accountId, region, created, uuid }: StackRecord,
  { type, logicalId }: Pick<ResourceRecord, 'type' | 'logicalId'>,
): [string, string, string, number, string, string] {
  return [accountId, region, type, created.getTime(), uuid, logicalId];
}

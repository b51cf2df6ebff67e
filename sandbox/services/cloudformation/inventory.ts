import { type Json, resourceType } from '../../../catalog/template';
import { itemsOf, objectOf, tagsOf, textOf } from '../../kernel/properties';
import type { ExistingResourceRequest } from '../../kernel/resource';
import { defineTable, type Store } from '../../store/store';
import { findBucket } from '../s3';
import { findResource, resourcesByType, saveResource } from './resource-rows';
import { arnOf } from './resources/physical-id';
import { randomSource } from './resources/placeholders';
import { simulatedAttribute } from './resources/simulated-attribute';
import { changeRetained, findRetained, type RetainedRecord, removeRetained, retained, retainedIn } from './retained';
import { liveStacks, type ResourceRecord, type StackRecord, type StackScope, stacks } from './state';

/** A resource that there is, whatever became of the stack that made it. */
export interface Existing {
  readonly scope: StackScope;
  readonly type: string;
  readonly physicalId: string;
  readonly properties: Readonly<Record<string, Json>>;
  readonly attributes: Readonly<Record<string, Json>>;
  /** The stack's tags when it was made, `aws:cloudformation:…` among them. */
  readonly stackTags: Readonly<Record<string, string>>;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  /** Place where it is kept: with a stack that still has it, or among what stacks left behind. */
  readonly kept:
    | { readonly stack: StackRecord; readonly resource: ResourceRecord }
    | { readonly retained: RetainedRecord };
}

/** Resources that were deleted behind the back of the stack that has them, by its uuid, logical id and physical id. */
const deletedBehind = defineTable<true>('cloudformation/deleted-behind');

/** The resource of that type and physical id; undefined where there is none. */
export function findExisting(db: Store, scope: StackScope, type: string, id: string): Existing | undefined {
  const left = findRetained(db, scope, { kind: 'resource', type, id });
  if (left) return present(db, fromRetained(scope, left));
  return fromStacks(db, scope, { type, id })[0];
}

/** All the resources of stacks in an account and region, and what stacks left behind; of one type where one is given. */
export function existingIn(db: Store, scope: StackScope, type?: string): Existing[] {
  const left = retainedIn(db, scope)
    .filter(({ value }) => value.kind === 'resource' && (type === undefined || value.type === type))
    .flatMap(({ value }) => present(db, fromRetained(scope, value)) ?? []);
  return [...left, ...fromStacks(db, scope, { type })];
}

/** All the resources of a type in an account, in every region. */
export function existingInAccount(db: Store, accountId: string, type: string): Existing[] {
  const regions = [...db.list(liveStacks, [accountId]), ...db.list(retained, [accountId])].map(({ key }) => key[1]);
  return [...new Set(regions)].flatMap((region) => existingIn(db, { accountId, region: String(region) }, type));
}

/** Gives a resource other properties. */
export function changeExisting(db: Store, { kept, scope }: Existing, properties: Existing['properties']): void {
  if ('retained' in kept) {
    changeRetained(db, scope, { ...kept.retained, properties });
  } else {
    const { stack, resource } = kept;
    saveResource(db, stack, { ...resource, now: { ...resource.now, properties } });
  }
}

/** Forgets a resource that was deleted. A stack that has it doesn't notice. */
export function forgetExisting(db: Store, { kept, scope, logicalId, physicalId }: Existing): void {
  if ('retained' in kept) removeRetained(db, scope, kept.retained);
  else db.put(deletedBehind, [kept.stack.uuid, logicalId, physicalId], true);
}

/** Request to a provider about a resource that is to be changed or deleted. */
export function requestFor(existing: Existing, properties = existing.properties): ExistingResourceRequest {
  const { scope, type, physicalId, stackId, stackName, logicalId, stackTags: tags } = existing;
  const previous = { previousProperties: existing.properties, previousAttributes: existing.attributes };
  return { ...scope, type, physicalId, stackId, stackName, logicalId, tags, properties, ...previous };
}

/** The tags of a resource: its stack's and its own; undefined where its type takes none. */
export function tagsOfExisting({
  type,
  properties,
  stackTags,
}: Pick<Existing, 'type' | 'properties' | 'stackTags'>): Record<string, string> | undefined {
  if (type === GLOBAL_TABLE) return { ...stackTags, ...tagsOf(objectOf(itemsOf(properties.Replicas)[0]).Tags) };
  const { tags } = resourceType(type) ?? {};
  if (!tags) return undefined;
  const own = properties[tags.property];
  if (tags.variant !== 'map') return { ...stackTags, ...tagsOf(own) };
  const entries = Object.entries(objectOf(own)).map(([key, value]) => [key, textOf(value) ?? '']);
  return { ...stackTags, ...Object.fromEntries(entries) };
}

/** The ARN of a resource. */
export function arnOfExisting({ type, physicalId, properties, attributes, scope }: Existing): string {
  if (physicalId.startsWith('arn:')) return physicalId;
  const arn = textOf(attributes.Arn);
  if (arn !== undefined) return arn;
  // The database knows the ARN of the kind of global table that AWS had before 2019.
  if (type === GLOBAL_TABLE) return `arn:aws:dynamodb:${scope.region}:${scope.accountId}:table/${physicalId}`;
  const made = resourceType(type)?.attributes.has('Arn')
    ? simulatedAttribute({ type, physicalId, properties }, 'Arn', scope)
    : undefined;
  const filling = { ...scope, properties, name: physicalId, id: physicalId, bytes: randomSource };
  return textOf(made) ?? arnOf(type, physicalId, filling);
}

const GLOBAL_TABLE = 'AWS::DynamoDB::GlobalTable';

function fromRetained(scope: StackScope, record: RetainedRecord): Existing {
  const { type, physicalId, properties, attributes, tags: stackTags, stackId, stackName, logicalId } = record;
  const resource = { type, physicalId, properties, attributes, stackTags, stackId, stackName, logicalId };
  return { ...resource, scope: scopeOf(scope), kept: { retained: record } };
}

/** Resources of stacks: all, those of one type, or the one of a type and physical id. */
function fromStacks(db: Store, scope: StackScope, { type, id }: { type?: string; id?: string }): Existing[] {
  const { accountId, region } = scope;
  const listed = db.list(resourcesByType, [accountId, region, ...(type === undefined ? [] : [type])]);
  return listed.flatMap(({ key, value: physicalId }): Existing[] => {
    if (id !== undefined && physicalId !== id) return [];
    const [uuid = '', logicalId = ''] = key.slice(-2).map(String);
    const stack = db.get(stacks, [accountId, region, uuid]);
    const resource = findResource(db, uuid, logicalId);
    if (!stack || !resource || db.get(deletedBehind, [uuid, logicalId, physicalId])) return [];
    const { properties, attributes, tags: stackTags } = resource.now;
    const whose = { stackId: stack.id, stackName: stack.name, logicalId };
    const kept = { stack, resource };
    const made = { scope: scopeOf(scope), type: resource.type, physicalId, properties, attributes, stackTags };
    const existing = present(db, { ...made, ...whose, kept });
    return existing ? [existing] : [];
  });
}

/** Types that S3 keeps, by the bucket's name; a policy goes with its bucket. */
const IN_S3: ReadonlySet<string> = new Set(['AWS::S3::Bucket', 'AWS::S3::BucketPolicy']);

/** The same resource, unless its own service has deleted it since. */
function present(db: Store, existing: Existing): Existing | undefined {
  return IN_S3.has(existing.type) && !findBucket(db, existing.physicalId) ? undefined : existing;
}

/** Without what else a call or a stack carries. */
function scopeOf({ accountId, region }: StackScope): StackScope {
  return { accountId, region };
}

import type { Json } from '../../catalog/template';

/** Request to make, change or delete a stack's resource. */
export interface ResourceRequest {
  readonly accountId: string;
  readonly region: string;
  readonly stackId: string;
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  /** Evaluated: no intrinsic functions are left. */
  readonly properties: Readonly<Record<string, Json>>;
  /** The stack's tags and `aws:cloudformation:*`, which a provider puts on what it makes where the type takes tags. */
  readonly tags: Readonly<Record<string, string>>;
}

/** Request about a resource that exists. */
export interface ExistingResourceRequest extends ResourceRequest {
  readonly physicalId: string;
  /** The properties that it was last made or updated with, and its attributes then. */
  readonly previousProperties: Readonly<Record<string, Json>>;
  readonly previousAttributes: Readonly<Record<string, Json>>;
}

/** Resource that exists, by where it is. */
export type PlacedResource = Pick<ExistingResourceRequest, 'accountId' | 'region' | 'physicalId'>;

/** Resource as a provider leaves it. */
export interface ProvidedResource {
  /** Answer of `Ref`, and what stack resources show. */
  readonly physicalId: string;
  /** Answers of `Fn::GetAtt`, by attribute name. */
  readonly attributes: Readonly<Record<string, Json>>;
}

/** Resource that takes time: the engine asks again with the token, in a later transaction, until it is provided. */
export interface PendingResource {
  readonly pending: Json;
  /** Known at once by some types; shown while the resource is being made. */
  readonly physicalId?: string;
}

import type {
  ProvisionedProductPlanStatus,
  ProvisionedProductStatus,
  RecordError,
  RecordOutput,
  RecordStatus,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import { defineTable, type Store } from '../../../store/store';
import type { Tags } from '../tags';

/** Account and region of a provisioned product. */
export interface LaunchScope {
  readonly accountId: string;
  readonly region: string;
}

/** Values of a launch: what an update replaces once it succeeds. */
export interface Launched {
  readonly productId: string;
  readonly artifactId: string;
  readonly pathId: string;
  readonly portfolioId: string;
  readonly parameters: readonly LaunchParameter[];
  readonly tags: Tags;
  readonly notificationArns: readonly string[];
  /** The role that Service Catalog acts as; absent where the launch goes with the caller's own permissions. */
  readonly launchRoleArn?: string;
}

/** A parameter's value as it was given. */
export interface LaunchParameter {
  readonly key: string;
  readonly value: string;
}

/** A provisioned product. Terminated ones are gone; their records stay. */
export interface ProvisionedProductRow extends LaunchScope, Launched {
  readonly id: string;
  readonly name: string;
  readonly status: ProvisionedProductStatus;
  readonly statusMessage?: string;
  readonly created: Date;
  readonly token?: string;
  readonly lastRecordId?: string;
  readonly lastProvisioningRecordId?: string;
  readonly lastSuccessfulProvisioningRecordId?: string;
  /** Absent until CloudFormation has accepted the stack. */
  readonly stackId?: string;
  /** The ARN of the role or user that owns it. */
  readonly userArn: string;
  /** The ARN of the session that owns it. */
  readonly userArnSession: string;
  /** Set by an administrator: stands instead of the launch constraint's role. */
  readonly launchRoleOverride?: string;
}

/** Kind of a record. */
export type RecordType = 'PROVISION_PRODUCT' | 'UPDATE_PROVISIONED_PRODUCT' | 'TERMINATE_PROVISIONED_PRODUCT';

/** One request on a provisioned product, and what became of it. */
export interface RecordRow extends LaunchScope {
  readonly id: string;
  readonly type: RecordType;
  readonly status: RecordStatus;
  readonly created: Date;
  readonly updated: Date;
  readonly provisionedProductId: string;
  readonly provisionedProductName: string;
  /** The values that were asked for. */
  readonly launched: Launched;
  readonly errors: readonly RecordError[];
  readonly outputs: readonly RecordOutput[];
  readonly userArn: string;
  readonly userArnSession: string;
  /** Only for terminations: a stack that can't be deleted doesn't keep the provisioned product. */
  readonly ignoreErrors?: boolean;
  /** The plan that the record executes. */
  readonly planId?: string;
}

/** A plan: a change set that is looked at before it is executed. */
export interface PlanRow extends LaunchScope {
  readonly id: string;
  readonly name: string;
  readonly provisionedProductId: string;
  readonly provisionedProductName: string;
  readonly status: ProvisionedProductPlanStatus;
  readonly statusMessage?: string;
  readonly created: Date;
  readonly updated: Date;
  readonly launched: Launched;
  /** As they were given, `UsePreviousValue` included. */
  readonly parameters: readonly UpdateProvisioningParameter[];
  readonly changeSetId?: string;
  readonly userArn: string;
  readonly userArnSession: string;
  /** The provisioned product came with the plan: it goes with it while it isn't executed. */
  readonly first: boolean;
}

/** Provisioned products by account, region and id. */
export const provisionedProducts = defineTable<ProvisionedProductRow>('servicecatalog/provisioned-products');
/** Their ids by account, region and name. */
export const provisionedProductNames = defineTable<string>('servicecatalog/provisioned-product-names');
/** Provisioned products of stacks: their ids by the stack's id. */
export const provisionedProductOfStack = defineTable<string>('servicecatalog/provisioned-product-of-stack');
/** Records by account, region and id. */
export const records = defineTable<RecordRow>('servicecatalog/records');
/** Records by account, region, creation time in milliseconds and id: history, newest first when read backwards. */
export const recordHistory = defineTable<true>('servicecatalog/record-history');
/** Records of one provisioned product: by account, region, provisioned product, creation time and id. */
export const recordsOfProvisionedProduct = defineTable<true>('servicecatalog/records-of-provisioned-product');
/** Plans by account, region and id. */
export const plans = defineTable<PlanRow>('servicecatalog/plans');
/** The plan of a provisioned product: its id by account, region and provisioned product. */
export const planOfProvisionedProduct = defineTable<string>('servicecatalog/plan-of-provisioned-product');

/** Values of a provisioned product's launch now. */
export function launchedOf(row: ProvisionedProductRow): Launched {
  const { productId, artifactId, pathId, portfolioId, parameters, tags, notificationArns, launchRoleArn } = row;
  return { productId, artifactId, pathId, portfolioId, parameters, tags, notificationArns, launchRoleArn };
}

/** Writes a provisioned product, new or changed; names never change. */
export function saveProvisionedProduct(db: Store, row: ProvisionedProductRow): void {
  const { accountId, region } = row;
  db.put(provisionedProducts, [accountId, region, row.id], row);
  db.put(provisionedProductNames, [accountId, region, row.name], row.id);
  if (row.stackId !== undefined) db.put(provisionedProductOfStack, [row.stackId], row.id);
}

/** Removes a provisioned product; its records stay. */
export function removeProvisionedProduct(db: Store, row: ProvisionedProductRow): void {
  const { accountId, region } = row;
  db.remove(provisionedProducts, [accountId, region, row.id]);
  db.remove(provisionedProductNames, [accountId, region, row.name]);
  if (row.stackId !== undefined) db.remove(provisionedProductOfStack, [row.stackId]);
}

/** Writes a record, new or changed. */
export function saveRecord(db: Store, row: RecordRow): void {
  const { accountId, region } = row;
  const time = row.created.getTime();
  db.put(records, [accountId, region, row.id], row);
  db.put(recordHistory, [accountId, region, time, row.id], true);
  db.put(recordsOfProvisionedProduct, [accountId, region, row.provisionedProductId, time, row.id], true);
}

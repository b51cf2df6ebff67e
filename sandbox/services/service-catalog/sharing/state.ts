import type { OrganizationNodeType, ShareStatus } from '@aws-sdk/client-service-catalog';
import { defineTable } from '../../../store/store';

/** A portfolio's share with one account. */
export interface ShareRow {
  readonly portfolioId: string;
  readonly recipient: string;
  readonly accepted: boolean;
  readonly shareTagOptions: boolean;
}

/** A portfolio's share with a node of its owner's organization: the accounts in it see the portfolio without accepting. */
export interface NodeShareRow {
  readonly portfolioId: string;
  /** Account that owns the portfolio. */
  readonly accountId: string;
  readonly organizationId: string;
  readonly type: OrganizationNodeType;
  /** Id of the organization, the unit or the account. */
  readonly node: string;
  readonly shareTagOptions: boolean;
  readonly sharePrincipals: boolean;
  /** Token of the last operation on it. */
  readonly token: string;
}

/** Operation on a share, by its token. */
export interface ShareOperationRow {
  readonly token: string;
  readonly accountId: string;
  readonly portfolioId: string;
  /** Organization node that it is about; absent for a share with an account outside. */
  readonly node?: string;
  readonly kind: 'create' | 'update' | 'delete';
  readonly status: ShareStatus;
  /** Accounts that are done. */
  readonly successful: readonly string[];
  readonly failed: readonly { readonly accountId: string; readonly reason: string }[];
}

/** Shares by region, portfolio and recipient. */
export const shares = defineTable<ShareRow>('servicecatalog/shares');
/** Shares that an account received: by account, region and portfolio; whether it accepted. */
export const sharesOfRecipient = defineTable<boolean>('servicecatalog/shares-of-recipient');
/** Shares with organization nodes by region, portfolio and node. */
export const nodeShares = defineTable<NodeShareRow>('servicecatalog/node-shares');
/** Portfolios that are shared with a node: by node, region and portfolio. */
export const portfoliosOfNode = defineTable<true>('servicecatalog/portfolios-of-node');
/** Accounts that a share with a node has reached: by region, portfolio, node and account. */
export const recipientsOfNodeShare = defineTable<true>('servicecatalog/recipients-of-node-share');
/** The same the other way: by account, region, portfolio and node; false where the account rejected it. */
export const nodeSharesOfRecipient = defineTable<boolean>('servicecatalog/node-shares-of-recipient');
/** Share operations by region and token. */
export const shareOperations = defineTable<ShareOperationRow>('servicecatalog/share-operations');

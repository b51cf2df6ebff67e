import type { JobHandler } from '../../../kernel/jobs';
import type { Work } from '../../../kernel/work';
import { accountsBelow, accountsOf, memberOf, unitOf } from '../../organizations';
import type { CatalogCall } from '../catalog-call';
import { reach, withdraw } from './share-recipients';
import {
  type NodeShareRow,
  nodeShares,
  portfoliosOfNode,
  recipientsOfNodeShare,
  type ShareOperationRow,
  shareOperations,
} from './state';

/** Kind of the job that brings a share to the accounts of a node, or takes it from them. */
export const SHARE_JOB = 'servicecatalog/share-with-node';

/** Accounts that one step of the job does. */
const ACCOUNTS_A_STEP = 100;

/** Payload of that job: everything else stands in the operation's row. */
export interface ShareJob {
  readonly region: string;
  readonly token: string;
}

/** One step of a share's operation. */
export const stepShare: JobHandler<ShareJob> = (job, work) => {
  const { db, parts } = work;
  const { region, token } = job;
  const operation = db.get(shareOperations, [region, token]);
  const row = operation?.node && db.get(nodeShares, [region, operation.portfolioId, operation.node]);
  if (!operation || !row) {
    if (operation) db.put(shareOperations, [region, token], { ...operation, status: 'COMPLETED' });
    return undefined;
  }
  const before = new Set([...operation.successful, ...operation.failed.map(({ accountId }) => accountId)]);
  const left = accountsOfOperation({ db, region }, row, operation.kind).filter((accountId) => !before.has(accountId));
  const now = left.slice(0, ACCOUNTS_A_STEP);
  const failed = now.flatMap((accountId) => {
    const reason = parts.faults.failureOf(accountId);
    return reason === undefined ? [] : [{ accountId, reason }];
  });
  const successful = now.filter((accountId) => failed.every((failure) => failure.accountId !== accountId));
  for (const accountId of successful) {
    if (operation.kind === 'delete') withdraw({ db, region }, row, accountId);
    else reach({ db, region }, row, accountId);
  }
  const progress: ShareOperationRow = {
    ...operation,
    successful: [...operation.successful, ...successful],
    failed: [...operation.failed, ...failed],
    status: 'IN_PROGRESS',
  };
  const done = left.length === now.length;
  const status = progress.failed.length > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED';
  db.put(shareOperations, [region, token], done ? { ...progress, status } : progress);
  if (!done) return { payload: job, afterMs: parts.faults.current.stackStepMs };
  if (operation.kind === 'delete' && progress.failed.length === 0) dropNodeShare({ db, region }, row);
  return undefined;
};

/** The accounts that a share has reached. */
function recipients({ db, region }: Pick<CatalogCall, 'db' | 'region'>, row: NodeShareRow): string[] {
  return db.list(recipientsOfNodeShare, [region, row.portfolioId, row.node]).map(({ key }) => String(key[3]));
}

/** Ends a share with a node at once, without an operation that anybody could ask for. */
export function dropNodeShare(scope: Pick<CatalogCall, 'db' | 'region'>, row: NodeShareRow): void {
  const { db, region } = scope;
  const { portfolioId, node } = row;
  for (const accountId of recipients(scope, row)) withdraw(scope, row, accountId);
  db.remove(nodeShares, [region, portfolioId, node]);
  db.remove(portfoliosOfNode, [node, region, portfolioId]);
}

function accountsOfOperation(
  scope: Pick<CatalogCall, 'db' | 'region'>,
  row: NodeShareRow,
  kind: ShareOperationRow['kind'],
): string[] {
  if (kind === 'delete') return recipients(scope, row);
  return accountsOfNode(scope, row).filter((accountId) => accountId !== row.accountId);
}

function accountsOfNode({ db }: Pick<Work, 'db'>, { organizationId, type, node }: NodeShareRow): string[] {
  switch (type) {
    case 'ACCOUNT':
      return memberOf(db, organizationId, node) ? [node] : [];
    case 'ORGANIZATIONAL_UNIT':
      return unitOf(db, organizationId, node) ? accountsBelow(db, node) : [];
    case 'ORGANIZATION':
      return accountsOf(db, organizationId);
  }
}

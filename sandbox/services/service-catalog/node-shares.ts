import type { OrganizationNode } from '@aws-sdk/client-service-catalog';
import type { Work } from '../../call';
import type { JobHandler } from '../../jobs';
import type { OrganizationRow } from '../organizations/state';
import { accountsBelow, accountsOf, memberOf, unitOf } from '../organizations/structure';
import { newId } from './ids';
import { sharingOrganization } from './organization-access';
import { invalid, invalidState, notFound } from './refusals';
import { reach, withdraw } from './share-recipients';
import {
  type Actor,
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

interface ShareJob {
  readonly region: string;
  readonly token: string;
}

/** What a request says of the way it shares. */
export interface ShareFlags {
  readonly ShareTagOptions?: boolean;
  readonly SharePrincipals?: boolean;
}

/**
 * Shares a portfolio with a node of the organization, as a job whose token it answers. A share that is there already stays
 * as it is.
 *
 * @throws AwsError `AccessDeniedException`, `InvalidStateException`, `ResourceNotFoundException`, `InvalidParametersException`.
 */
export function shareWithNode(actor: Actor, portfolioId: string, given: OrganizationNode, flags: ShareFlags): string {
  const organization = sharingOrganization(actor);
  const { type, node } = nodeOf(given);
  refusePrincipals(type, flags);
  const present = actor.db.get(nodeShares, [actor.region, portfolioId, node]);
  if (present) {
    if (operationOf(actor, present)?.kind === 'delete') throw inProgress(present);
    return present.token;
  }
  checkNode(actor, organization, type, node);
  const row = {
    portfolioId,
    accountId: actor.accountId,
    organizationId: organization.id,
    type,
    node,
    shareTagOptions: flags.ShareTagOptions ?? false,
    sharePrincipals: flags.SharePrincipals ?? false,
  };
  actor.db.put(portfoliosOfNode, [node, actor.region, portfolioId], true);
  return begin(actor, row, 'create');
}

/** Changes a share with a node, as a job whose token it answers. */
export function updateNodeShare(actor: Actor, portfolioId: string, given: OrganizationNode, flags: ShareFlags): string {
  sharingOrganization(actor);
  const row = settledShare(actor, portfolioId, given);
  refusePrincipals(row.type, flags);
  const shareTagOptions = flags.ShareTagOptions ?? row.shareTagOptions;
  const sharePrincipals = flags.SharePrincipals ?? row.sharePrincipals;
  return begin(actor, { ...row, shareTagOptions, sharePrincipals }, 'update');
}

/** Ends a share with a node, as a job whose token it answers. */
export function deleteNodeShare(actor: Actor, portfolioId: string, given: OrganizationNode): string {
  return begin(actor, settledShare(actor, portfolioId, given), 'delete');
}

/** Ends a share with a node at once, without an operation that anybody could ask for. */
export function dropNodeShare(scope: Pick<Actor, 'db' | 'region'>, row: NodeShareRow): void {
  const { db, region } = scope;
  const { portfolioId, node } = row;
  for (const accountId of recipients(scope, row)) withdraw(scope, row, accountId);
  db.remove(nodeShares, [region, portfolioId, node]);
  db.remove(portfoliosOfNode, [node, region, portfolioId]);
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
export function recipients({ db, region }: Pick<Actor, 'db' | 'region'>, row: NodeShareRow): string[] {
  return db.list(recipientsOfNodeShare, [region, row.portfolioId, row.node]).map(({ key }) => String(key[3]));
}

/** The id in an organization node's value, which may be an ARN. */
export function nodeId(value = ''): string {
  return value.split('/').at(-1) ?? '';
}

function begin(actor: Actor, row: Omit<NodeShareRow, 'token'>, kind: ShareOperationRow['kind']): string {
  const { db, region, accountId, parts } = actor;
  const token = newId('share');
  const { portfolioId, node } = row;
  db.put(nodeShares, [region, portfolioId, node], { ...row, token });
  db.put(shareOperations, [region, token], {
    token,
    accountId,
    portfolioId,
    node,
    kind,
    status: 'NOT_STARTED',
    successful: [],
    failed: [],
  });
  const job: ShareJob = { region, token };
  parts.jobs.enqueue(SHARE_JOB, job, parts.faults.current.stackStepMs);
  return token;
}

function accountsOfOperation(
  scope: Pick<Actor, 'db' | 'region'>,
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

/** A share that has no operation under way. */
function settledShare(actor: Actor, portfolioId: string, given: OrganizationNode): NodeShareRow {
  const { node } = nodeOf(given);
  const row = actor.db.get(nodeShares, [actor.region, portfolioId, node]);
  if (!row) throw notFound(`Portfolio ${portfolioId} is not shared with organization node ${node}.`);
  const status = operationOf(actor, row)?.status;
  if (status === 'NOT_STARTED' || status === 'IN_PROGRESS') throw inProgress(row);
  return row;
}

function operationOf({ db, region }: Actor, { token }: NodeShareRow): ShareOperationRow | undefined {
  return db.get(shareOperations, [region, token]);
}

function inProgress({ portfolioId, node }: NodeShareRow) {
  return invalidState(`A share operation of portfolio ${portfolioId} with organization node ${node} is in progress.`);
}

function nodeOf({ Type: type, Value: value }: OrganizationNode): Pick<NodeShareRow, 'type' | 'node'> {
  if (!type || !value) throw invalid('OrganizationNode must have a Type and a Value.');
  const node = nodeId(value);
  const kind = node.startsWith('o-') ? 'ORGANIZATION' : node.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT';
  if (kind !== type) throw invalid(`Invalid organization node ${value}: it is not of the type ${type}.`);
  return { type, node };
}

function checkNode({ db, accountId }: Actor, { id }: OrganizationRow, type: NodeShareRow['type'], node: string): void {
  const there =
    type === 'ORGANIZATION' ? node === id : type === 'ACCOUNT' ? memberOf(db, id, node) : unitOf(db, id, node);
  if (!there) throw notFound(`Organization node ${node} not found in organization ${id}.`);
  if (node === accountId) throw invalid('A portfolio cannot be shared with the account that owns it.');
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreatePortfolioShare.html `SharePrincipals` */
function refusePrincipals(type: NodeShareRow['type'], { SharePrincipals }: ShareFlags): void {
  if (SharePrincipals && type === 'ACCOUNT') throw principalSharingRefused();
}

/** The refusal of principal names where they don't travel. */
export function principalSharingRefused() {
  return invalid('SharePrincipals is only supported for shares with an organization or an organizational unit.');
}

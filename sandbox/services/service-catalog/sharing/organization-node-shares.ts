import type { OrganizationNode } from '@aws-sdk/client-service-catalog';
import type { OrganizationRow } from '../../organizations';
import { memberOf, unitOf } from '../../organizations';
import type { CatalogCall } from '../catalog-call';
import { newId } from '../ids';
import { invalid, invalidState, notFound } from '../refusals';
import { SHARE_JOB, type ShareJob } from './organization-node-share-job';
import { sharingOrganization } from './organizations-access';
import { type NodeShareRow, nodeShares, portfoliosOfNode, type ShareOperationRow, shareOperations } from './state';

/** Flags of a request that shares. */
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
export function shareWithNode(
  call: CatalogCall,
  portfolioId: string,
  given: OrganizationNode,
  flags: ShareFlags,
): string {
  const organization = sharingOrganization(call);
  const { type, node } = nodeOf(given);
  refusePrincipals(type, flags);
  const present = call.db.get(nodeShares, [call.region, portfolioId, node]);
  if (present) {
    if (operationOf(call, present)?.kind === 'delete') throw underWay();
    return present.token;
  }
  checkNode(call, organization, type, node);
  const row = {
    portfolioId,
    accountId: call.accountId,
    organizationId: organization.id,
    type,
    node,
    shareTagOptions: flags.ShareTagOptions ?? false,
    sharePrincipals: flags.SharePrincipals ?? false,
  };
  call.db.put(portfoliosOfNode, [node, call.region, portfolioId], true);
  return begin(call, row, 'create');
}

/** Changes a share with a node, as a job whose token it answers. */
export function updateNodeShare(
  call: CatalogCall,
  portfolioId: string,
  given: OrganizationNode,
  flags: ShareFlags,
): string {
  sharingOrganization(call);
  const row = presentShare(call, portfolioId, given);
  refusePrincipals(row.type, flags);
  const shareTagOptions = flags.ShareTagOptions ?? row.shareTagOptions;
  const sharePrincipals = flags.SharePrincipals ?? row.sharePrincipals;
  return begin(call, { ...row, shareTagOptions, sharePrincipals }, 'update');
}

/** Ends a share with a node, as a job whose token it answers. */
export function deleteNodeShare(call: CatalogCall, portfolioId: string, given: OrganizationNode): string {
  return begin(call, presentShare(call, portfolioId, given), 'delete');
}

/** The id in an organization node's value, which may be an ARN. */
export function nodeId(value = ''): string {
  return value.split('/').at(-1) ?? '';
}

/** Begins an operation. @throws AwsError `InvalidStateException` while another one is under way */
function begin(call: CatalogCall, row: Omit<NodeShareRow, 'token'>, kind: ShareOperationRow['kind']): string {
  const { db, region, accountId, parts } = call;
  if (isSharing(call)) throw underWay();
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

/** A share that is there. */
function presentShare(call: CatalogCall, portfolioId: string, given: OrganizationNode): NodeShareRow {
  const { node } = nodeOf(given);
  const row = call.db.get(nodeShares, [call.region, portfolioId, node]);
  if (!row) throw notFound(`Portfolio ${portfolioId} is not shared with organization node ${node}.`);
  return row;
}

function operationOf({ db, region }: CatalogCall, { token }: NodeShareRow): ShareOperationRow | undefined {
  return db.get(shareOperations, [region, token]);
}

/** Whether an operation on any share of the account is under way, whichever portfolio and node it is about. */
function isSharing(call: CatalogCall): boolean {
  return call.db
    .list(nodeShares, [call.region])
    .filter(({ value }) => value.accountId === call.accountId)
    .some(({ value }) => ['NOT_STARTED', 'IN_PROGRESS'].includes(operationOf(call, value)?.status ?? ''));
}

/**
 * AWS's refusal of two operations at a time.
 *
 * @see https://github.com/awslabs/landing-zone-accelerator-on-aws/issues/893
 */
function underWay() {
  return invalidState('Cannot process more than one portfolio share action at the same time. Try again later.');
}

function nodeOf({ Type: type, Value: value }: OrganizationNode): Pick<NodeShareRow, 'type' | 'node'> {
  if (!type || !value) throw invalid('OrganizationNode must have a Type and a Value.');
  const node = nodeId(value);
  const kind = node.startsWith('o-') ? 'ORGANIZATION' : node.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT';
  if (kind !== type) throw invalid(`Invalid organization node ${value}: it is not of the type ${type}.`);
  return { type, node };
}

function checkNode(
  { db, accountId }: CatalogCall,
  { id }: OrganizationRow,
  type: NodeShareRow['type'],
  node: string,
): void {
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

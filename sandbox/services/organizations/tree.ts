import type {
  ListAccountsForParentRequest,
  ListAccountsForParentResponse,
  ListChildrenRequest,
  ListChildrenResponse,
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
  ListParentsRequest,
  ListParentsResponse,
  ListRootsRequest,
  ListRootsResponse,
} from '@aws-sdk/client-organizations';
import type { Call } from '../../kernel/call';
import { readableOrganization } from './callers';
import { onePage } from './paging';
import { notFound, parentNotFound } from './refusals';
import { members, type OrganizationRow, units } from './state';
import { childrenOf, memberOf, unitOf } from './structure';
import { isParent } from './units';
import { accountView, rootView, unitView } from './views';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html: there is one. */
export function listRoots(input: ListRootsRequest, call: Call): ListRootsResponse {
  const { items, next } = onePage([readableOrganization(call)], ({ rootId }) => rootId, input);
  return { Roots: items.map(rootView), ...next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html */
export function listChildren(input: ListChildrenRequest, call: Call): ListChildrenResponse {
  const type = input.ChildType ?? 'ACCOUNT';
  const { ids } = childrenIn(input.ParentId, type, call);
  const { items, next } = onePage(ids, (id) => id, input);
  return { Children: items.map((Id) => ({ Id, Type: type })), ...next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
export function listAccountsForParent(input: ListAccountsForParentRequest, call: Call): ListAccountsForParentResponse {
  const { organization, ids } = childrenIn(input.ParentId, 'ACCOUNT', call);
  const { items, next } = onePage(ids, (id) => id, input);
  const rows = items.flatMap((id) => call.db.get(members, [id]) ?? []);
  return { Accounts: rows.map((row) => accountView(call.db, organization, row)), ...next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export function listUnitsForParent(
  input: ListOrganizationalUnitsForParentRequest,
  call: Call,
): ListOrganizationalUnitsForParentResponse {
  const { organization, ids } = childrenIn(input.ParentId, 'ORGANIZATIONAL_UNIT', call);
  const { items, next } = onePage(ids, (id) => id, input);
  const rows = items.flatMap((id) => call.db.get(units, [id]) ?? []);
  return { OrganizationalUnits: rows.map((row) => unitView(call.db, organization, row)), ...next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html: a child has one. */
export function listParents(input: ListParentsRequest, call: Call): ListParentsResponse {
  const { id, rootId } = readableOrganization(call);
  const childId = input.ChildId ?? '';
  const parentId = (memberOf(call.db, id, childId) ?? unitOf(call.db, id, childId))?.parentId;
  if (parentId === undefined) throw notFound('ChildNotFoundException', 'a child');
  const { items, next } = onePage([parentId], (parent) => parent, input);
  return { Parents: items.map((Id) => ({ Id, Type: Id === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' })), ...next };
}

function childrenIn(
  parentId: string | undefined,
  kind: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT',
  call: Call,
): { readonly organization: OrganizationRow; readonly ids: readonly string[] } {
  const organization = readableOrganization(call);
  if (!isParent(call.db, organization, parentId ?? '')) throw parentNotFound();
  return { organization, ids: childrenOf(call.db, parentId ?? '', kind) };
}

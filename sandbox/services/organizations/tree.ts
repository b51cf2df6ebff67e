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
import { pageOf } from '../../kernel/page';
import { readableOrganization } from './callers';
import { isParent } from './organizational-units';
import { pageRequest } from './page-request';
import { notFound, parentNotFound } from './refusals';
import { members, type OrganizationRow, units } from './state';
import { childrenOf, memberOf, unitOf } from './structure';
import { accountView, rootView, unitView } from './views';

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html: there is one. */
export function listRoots(input: ListRootsRequest, call: Call): ListRootsResponse {
  const { items, next } = pageOf([readableOrganization(call)], ({ rootId }) => rootId, pageRequest(input, 'ListRoots'));
  return { Roots: items.map(rootView), NextToken: next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html */
export function listChildren(input: ListChildrenRequest, call: Call): ListChildrenResponse {
  const type = input.ChildType ?? 'ACCOUNT';
  const { ids } = childrenIn(input.ParentId, type, call);
  const { items, next } = pageOf(ids, (id) => id, pageRequest(input, 'ListChildren'));
  return { Children: items.map((Id) => ({ Id, Type: type })), NextToken: next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
export function listAccountsForParent(input: ListAccountsForParentRequest, call: Call): ListAccountsForParentResponse {
  const { organization, ids } = childrenIn(input.ParentId, 'ACCOUNT', call);
  const { items, next } = pageOf(ids, (id) => id, pageRequest(input, 'ListAccountsForParent'));
  const rows = items.flatMap((id) => call.db.get(members, [id]) ?? []);
  return { Accounts: rows.map((row) => accountView(call.db, organization, row)), NextToken: next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
export function listUnitsForParent(
  input: ListOrganizationalUnitsForParentRequest,
  call: Call,
): ListOrganizationalUnitsForParentResponse {
  const { organization, ids } = childrenIn(input.ParentId, 'ORGANIZATIONAL_UNIT', call);
  const { items, next } = pageOf(ids, (id) => id, pageRequest(input, 'ListOrganizationalUnitsForParent'));
  const rows = items.flatMap((id) => call.db.get(units, [id]) ?? []);
  return { OrganizationalUnits: rows.map((row) => unitView(call.db, organization, row)), NextToken: next };
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html: a child has one. */
export function listParents(input: ListParentsRequest, call: Call): ListParentsResponse {
  const { id, rootId } = readableOrganization(call);
  const childId = input.ChildId ?? '';
  const parentId = (memberOf(call.db, id, childId) ?? unitOf(call.db, id, childId))?.parentId;
  if (parentId === undefined) throw notFound('ChildNotFoundException', 'a child');
  const { items, next } = pageOf([parentId], (parent) => parent, pageRequest(input, 'ListParents'));
  return {
    Parents: items.map((Id) => ({ Id, Type: Id === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' })),
    NextToken: next,
  };
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

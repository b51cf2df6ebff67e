import type * as model from '@aws-sdk/client-organizations';
import type { Call } from '../../kernel/call';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';
import { readableOrganization } from './callers';
import { isParent } from './organizational-units';
import { pageRequest } from './page-request';
import { notFound, parentNotFound } from './refusals';
import { members, type OrganizationRow, units } from './state';
import { childrenOf, memberOf, unitOf } from './structure';
import { accountView, rootView, unitView } from './views';

/** Operations that show the roots, parents and children of an organization. */
export const treeOperations = {
  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListRoots.html: there is one. */
  ListRoots(input, call) {
    const { items, next } = pageOf(
      [readableOrganization(call)],
      ({ rootId }) => rootId,
      pageRequest(input, 'ListRoots'),
    );
    return { Roots: items.map(rootView), NextToken: next };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListChildren.html */
  ListChildren(input, call) {
    const type = input.ChildType ?? 'ACCOUNT';
    const { ids } = childrenIn(input.ParentId, type, call);
    const { items, next } = pageOf(ids, (id) => id, pageRequest(input, 'ListChildren'));
    return { Children: items.map((Id) => ({ Id, Type: type })), NextToken: next };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html */
  ListAccountsForParent(input, call) {
    const { organization, ids } = childrenIn(input.ParentId, 'ACCOUNT', call);
    const { items, next } = pageOf(ids, (id) => id, pageRequest(input, 'ListAccountsForParent'));
    const rows = items.flatMap((id) => call.db.get(members, [id]) ?? []);
    return { Accounts: rows.map((row) => accountView(call.db, organization, row)), NextToken: next };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListOrganizationalUnitsForParent.html */
  ListOrganizationalUnitsForParent(input, call) {
    const { organization, ids } = childrenIn(input.ParentId, 'ORGANIZATIONAL_UNIT', call);
    const { items, next } = pageOf(ids, (id) => id, pageRequest(input, 'ListOrganizationalUnitsForParent'));
    const rows = items.flatMap((id) => call.db.get(units, [id]) ?? []);
    return { OrganizationalUnits: rows.map((row) => unitView(call.db, organization, row)), NextToken: next };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListParents.html: a child has one. */
  ListParents(input, call) {
    const { id, rootId } = readableOrganization(call);
    const childId = input.ChildId ?? '';
    const parentId = (memberOf(call.db, id, childId) ?? unitOf(call.db, id, childId))?.parentId;
    if (parentId === undefined) throw notFound('ChildNotFoundException', 'a child');
    const { items, next } = pageOf([parentId], (parent) => parent, pageRequest(input, 'ListParents'));
    return {
      Parents: items.map((Id) => ({ Id, Type: Id === rootId ? 'ROOT' : 'ORGANIZATIONAL_UNIT' })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

function childrenIn(
  parentId: string | undefined,
  kind: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT',
  call: Call,
): { readonly organization: OrganizationRow; readonly ids: readonly string[] } {
  const organization = readableOrganization(call);
  if (!isParent(call.db, organization, parentId ?? '')) throw parentNotFound();
  return { organization, ids: childrenOf(call.db, parentId ?? '', kind) };
}

import type { Account, Organization, OrganizationalUnit, Root } from '@aws-sdk/client-organizations';
import type { Store } from '../../store/store';
import { type MemberRow, members, type OrganizationRow, type UnitRow } from './state';
import { upwards } from './structure';

/** `arn:aws:organizations::<management account>:<kind>/<organization>/<id>`. */
function organizationsArn(organization: OrganizationRow, kind: string, ...ids: readonly string[]): string {
  const { managementAccountId, id } = organization;
  return `arn:aws:organizations::${managementAccountId}:${[kind, id, ...ids].join('/')}`;
}

/** An organization as AWS answers it. */
export function organizationView(db: Store, organization: OrganizationRow): Organization {
  const { id, managementAccountId, featureSet } = organization;
  return {
    Id: id,
    Arn: organizationsArn(organization, 'organization'),
    FeatureSet: featureSet,
    MasterAccountArn: organizationsArn(organization, 'account', managementAccountId),
    MasterAccountId: managementAccountId,
    MasterAccountEmail: db.get(members, [managementAccountId])?.email,
    AvailablePolicyTypes: [],
  };
}

/** A member as AWS answers it. */
export function accountView(db: Store, organization: OrganizationRow, member: MemberRow): Account {
  return {
    Id: member.accountId,
    Arn: organizationsArn(organization, 'account', member.accountId),
    Email: member.email,
    Name: member.name,
    Status: 'ACTIVE',
    State: 'ACTIVE',
    Paths: [`${path(db, organization, member.parentId)}${member.accountId}/`],
    JoinedMethod: member.joinedMethod,
    JoinedTimestamp: member.joined,
  };
}

/** A unit as AWS answers it. */
export function unitView(db: Store, organization: OrganizationRow, unit: UnitRow): OrganizationalUnit {
  return {
    Id: unit.id,
    Arn: organizationsArn(organization, 'ou', unit.id),
    Name: unit.name,
    Path: path(db, organization, unit.id),
  };
}

/** The root as AWS answers it. The sandbox has no policies, so none of their types is enabled. */
export function rootView(organization: OrganizationRow): Root {
  const { rootId } = organization;
  return { Id: rootId, Arn: organizationsArn(organization, 'root', rootId), Name: 'Root', PolicyTypes: [] };
}

/** `o-…/r-…/ou-…/`: the way down to a root or unit. */
function path(db: Store, { id }: OrganizationRow, parentId: string): string {
  return [id, ...upwards(db, parentId).reverse(), ''].join('/');
}

import type { OrganizationPlace } from '../../kernel/notices';
import type { Store } from '../../store/store';
import {
  children,
  delegations,
  type MemberRow,
  members,
  membersOfOrganization,
  type OrganizationRow,
  organizations,
  trustedServices,
  type UnitRow,
  units,
} from './state';

/** The organization that an account is in, or undefined. */
export function organizationOf(db: Store, accountId: string): OrganizationRow | undefined {
  const member = db.get(members, [accountId]);
  return member && db.get(organizations, [member.organizationId]);
}

/** The account that manages an organization; undefined where there is no such organization. */
export function managementAccountOf(db: Store, organizationId: string): string | undefined {
  return db.get(organizations, [organizationId])?.managementAccountId;
}

/** An organization's member, or undefined where the account is none of its. */
export function memberOf(db: Store, organizationId: string, accountId: string): MemberRow | undefined {
  const member = db.get(members, [accountId]);
  return member?.organizationId === organizationId ? member : undefined;
}

/** An organization's unit, or undefined. */
export function unitOf(db: Store, organizationId: string, unitId: string): UnitRow | undefined {
  const unit = db.get(units, [unitId]);
  return unit?.organizationId === organizationId ? unit : undefined;
}

/** Place of an account in its organization, or undefined where it is in none. */
export function placeOf(db: Store, accountId: string): OrganizationPlace | undefined {
  const member = db.get(members, [accountId]);
  return member && { organizationId: member.organizationId, parents: upwards(db, member.parentId) };
}

/** A root or unit and what it is in, innermost first. */
export function upwards(db: Store, parentId: string): string[] {
  const unit = db.get(units, [parentId]);
  return unit ? [parentId, ...upwards(db, unit.parentId)] : [parentId];
}

/** The accounts in a root or unit and in all units below it. */
export function accountsBelow(db: Store, parentId: string): string[] {
  const below = childrenOf(db, parentId, 'ORGANIZATIONAL_UNIT').flatMap((unit) => accountsBelow(db, unit));
  return [...childrenOf(db, parentId, 'ACCOUNT'), ...below];
}

/** The ids of what a root or unit holds directly. */
export function childrenOf(db: Store, parentId: string, kind: 'ACCOUNT' | 'ORGANIZATIONAL_UNIT'): string[] {
  return db.list(children, [parentId, kind]).map(({ key }) => String(key[2]));
}

/** All accounts of an organization. */
export function accountsOf(db: Store, organizationId: string): string[] {
  return db.list(membersOfOrganization, [organizationId]).map(({ key }) => String(key[1]));
}

/** Whether a service may see the organization (trusted access). */
export function trustsService(db: Store, organizationId: string, servicePrincipal: string): boolean {
  return db.get(trustedServices, [organizationId, servicePrincipal]) !== undefined;
}

/** Whether an account is a delegated administrator, for a service or for any. */
export function isDelegated(db: Store, organizationId: string, accountId: string, servicePrincipal?: string): boolean {
  const key = servicePrincipal === undefined ? [accountId] : [accountId, servicePrincipal];
  return db.count(delegations, [organizationId, ...key]) > 0;
}

/** Whether a service has a delegated administrator in the organization. */
export function hasAdministrator(db: Store, organizationId: string, servicePrincipal: string): boolean {
  return db.list(delegations, [organizationId]).some(({ key }) => key[2] === servicePrincipal);
}

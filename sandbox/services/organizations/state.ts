import type { CreateAccountFailureReason, HandshakeState, OrganizationFeatureSet } from '@aws-sdk/client-organizations';
import { defineTable } from '../../store/store';

/** An organization. It is global: no row of this service has a region. */
export interface OrganizationRow {
  /** `o-` and ten letters and digits. */
  readonly id: string;
  readonly managementAccountId: string;
  /** `r-` and four letters and digits. */
  readonly rootId: string;
  readonly featureSet: OrganizationFeatureSet;
}

/** An account's membership: it is in one organization at the most. */
export interface MemberRow {
  readonly accountId: string;
  readonly organizationId: string;
  /** The root, or a unit. */
  readonly parentId: string;
  readonly name: string;
  readonly email: string;
  readonly joinedMethod: 'INVITED' | 'CREATED';
  readonly joined: Date;
}

/** An organizational unit. */
export interface UnitRow {
  /** `ou-`, the root's letters, `-` and eight letters and digits. */
  readonly id: string;
  readonly organizationId: string;
  /** The root, or a unit. */
  readonly parentId: string;
  readonly name: string;
}

/** An invitation of an account. */
export interface HandshakeRow {
  readonly id: string;
  readonly organizationId: string;
  /** Account that sent it. */
  readonly senderId: string;
  /** As the invitation names its target: an account id or an address. */
  readonly target: { readonly type: 'ACCOUNT' | 'EMAIL'; readonly id: string };
  /** The account invited; absent where nobody has that address. */
  readonly accountId?: string;
  /** As it was set: whether it has expired follows from the time. */
  readonly state: Exclude<HandshakeState, 'EXPIRED' | 'OPEN'>;
  readonly requested: Date;
  readonly expires: Date;
  readonly notes?: string;
}

/** A request to make an account, and what came of it. */
export interface CreationRow {
  /** `car-` and 32 letters and digits. */
  readonly id: string;
  readonly organizationId: string;
  readonly name: string;
  readonly email: string;
  readonly roleName: string;
  readonly requested: Date;
  readonly completed?: Date;
  readonly accountId?: string;
  readonly failure?: CreateAccountFailureReason;
}

/** Organizations by id. */
export const organizations = defineTable<OrganizationRow>('organizations/organizations');
/** Memberships by account. */
export const members = defineTable<MemberRow>('organizations/members');
/** Accounts by organization. */
export const membersOfOrganization = defineTable<true>('organizations/members-of-organization');
/** Units by id. */
export const units = defineTable<UnitRow>('organizations/units');
/** Direct children of roots and units: by its id, kind and id of the child. */
export const children = defineTable<true>('organizations/children');
/** Accounts that were made with an address, by it. */
export const accountsByEmail = defineTable<string>('organizations/accounts-by-email');
/** Handshakes by id. */
export const handshakes = defineTable<HandshakeRow>('organizations/handshakes');
/** Handshakes by the account that received them, and by the organization that sent them. */
export const handshakesOfAccount = defineTable<true>('organizations/handshakes-of-account');
export const handshakesOfOrganization = defineTable<true>('organizations/handshakes-of-organization');
/** Requests to make accounts by organization and id. */
export const creations = defineTable<CreationRow>('organizations/account-creations');
/** Since when a service may see the organization: by organization and service principal. */
export const trustedServices = defineTable<Date>('organizations/trusted-services');
/** Delegated administrators, since when: by organization, account and service principal. */
export const delegations = defineTable<Date>('organizations/delegated-administrators');

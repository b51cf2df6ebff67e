import type { Share, ShareStep } from './shares';

/** Context key of the CDK app by which `catalog publish` says who still has a share that the settings don't declare. */
export const STANDING_SHARES_KEY = 'bellyfed:standing-shares';

/** Recipients of shares that stay though nobody declares them: what they launch publishes events to the hub all the same. */
export interface StandingShares {
  /** Ids of accounts. */
  readonly accounts: readonly string[];
  /** Ids of organizational units. */
  readonly organizationalUnits: readonly string[];
  /** Id of the organization, where all of it has a share. */
  readonly organization?: string;
}

/** No shares beside those that are declared. */
export const noStandingShares: StandingShares = { accounts: [], organizationalUnits: [] };

/** Recipients of shares, each once. */
export function standingShares(undeclared: readonly Pick<ShareStep, 'share'>[]): StandingShares {
  const of = (...types: Share['type'][]) => [
    ...new Set(undeclared.flatMap(({ share }) => (types.includes(share.type) ? [share.recipient] : []))),
  ];
  const [organization] = of('ORGANIZATION');
  return {
    accounts: of('ACCOUNT', 'ORGANIZATION_MEMBER_ACCOUNT').sort(),
    organizationalUnits: of('ORGANIZATIONAL_UNIT').sort(),
    ...(organization !== undefined && { organization }),
  };
}

/** Whether nobody has a share that isn't declared. */
export function isNobody({ accounts, organizationalUnits, organization }: StandingShares): boolean {
  return accounts.length === 0 && organizationalUnits.length === 0 && organization === undefined;
}

/** Standing shares as the CDK's context holds them: their JSON, or nothing. */
export function readStandingShares(value: unknown): StandingShares {
  if (typeof value !== 'string') return noStandingShares;
  const { accounts = [], organizationalUnits = [], organization }: Partial<StandingShares> = JSON.parse(value);
  return { accounts, organizationalUnits, ...(organization !== undefined && { organization }) };
}

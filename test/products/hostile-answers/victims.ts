import { resourceScopes } from '../../../catalog/permissions';

export const ACCOUNT = '111122223333';
export const OTHER_ACCOUNT = '999988887777';
export const REGION = 'eu-central-1';

/** Environment of somebody else, in the same account and region. */
export const VICTIM = 'victim-dev';

/**
 * Names that things have which aren't the caller's: those of another environment, as the products name them or as
 * CloudFormation does from its stack's name; those of the hub and of the account; and roles that administer.
 */
const NAMES: readonly string[] = [
  ...[VICTIM, `bellyfed-${VICTIM}`, `bellyfed-${VICTIM}-search`, `bellyfed-${VICTIM}-uploads-12345678`],
  ...[`aws-waf-logs-bellyfed-${VICTIM}`, `BellyfedDelivery-dev-${VICTIM}-12345678`, `/bellyfed/${VICTIM}/key`],
  ...[
    `SC-${ACCOUNT}-pp-victimvictimv-Thing-0A1B2C3D4E5F`,
    '0a1b2c3d-0000-4000-8000-000000000000',
    'prod-abcdefghijklm',
  ],
  ...['BellyfedCatalogHub', 'BellyfedCatalogAccount', 'BellyfedLaunchEvents', 'BellyfedLaunch-data', 'Admin'],
  ...['deploy', 'cfn-exec', 'file-publishing', 'lookup'].map(
    (role) => `cdk-hnb659fds-${role}-role-${ACCOUNT}-${REGION}`,
  ),
  `cdk-hnb659fds-assets-${ACCOUNT}-${REGION}`,
];

const known = new Map<string, Promise<readonly string[]>>();

/**
 * ARNs of things that aren't the caller's, for an action: each kind of resource that AWS's reference lists for it, by each
 * name. `*` alone for an action that takes no resource.
 *
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
export function victimsOf(action: string): Promise<readonly string[]> {
  const before = known.get(action) ?? arnsFor(action);
  known.set(action, before);
  return before;
}

async function arnsFor(action: string): Promise<readonly string[]> {
  const scopes = await resourceScopes(action);
  if (scopes === undefined) throw new Error(`IAM knows no action ${action}`);
  if (scopes.kind === 'wildcardOnly') return ['*'];
  const place: Readonly<Record<string, string>> = { Partition: 'aws', Account: ACCOUNT, Region: REGION };
  return scopes.types.flatMap(({ arn }) =>
    NAMES.map((name) => arn.replace(/\$\{(\w+)\}/g, (_, word: string) => place[word] ?? name)),
  );
}

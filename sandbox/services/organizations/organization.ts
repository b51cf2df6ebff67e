import type * as model from '@aws-sdk/client-organizations';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { callersOrganization, managedOrganization } from './callers';
import { newId } from './identifiers';
import { dismiss, join } from './membership';
import { creations, delegations, members, type OrganizationRow, organizations, trustedServices } from './state';
import { accountsOf, childrenOf, organizationOf } from './structure';
import { organizationView } from './views';

/** Operations on organizations. */
export const organizationOperations = {
  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_CreateOrganization.html */
  CreateOrganization(input, call) {
    const { db, accountId } = call;
    if (organizationOf(db, accountId)) {
      throw new AwsError(
        'AlreadyInOrganizationException',
        'The provided account is already a member of an organization.',
      );
    }
    const organization: OrganizationRow = {
      id: newId('o', 10),
      managementAccountId: accountId,
      rootId: newId('r', 4),
      featureSet: input.FeatureSet ?? 'ALL',
    };
    db.put(organizations, [organization.id], organization);
    join(call, organization, accountId, { joinedMethod: 'INVITED' });
    return { Organization: organizationView(db, organization) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DescribeOrganization.html: by any member. */
  DescribeOrganization(_input, call) {
    return { Organization: organizationView(call.db, callersOrganization(call)) };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeleteOrganization.html */
  DeleteOrganization(_input, call) {
    const { db, accountId } = call;
    const organization = managedOrganization(call);
    const others = accountsOf(db, organization.id).length > 1;
    if (others || childrenOf(db, organization.rootId, 'ORGANIZATIONAL_UNIT').length > 0) {
      throw new AwsError(
        'OrganizationNotEmptyException',
        "The organization isn't empty. To delete an organization, you must first remove all accounts except the management account.",
      );
    }
    const member = db.get(members, [accountId]);
    if (member) dismiss(call, member);
    db.remove(organizations, [organization.id]);
    for (const table of [trustedServices, delegations, creations] as const) {
      for (const { key } of db.list<unknown>(table, [organization.id])) db.remove<unknown>(table, key);
    }
  },
} satisfies Operations<typeof model>;

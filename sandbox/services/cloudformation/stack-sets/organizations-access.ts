import type * as model from '@aws-sdk/client-cloudformation';
import type { CallAs } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../../kernel/aws-error';
import type { Call } from '../../../kernel/call';
import type { Operations } from '../../../kernel/operations';
import type { OrganizationRow } from '../../organizations';
import {
  distrustService,
  hasAdministrator,
  isDelegated,
  organizationOf,
  trustService,
  trustsService,
} from '../../organizations';

/** Name of StackSets where organizations trust services. */
export const SERVICE_PRINCIPAL = 'member.org.stacksets.cloudformation.amazonaws.com';

/** Operations on the access of StackSets to the organization. */
export const organizationsAccessOperations = {
  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ActivateOrganizationsAccess.html */
  ActivateOrganizationsAccess(_input, call) {
    const organization = managedOrganization(call);
    if (organization.featureSet !== 'ALL') {
      throw new AwsError('InvalidOperationException', 'The organization must have all features enabled');
    }
    trustService(call, organization, SERVICE_PRINCIPAL);
    return {};
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DeactivateOrganizationsAccess.html */
  DeactivateOrganizationsAccess(_input, call) {
    const organization = managedOrganization(call);
    if (hasAdministrator(call.db, organization.id, SERVICE_PRINCIPAL)) {
      throw new AwsError('InvalidOperationException', 'The organization has delegated administrators for StackSets');
    }
    distrustService(call, organization, SERVICE_PRINCIPAL);
    return {};
  },

  /** https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeOrganizationsAccess.html */
  DescribeOrganizationsAccess(input, call) {
    const { id } = operatedOrganization(input.CallAs, call);
    return { Status: trustsService(call.db, id, SERVICE_PRINCIPAL) ? 'ENABLED' : 'DISABLED' };
  },
} satisfies Operations<typeof model>;

/**
 * The organization whose stack sets the caller operates: as its management account, or as a delegated administrator.
 *
 * @throws AwsError `ValidationError`.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-delegated-admin.html
 */
export function operatedOrganization(callAs: CallAs = 'SELF', { db, accountId }: Call): OrganizationRow {
  const organization = organizationOf(db, accountId);
  const operates =
    callAs === 'SELF'
      ? organization?.managementAccountId === accountId
      : organization && isDelegated(db, organization.id, accountId, SERVICE_PRINCIPAL);
  if (organization && operates) return organization;
  throw new AwsError(
    'ValidationError',
    'You must be the management account or delegated admin account of an organization before operating a ' +
      'SERVICE_MANAGED stack set',
  );
}

/** The same where StackSets has access to it, without which nothing is deployed. */
export function deployingOrganization(callAs: CallAs | undefined, call: Call): OrganizationRow {
  const organization = operatedOrganization(callAs, call);
  if (!trustsService(call.db, organization.id, SERVICE_PRINCIPAL)) {
    throw new AwsError(
      'ValidationError',
      'You must enable organizations access to operate a service managed stack set',
    );
  }
  return organization;
}

function managedOrganization({ db, accountId }: Call): OrganizationRow {
  const organization = organizationOf(db, accountId);
  if (organization?.managementAccountId === accountId) return organization;
  throw new AwsError(
    'InvalidOperationException',
    'Only the management account of an organization can manage trusted access with AWS Organizations',
  );
}

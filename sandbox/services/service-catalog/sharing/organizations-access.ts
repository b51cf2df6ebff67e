import type { OrganizationRow } from '../../organizations';
import {
  distrustService,
  hasAdministrator,
  isDelegated,
  organizationOf,
  trustService,
  trustsService,
} from '../../organizations';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { invalidState, notAuthorized } from '../refusals';

/** Name of Service Catalog where organizations trust services. */
export const SERVICE_PRINCIPAL = 'servicecatalog.amazonaws.com';

/** Operations on the access of Service Catalog to the organization. */
export const organizationsAccessOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_EnableAWSOrganizationsAccess.html: again is no error. */
  EnableAWSOrganizationsAccess(_input, call) {
    const organization = managedOrganization(call);
    if (organization.featureSet !== 'ALL') {
      throw invalidState('AWS Organizations access needs an organization with all features enabled.');
    }
    trustService(call, organization, SERVICE_PRINCIPAL);
    return {};
  },

  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisableAWSOrganizationsAccess.html: shares stay as they are, and
   * follow the organization no more.
   */
  DisableAWSOrganizationsAccess(_input, call) {
    const organization = managedOrganization(call);
    if (hasAdministrator(call.db, organization.id, SERVICE_PRINCIPAL)) {
      throw invalidState(
        'AWS Organizations access cannot be disabled while there are active delegated administrators.',
      );
    }
    distrustService(call, organization, SERVICE_PRINCIPAL);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_GetAWSOrganizationsAccessStatus.html */
  GetAWSOrganizationsAccessStatus(_input, call) {
    const { id } = administeredOrganization(call);
    return { AccessStatus: trustsService(call.db, id, SERVICE_PRINCIPAL) ? 'ENABLED' : 'DISABLED' };
  },
} satisfies CatalogOperations;

/**
 * The organization that the account may share with: it manages it, or is a delegated administrator of it.
 *
 * @throws AwsError `AccessDeniedException`.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_sharing_how-to-share.html
 */
export function administeredOrganization({ db, accountId }: CatalogCall): OrganizationRow {
  const organization = organizationOf(db, accountId);
  const administers =
    organization?.managementAccountId === accountId ||
    (organization && isDelegated(db, organization.id, accountId, SERVICE_PRINCIPAL));
  if (!organization || !administers) throw notAuthorized();
  return organization;
}

/** The same where Service Catalog's access is enabled, without which nothing is shared. */
export function sharingOrganization(call: CatalogCall): OrganizationRow {
  const organization = administeredOrganization(call);
  if (!trustsService(call.db, organization.id, SERVICE_PRINCIPAL)) {
    throw invalidState('AWS Organizations access is not enabled for AWS Service Catalog.');
  }
  return organization;
}

function managedOrganization({ db, accountId }: CatalogCall): OrganizationRow {
  const organization = organizationOf(db, accountId);
  if (organization?.managementAccountId !== accountId) throw notAuthorized();
  return organization;
}

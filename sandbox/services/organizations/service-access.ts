import type * as model from '@aws-sdk/client-organizations';
import type { Operations } from '../../kernel/operations';
import { pageOfRows } from '../../kernel/page';
import type { Work } from '../../kernel/work';
import { managedOrganization, readableOrganization } from './callers';
import { pageRequest } from './page-request';
import { constraintViolation, invalidInput } from './refusals';
import { type OrganizationRow, trustedServices } from './state';
import { hasAdministrator } from './structure';

/** Operations on trusted services. */
export const serviceAccessOperations = {
  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_EnableAWSServiceAccess.html */
  EnableAWSServiceAccess(input, call) {
    trustService(call, managedOrganization(call), servicePrincipal(input.ServicePrincipal));
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DisableAWSServiceAccess.html */
  DisableAWSServiceAccess(input, call) {
    distrustService(call, managedOrganization(call), servicePrincipal(input.ServicePrincipal));
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAWSServiceAccessForOrganization.html */
  ListAWSServiceAccessForOrganization(input, call) {
    const page = pageRequest(input, 'ListAWSServiceAccessForOrganization');
    const { items, next } = pageOfRows(call.db, trustedServices, [readableOrganization(call).id], page);
    return {
      EnabledServicePrincipals: items.map(({ key, value }) => ({
        ServicePrincipal: String(key[1]),
        DateEnabled: value,
      })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

/**
 * Lets a service see an organization, for the service's own operation that does so too. Again is no error.
 *
 * @throws AwsError `ConstraintViolationException` where the organization only has consolidated billing.
 */
export function trustService({ db, now }: Work, organization: OrganizationRow, principal: string): void {
  if (organization.featureSet !== 'ALL') {
    throw constraintViolation(
      'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE',
      'You attempted to perform an operation that requires the organization to be configured to support all features.',
    );
  }
  const key = [organization.id, principal];
  if (!db.get(trustedServices, key)) db.put(trustedServices, key, now);
}

/**
 * Ends a service's view of an organization.
 *
 * @throws AwsError `ConstraintViolationException` while the service has delegated administrators.
 */
export function distrustService({ db }: Work, organization: OrganizationRow, principal: string): void {
  if (hasAdministrator(db, organization.id, principal)) {
    throw constraintViolation(
      'DELEGATED_ADMINISTRATOR_EXISTS_FOR_THIS_SERVICE',
      'You must first deregister the delegated administrators of this service.',
    );
  }
  db.remove(trustedServices, [organization.id, principal]);
}

/** A service's principal: `servicecatalog.amazonaws.com`, `member.org.stacksets.cloudformation.amazonaws.com`. */
export function servicePrincipal(name = ''): string {
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com$/.test(name)) return name;
  throw invalidInput('UNRECOGNIZED_SERVICE_PRINCIPAL', 'You specified an unrecognized service principal.');
}

import type * as model from '@aws-sdk/client-organizations';
import type { DelegatedAdministrator } from '@aws-sdk/client-organizations';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { pageOf, pageOfRows } from '../../kernel/page';
import { managedOrganization, readableOrganization } from './callers';
import { pageRequest } from './page-request';
import { accountNotFound, constraintViolation } from './refusals';
import { servicePrincipal } from './service-access';
import { delegations } from './state';
import { isDelegated, memberOf, trustsService } from './structure';
import { accountView } from './views';

/** Operations on delegated administrators. */
export const delegatedAdministratorOperations = {
  /**
   * https://docs.aws.amazon.com/organizations/latest/APIReference/API_RegisterDelegatedAdministrator.html: the service
   * must have access to the organization before.
   */
  RegisterDelegatedAdministrator(input, call) {
    const { db } = call;
    const organization = managedOrganization(call);
    const accountId = input.AccountId ?? '';
    const principal = servicePrincipal(input.ServicePrincipal);
    if (accountId === organization.managementAccountId) {
      throw constraintViolation(
        'CANNOT_REGISTER_MASTER_AS_DELEGATED_ADMINISTRATOR',
        'You cannot register master account/yourself as delegated administrator for your organization.',
      );
    }
    if (!memberOf(db, organization.id, accountId)) throw accountNotFound();
    if (!trustsService(db, organization.id, principal)) {
      throw constraintViolation(
        'SERVICE_ACCESS_NOT_ENABLED',
        'You attempted to register a delegated administrator before you enabled service access.',
      );
    }
    const key = [organization.id, accountId, principal];
    if (db.get(delegations, key)) {
      throw new AwsError(
        'AccountAlreadyRegisteredException',
        'The provided account is already a delegated administrator for your organization.',
      );
    }
    db.put(delegations, key, call.now);
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_DeregisterDelegatedAdministrator.html */
  DeregisterDelegatedAdministrator(input, call) {
    const { id: organizationId } = managedOrganization(call);
    const accountId = input.AccountId ?? '';
    const principal = servicePrincipal(input.ServicePrincipal);
    if (!memberOf(call.db, organizationId, accountId)) throw accountNotFound();
    if (!call.db.remove(delegations, [organizationId, accountId, principal])) throw notRegistered();
    for (const listen of call.parts.organizationListeners) {
      listen({ kind: 'administrator-deregistered', organizationId, accountId, servicePrincipal: principal }, call);
    }
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedAdministrators.html */
  ListDelegatedAdministrators(input, call) {
    const { db } = call;
    const organization = readableOrganization(call);
    const since = new Map<string, Date>();
    for (const { key, value } of db.list(delegations, [organization.id])) {
      const accountId = String(key[1]);
      if (input.ServicePrincipal !== undefined && input.ServicePrincipal !== key[2]) continue;
      const first = since.get(accountId);
      if (first === undefined || value < first) since.set(accountId, value);
    }
    const { items, next } = pageOf(
      [...since],
      ([accountId]) => accountId,
      pageRequest(input, 'ListDelegatedAdministrators'),
    );
    const administrators = items.flatMap(([accountId, DelegationEnabledDate]): DelegatedAdministrator[] => {
      const member = memberOf(db, organization.id, accountId);
      if (!member) return [];
      const { Paths: _, ...account } = accountView(db, organization, member);
      return [{ ...account, DelegationEnabledDate }];
    });
    return { DelegatedAdministrators: administrators, NextToken: next };
  },

  /** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListDelegatedServicesForAccount.html */
  ListDelegatedServicesForAccount(input, call) {
    const { id } = readableOrganization(call);
    const accountId = input.AccountId ?? '';
    if (!memberOf(call.db, id, accountId)) throw accountNotFound();
    if (!isDelegated(call.db, id, accountId)) throw notRegistered();
    const page = pageRequest(input, 'ListDelegatedServicesForAccount');
    const { items, next } = pageOfRows(call.db, delegations, [id, accountId], page);
    return {
      DelegatedServices: items.map(({ key, value }) => ({
        ServicePrincipal: String(key[2]),
        DelegationEnabledDate: value,
      })),
      NextToken: next,
    };
  },
} satisfies Operations<typeof model>;

function notRegistered(): AwsError {
  const message = 'The specified account is not a delegated administrator for this Amazon Web Services service.';
  return new AwsError('AccountNotRegisteredException', message);
}

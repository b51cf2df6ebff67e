import { findRole } from '../../iam';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { invalid, invalidState } from '../refusals';
import { provisionedProductNamed } from './provisioned-products';
import { newRecord } from './records';
import { launchedOf, type ProvisionedProductRow, saveProvisionedProduct, saveRecord } from './state';

/** Operation that changes the properties of a provisioned product. */
export const provisionedProductPropertyOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisionedProductProperties.html */
  UpdateProvisionedProductProperties(input, call) {
    return once(call, 'UpdateProvisionedProductProperties', input, 'IdempotencyToken', () => {
      const row = provisionedProductNamed(call, input.ProvisionedProductId, undefined);
      if (row.status === 'UNDER_CHANGE' || row.status === 'PLAN_IN_PROGRESS') {
        throw invalidState(`Provisioned product ${row.id} is in ${row.status} status: wait until it is stable.`);
      }
      const properties = input.ProvisionedProductProperties ?? {};
      if (Object.keys(properties).length === 0) throw invalid('ProvisionedProductProperties must not be empty.');
      const after: ProvisionedProductRow = {
        ...row,
        ...owner(call, properties.OWNER),
        ...launchRole(call, properties.LAUNCH_ROLE),
      };
      const record = {
        ...newRecord(call, 'UPDATE_PROVISIONED_PRODUCT', row, launchedOf(after)),
        status: 'SUCCEEDED' as const,
      };
      saveRecord(call.db, record);
      saveProvisionedProduct(call.db, { ...after, lastRecordId: record.id });
      return {
        ProvisionedProductId: row.id,
        ProvisionedProductProperties: properties,
        RecordId: record.id,
        Status: record.status,
      };
    });
  },
} satisfies CatalogOperations;

/** A user, a role or a role's session of the same account. */
function owner(
  { accountId }: CatalogCall,
  arn: string | undefined,
): Partial<Pick<ProvisionedProductRow, 'userArn' | 'userArnSession'>> {
  if (arn === undefined) return {};
  const [, service, account, kind, name] =
    /^arn:[^:]+:(iam|sts)::(\d{12}):(user|role|assumed-role)\/(.+)$/.exec(arn) ?? [];
  const isSession = service === 'sts';
  if (account !== accountId || isSession !== (kind === 'assumed-role')) {
    throw invalid(`Invalid OWNER ${arn}: it must be a user, a role or an assumed role of the account ${accountId}.`);
  }
  const roleName = name?.split('/')[0] ?? '';
  return { userArn: isSession ? `arn:aws:iam::${accountId}:role/${roleName}` : arn, userArnSession: arn };
}

function launchRole(
  { db, accountId }: CatalogCall,
  arn: string | undefined,
): Partial<Pick<ProvisionedProductRow, 'launchRoleOverride'>> {
  if (arn === undefined) return {};
  const role = findRole(db, accountId, arn.split('/').at(-1) ?? '');
  if (role?.arn !== arn) throw invalid(`Invalid LAUNCH_ROLE ${arn}: it must be the ARN of a role of the account.`);
  return { launchRoleOverride: arn };
}

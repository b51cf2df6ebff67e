import type { AccessLevelFilter, AccessLevelFilterKey } from '@aws-sdk/client-service-catalog';
import type { CatalogCall } from '../catalog-call';
import { invalid } from '../refusals';

/** Owner of a provisioned product, a record or a plan. */
export interface Owned {
  readonly userArn: string;
  readonly userArnSession: string;
}

/**
 * Filter of the rows that a list shows: all of the account's, those of the caller's role, or those of the caller's
 * session.
 *
 * @param standard what the operation does without a filter.
 * @throws AwsError `InvalidParametersException` for a value other than `self`.
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AccessLevelFilter.html
 */
export function accessLevel(
  { caller }: CatalogCall,
  filter: AccessLevelFilter | undefined,
  standard: AccessLevelFilterKey,
): (row: Owned) => boolean {
  const value = filter?.Value ?? 'self';
  if (value !== 'self') throw invalid(`Invalid access level filter value ${value}: the only supported value is self.`);
  switch (filter?.Key ?? standard) {
    case 'Account':
      return () => true;
    case 'Role':
      return ({ userArn }) => userArn === (caller.roleArn ?? caller.arn);
    case 'User':
      return ({ userArnSession }) => userArnSession === caller.arn;
  }
}

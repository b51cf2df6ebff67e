import type { RecordDetail } from '@aws-sdk/client-service-catalog';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { pages } from '../aws/pages';

/** Portfolio that something was launched from. */
export interface LaunchedFrom {
  /** Name of its launch path; empty where that is closed to the caller. */
  readonly portfolio: string;
  /** Whether the caller has no other path to the product. */
  readonly isOnlyOne: boolean;
}

/** Finds the portfolio of a record's launch path among those that are open to the caller. */
export async function launchedFrom(
  target: AwsTarget,
  { ProductId, PathId }: Pick<RecordDetail, 'ProductId' | 'PathId'>,
): Promise<LaunchedFrom> {
  const serviceCatalog = await target.serviceCatalog();
  const paths = await unlessRefused(() =>
    pages((PageToken) => serviceCatalog.listLaunchPaths({ ProductId, PageToken }), 'LaunchPathSummaries'),
  );
  return { portfolio: paths?.find(({ Id }) => Id === PathId)?.Name ?? '', isOnlyOne: paths?.length === 1 };
}

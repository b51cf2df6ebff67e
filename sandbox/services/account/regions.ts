import type * as model from '@aws-sdk/client-account';
import type { RegionOptStatus } from '@aws-sdk/client-account';
import { AwsError } from '../../kernel/aws-error';
import type { Operations } from '../../kernel/operations';
import { pageOf } from '../../kernel/page';

/** Regions that every account has: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const BY_DEFAULT = [
  ...['ap-northeast-1', 'ap-northeast-2', 'ap-northeast-3', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ca-central-1', 'eu-central-1', 'eu-north-1', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'sa-east-1'],
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
];

/** Regions a page holds unless the call says. */
const PAGE = 50;

/** Operations on an account's regions. */
export const regionOperations = {
  /**
   * https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html: those that nobody has to enable. The sandbox
   * answers in any other too, which no account here has enabled.
   */
  ListRegions({ AccountId, MaxResults, NextToken, RegionOptStatusContains: wanted }, call) {
    if (AccountId !== undefined) {
      throw new AwsError('AccessDeniedException', 'The sandbox lists the regions of the calling account only.', 403);
    }
    const status: RegionOptStatus = 'ENABLED_BY_DEFAULT';
    const asked = wanted === undefined || wanted.length === 0 || wanted.includes(status) ? BY_DEFAULT : [];
    const { items, next } = pageOf(asked, (region) => region, {
      token: NextToken,
      size: MaxResults ?? PAGE,
      of: `regions of ${call.accountId}`,
      badToken: () => new AwsError('ValidationException', 'Invalid NextToken'),
    });
    return { Regions: items.map((RegionName) => ({ RegionName, RegionOptStatus: status })), NextToken: next };
  },
} satisfies Operations<typeof model>;

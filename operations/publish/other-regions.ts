import { DetailedError } from '../../catalog/detailed-error';
import { isAwsError } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { stackOfGuard } from '../aws/guard-stack';
import { runningFromCatalog } from './running-from-catalog';

/** Region with something of the catalog in it, or one that couldn't be looked at. */
type Found =
  | { readonly region: string; readonly stack?: string; readonly running: readonly string[] }
  | { readonly region: string; readonly unread: string };

/**
 * Refuses to take the launch roles away while another region of the account needs them: they are global, and what runs there
 * could be neither updated nor terminated without them.
 *
 * @param regions those to look at; @default - all that are enabled in the account
 * @throws `CatalogError` `home-last`; `regions-unknown` where some can't be looked at
 */
export async function refuseWhileElsewhere(target: AwsTarget, regions?: readonly string[]): Promise<void> {
  const all = regions ?? (await enabledRegions(target));
  const others = all.filter((region) => region !== target.region);
  const found = await Promise.all(others.map((region) => lookAt(target, region)));
  const unread = found.flatMap((each) => ('unread' in each ? [`${each.region} (${each.unread})`] : []));
  const used = found.flatMap((each) => ('unread' in each || !isUsed(each) ? [] : [each]));
  const [first] = used;
  if (first !== undefined) {
    const told = used.map(
      ({ region, stack, running }) => `${[...running, ...(stack ? [stack] : [])].join(', ')} in ${region}`,
    );
    throw new DetailedError(
      'home-last',
      `The launch roles of all regions stand here in ${target.region}, and this needs them: ${told.join('; ')}. Terminate what ` +
        'runs, and leave there first',
      { remedies: [{ do: 'verb', verb: 'leave', options: { region: first.region } }] },
    );
  }
  if (unread.length === 0) return;
  throw unknownRegions(`Whether something runs in ${unread.join(', ')} can't be told`);
}

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html */
async function enabledRegions(target: AwsTarget): Promise<string[]> {
  const account = await target.account();
  const regions: string[] = [];
  let NextToken: string | undefined;
  try {
    do {
      const RegionOptStatusContains = ['ENABLED', 'ENABLED_BY_DEFAULT', 'ENABLING', 'DISABLING'] as const;
      const page = await account.listRegions({ RegionOptStatusContains: [...RegionOptStatusContains], NextToken });
      regions.push(...(page.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
  } catch (error) {
    if (!isAwsError(error)) throw error;
    throw unknownRegions(`Which regions this account uses can't be told: ${error.name}: ${error.message}`);
  }
  return regions;
}

async function lookAt(target: AwsTarget, region: string): Promise<Found> {
  try {
    const there = await target.inRegion(region);
    const stack = await stackOfGuard(there);
    return { region, running: await runningFromCatalog(there), ...(stack !== undefined && { stack }) };
  } catch (error) {
    if (!isAwsError(error)) throw error;
    return { region, unread: error.name };
  }
}

function isUsed({ stack, running }: { readonly stack?: string; readonly running: readonly string[] }): boolean {
  return stack !== undefined || running.length > 0;
}

function unknownRegions(message: string): DetailedError {
  return new DetailedError('regions-unknown', message, {
    remedies: [{ do: 'again', options: { regions: '<regions>' }, label: 'Name those that the account uses' }],
  });
}

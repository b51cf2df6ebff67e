import { DetailedError } from '../../catalog/detailed-error';
import type { CatalogSettings } from '../../portfolios/context';
import { awsCommand } from '../aws/aws-command';
import { unlessRefused } from '../aws/aws-error';
import type { AwsTarget } from '../aws/aws-target';
import { pages } from '../aws/pages';

/**
 * Refuses TagOptions that are there already and aren't the hub's: a key with a value exists once in an account and region, and
 * CloudFormation, which only makes them, would fail in the midst of a deployment.
 *
 * @param made physical ids of what the hub's stack made
 * @throws `CatalogError` `tag-option-exists`
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateTagOption.html
 */
export async function refuseForeignTagOptions(
  target: AwsTarget,
  { tagOptions }: Pick<CatalogSettings, 'tagOptions'>,
  made: ReadonlySet<string>,
): Promise<void> {
  const serviceCatalog = await target.serviceCatalog();
  const list = async (PageToken: string | undefined) => {
    const { TagOptionDetails, PageToken: NextPageToken } = await serviceCatalog.listTagOptions({ PageToken });
    return { TagOptionDetails, ...(NextPageToken !== undefined && { NextPageToken }) };
  };
  const all = (await unlessRefused(() => pages(list, 'TagOptionDetails'))) ?? [];
  const foreign = all.filter(
    ({ Id = '', Key = '', Value = '' }) => !made.has(Id) && (tagOptions[Key] ?? []).includes(Value),
  );
  const [first] = foreign;
  if (first?.Id === undefined) return;
  const named = foreign.map(({ Key, Value }) => `${Key}=${Value}`).join(', ');
  const place = { id: await target.accountId(), region: target.region };
  throw new DetailedError(
    'tag-option-exists',
    `bellyfed.tagOptions: ${named} is there already in ${target.region} and isn't the catalog's, so CloudFormation can't make it. ` +
      'Write another value',
    {
      remedies: [
        {
          ...awsCommand(place, 'servicecatalog delete-tag-option', { id: first.Id }),
          label: 'Where nothing uses it, delete it',
        },
      ],
    },
  );
}

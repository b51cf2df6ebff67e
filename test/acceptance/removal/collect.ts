import { kindOf } from '../../../operations/purge/kinds';
import type { Place } from '../place';
import { RUN_TAG } from '../run-tag';
import { lookAround } from '../safety/look-around';
import { livingStacks } from '../stacks';
import { environmentsOf, type ListedProduct } from '../steps/step';
import { templateBucket } from '../template-bucket';
import { type Left, ownOf, removalOrder } from './order';

/** Everything that carries the run's tag, in the order in which it is taken away. It only reads. */
export async function collect(
  place: Place,
  runId: string,
  products: readonly ListedProduct[],
): Promise<readonly Left[]> {
  const own = ownOf(await lookAround(place, products), runId);
  const left: Left[] = own.flatMap(({ kind, name, id, made }) =>
    // They go with their stack.
    kind === 'portfolio' || kind === 'product' ? [] : { kind, name, id, made },
  );
  const portfolios = own.filter(({ kind }) => kind === 'portfolio');
  for (const { id } of portfolios) left.push(...(await shares(place, id)));
  return removalOrder([...left, ...(await environments(place, runId)), ...(await tagged(place, runId))]);
}

/** Resources, types and identifiers, as Cloud Control takes them; undefined for what it isn't asked to delete. */
export function cloudControlName(arn: string): { readonly type: string; readonly identifier: string } | undefined {
  const [, logGroup] = /^arn:[^:]+:logs:[^:]+:\d+:log-group:([^:]+)/.exec(arn) ?? [];
  if (logGroup !== undefined) return { type: 'AWS::Logs::LogGroup', identifier: logGroup };
  const known = kindOf(arn);
  return known && { type: known.kind.type, identifier: known.identifier };
}

async function shares({ target }: Place, PortfolioId: string): Promise<Left[]> {
  const client = await target.serviceCatalog();
  const { PortfolioShareDetails = [] } = await client.describePortfolioShares({ PortfolioId, Type: 'ACCOUNT' });
  return PortfolioShareDetails.flatMap(({ PrincipalId: account }) =>
    account === undefined ? [] : { kind: 'share', name: account, id: PortfolioId },
  );
}

async function environments({ target }: Place, runId: string): Promise<Left[]> {
  const tagging = await target.tagging();
  const left: Left[] = [];
  for (const environment of Object.values(environmentsOf(runId))) {
    const TagFilters = [{ Key: 'Environment', Values: [environment] }];
    const { ResourceTagMappingList = [] } = await tagging.getResources({ TagFilters });
    if (ResourceTagMappingList.length > 0) left.push({ kind: 'environment', name: environment, id: environment });
  }
  return left;
}

/** Buckets, and what stacks left behind: what is part of a stack goes with it. */
async function tagged(place: Place, runId: string): Promise<Left[]> {
  const living = new Set((await livingStacks(place)).map(({ StackId }) => StackId));
  const environmentNames: readonly string[] = Object.values(environmentsOf(runId));
  const tagging = await place.target.tagging();
  const left: Left[] = [];
  let PaginationToken: string | undefined;
  do {
    const page = await tagging.getResources({ TagFilters: [{ Key: RUN_TAG, Values: [runId] }], PaginationToken });
    for (const { ResourceARN: id = '', Tags = [] } of page.ResourceTagMappingList ?? []) {
      const tag = (key: string) => Tags.find(({ Key }) => Key === key)?.Value;
      const isOfStack = living.has(tag('aws:cloudformation:stack-id'));
      const isOfOthers =
        isOfStack || environmentNames.includes(tag('Environment') ?? '') || /:cloudformation:/.test(id);
      if (!isOfOthers && !/:(iam|catalog):/.test(id)) left.push({ kind: 'resource', name: id, id });
    }
    PaginationToken = page.PaginationToken;
  } while (PaginationToken);
  const buckets = new Set([templateBucket(runId), `${templateBucket(runId)}-second`]);
  const isBucket = ({ id }: Left) => buckets.has(id.replace(/^arn:[^:]+:s3:::/, ''));
  const { Buckets = [] } = await (await place.target.s3()).listBuckets({});
  return [
    ...left.filter((each) => !isBucket(each)),
    ...Buckets.flatMap(({ Name = '' }): Left[] =>
      buckets.has(Name) ? [{ kind: 'bucket', name: Name, id: Name }] : [],
    ),
  ];
}

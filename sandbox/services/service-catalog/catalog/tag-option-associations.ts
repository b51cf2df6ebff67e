import type { ResourceDetail, TagOptionDetail } from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../../kernel/page';
import { acceptedNodeShares } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { catalogArn } from '../ids';
import { pageRequest } from '../page-request';
import { quotas } from '../quotas';
import { duplicate, invalid, limitExceeded, notFound } from '../refusals';
import { shares } from '../sharing/state';
import {
  portfolios,
  products,
  resourcesOfTagOption,
  type TagOptionRow,
  tagOptions,
  tagOptionsOfResource,
} from './state';
import { ownTagOption, tagOptionDetail } from './tag-options';

/** Operations on the TagOptions of portfolios and products. */
export const tagOptionAssociationOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociateTagOptionWithResource.html */
  AssociateTagOptionWithResource(input, call) {
    const { db, accountId, region } = call;
    const tagOption = ownTagOption(call, input.TagOptionId);
    const resource = ownResource(call, input.ResourceId);
    const key = [region, resource.id, tagOption.id];
    if (db.get(tagOptionsOfResource, key) !== undefined) {
      throw duplicate(`TagOption ${tagOption.id} is already associated with resource ${resource.id}.`);
    }
    const limit = quotas.tagOptionsPerResource;
    if (db.count(tagOptionsOfResource, [region, resource.id]) >= limit) {
      throw limitExceeded('TagOptions per resource', limit);
    }
    db.put(tagOptionsOfResource, key, accountId);
    db.put(resourcesOfTagOption, [region, tagOption.id, resource.id], true);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociateTagOptionFromResource.html */
  DisassociateTagOptionFromResource(input, call) {
    const { db, region } = call;
    const tagOption = ownTagOption(call, input.TagOptionId);
    const resource = ownResource(call, input.ResourceId);
    if (!db.remove(tagOptionsOfResource, [region, resource.id, tagOption.id])) {
      throw notFound(`TagOption ${tagOption.id} is not associated with resource ${resource.id}.`);
    }
    db.remove(resourcesOfTagOption, [region, tagOption.id, resource.id]);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListResourcesForTagOption.html */
  ListResourcesForTagOption(input, call) {
    const { db, region } = call;
    const { id } = ownTagOption(call, input.TagOptionId);
    const kind = input.ResourceType;
    if (kind !== undefined && kind !== 'Portfolio' && kind !== 'Product') {
      throw invalid(`Invalid resource type ${kind}: it must be Portfolio or Product.`);
    }
    const details = db
      .list(resourcesOfTagOption, [region, id])
      .map(({ key }) => String(key[2]))
      .filter((resource) => kind === undefined || resource.startsWith(kind === 'Portfolio' ? 'port-' : 'prod-'))
      .flatMap((resource) => resourceDetail(call, resource) ?? []);
    const { items, next } = pageOf(details, ({ Id = '' }) => Id, pageRequest(input, 'ListResourcesForTagOption'));
    return { ResourceDetails: items, PageToken: next };
  },
} satisfies CatalogOperations;

/**
 * The TagOptions of a portfolio or product as the caller sees them: its own; another account's only where the portfolio
 * is shared with TagOptions.
 */
export function tagOptionsOf(
  call: CatalogCall,
  resourceId: string,
  portfolio?: { readonly id: string; readonly accountId: string },
): TagOptionDetail[] {
  return tagOptionRows(call, resourceId, portfolio).map(tagOptionDetail);
}

/** The rows behind {@link tagOptionsOf}. */
export function tagOptionRows(
  call: CatalogCall,
  resourceId: string,
  portfolio?: { readonly id: string; readonly accountId: string },
): TagOptionRow[] {
  const { db, accountId, region } = call;
  const shared =
    portfolio !== undefined &&
    [db.get(shares, [region, portfolio.id, accountId]), ...acceptedNodeShares(call, portfolio.id)].some(
      (share) => share?.shareTagOptions,
    );
  return db
    .list(tagOptionsOfResource, [region, resourceId])
    .filter(({ value: owner }) => owner === accountId || (shared && owner === portfolio.accountId))
    .flatMap(({ key, value: owner }) => db.get(tagOptions, [owner, region, String(key[2])]) ?? []);
}

/** Ends all associations of a portfolio or product that goes. */
export function dropTagOptions({ db, region }: CatalogCall, resourceId: string): void {
  for (const { key } of db.list(tagOptionsOfResource, [region, resourceId])) {
    db.remove(tagOptionsOfResource, key);
    db.remove(resourcesOfTagOption, [region, String(key[2]), resourceId]);
  }
}

function ownResource(call: CatalogCall, id = ''): { readonly id: string } {
  const key = [call.region, id];
  const row = call.db.get(portfolios, key) ?? call.db.get(products, key);
  if (row?.accountId !== call.accountId) throw notFound(`Resource ${id} not found.`);
  return row;
}

function resourceDetail({ db, accountId, region }: CatalogCall, id: string): ResourceDetail | undefined {
  const portfolio = db.get(portfolios, [region, id]);
  const product = portfolio ? undefined : db.get(products, [region, id]);
  const row = portfolio ?? product;
  return (
    row && {
      Id: id,
      ARN: catalogArn(region, accountId, portfolio ? 'portfolio' : 'product', id),
      Name: portfolio?.displayName ?? product?.name,
      Description: row.description,
      CreatedTime: row.created,
    }
  );
}

import type {
  AssociateTagOptionWithResourceInput,
  AssociateTagOptionWithResourceOutput,
  DisassociateTagOptionFromResourceInput,
  DisassociateTagOptionFromResourceOutput,
  ListResourcesForTagOptionInput,
  ListResourcesForTagOptionOutput,
  ResourceDetail,
  TagOptionDetail,
} from '@aws-sdk/client-service-catalog';
import { pageOf } from '../../kernel/page';
import { acceptedNodeShares } from './access';
import { catalogArn } from './ids';
import { pageRequest } from './page-request';
import { quotas } from './quotas';
import { duplicate, invalid, limitExceeded, notFound } from './refusals';
import {
  type Actor,
  portfolios,
  products,
  resourcesOfTagOption,
  shares,
  type TagOptionRow,
  tagOptions,
  tagOptionsOfResource,
} from './state';
import { ownTagOption, tagOptionDetail } from './tag-options';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_AssociateTagOptionWithResource.html */
export function associateTagOption(
  input: AssociateTagOptionWithResourceInput,
  actor: Actor,
): AssociateTagOptionWithResourceOutput {
  const { db, accountId, region } = actor;
  const tagOption = ownTagOption(actor, input.TagOptionId);
  const resource = ownResource(actor, input.ResourceId);
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
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DisassociateTagOptionFromResource.html */
export function disassociateTagOption(
  input: DisassociateTagOptionFromResourceInput,
  actor: Actor,
): DisassociateTagOptionFromResourceOutput {
  const { db, region } = actor;
  const tagOption = ownTagOption(actor, input.TagOptionId);
  const resource = ownResource(actor, input.ResourceId);
  if (!db.remove(tagOptionsOfResource, [region, resource.id, tagOption.id])) {
    throw notFound(`TagOption ${tagOption.id} is not associated with resource ${resource.id}.`);
  }
  db.remove(resourcesOfTagOption, [region, tagOption.id, resource.id]);
  return {};
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListResourcesForTagOption.html */
export function listResourcesForTagOption(
  input: ListResourcesForTagOptionInput,
  actor: Actor,
): ListResourcesForTagOptionOutput {
  const { db, region } = actor;
  const { id } = ownTagOption(actor, input.TagOptionId);
  const kind = input.ResourceType;
  if (kind !== undefined && kind !== 'Portfolio' && kind !== 'Product') {
    throw invalid(`Invalid resource type ${kind}: it must be Portfolio or Product.`);
  }
  const details = db
    .list(resourcesOfTagOption, [region, id])
    .map(({ key }) => String(key[2]))
    .filter((resource) => kind === undefined || resource.startsWith(kind === 'Portfolio' ? 'port-' : 'prod-'))
    .flatMap((resource) => resourceDetail(actor, resource) ?? []);
  const { items, next } = pageOf(details, ({ Id = '' }) => Id, pageRequest(input, 'ListResourcesForTagOption'));
  return { ResourceDetails: items, PageToken: next };
}

/**
 * The TagOptions of a portfolio or product as the actor sees them: its own; another account's only where the portfolio
 * is shared with TagOptions.
 */
export function tagOptionsOf(
  actor: Actor,
  resourceId: string,
  portfolio?: { readonly id: string; readonly accountId: string },
): TagOptionDetail[] {
  return tagOptionRows(actor, resourceId, portfolio).map(tagOptionDetail);
}

/** The rows behind {@link tagOptionsOf}. */
export function tagOptionRows(
  actor: Actor,
  resourceId: string,
  portfolio?: { readonly id: string; readonly accountId: string },
): TagOptionRow[] {
  const { db, accountId, region } = actor;
  const shared =
    portfolio !== undefined &&
    [db.get(shares, [region, portfolio.id, accountId]), ...acceptedNodeShares(actor, portfolio.id)].some(
      (share) => share?.shareTagOptions,
    );
  return db
    .list(tagOptionsOfResource, [region, resourceId])
    .filter(({ value: owner }) => owner === accountId || (shared && owner === portfolio.accountId))
    .flatMap(({ key, value: owner }) => db.get(tagOptions, [owner, region, String(key[2])]) ?? []);
}

/** Ends all associations of a portfolio or product that goes. */
export function dropTagOptions({ db, region }: Actor, resourceId: string): void {
  for (const { key } of db.list(tagOptionsOfResource, [region, resourceId])) {
    db.remove(tagOptionsOfResource, key);
    db.remove(resourcesOfTagOption, [region, String(key[2]), resourceId]);
  }
}

function ownResource(actor: Actor, id = ''): { readonly id: string } {
  const key = [actor.region, id];
  const row = actor.db.get(portfolios, key) ?? actor.db.get(products, key);
  if (row?.accountId !== actor.accountId) throw notFound(`Resource ${id} not found.`);
  return row;
}

function resourceDetail({ db, accountId, region }: Actor, id: string): ResourceDetail | undefined {
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

import type {
  CopyProductInput,
  CopyProductOutput,
  DescribeCopyProductStatusInput,
  DescribeCopyProductStatusOutput,
} from '@aws-sdk/client-service-catalog';
import { ownProduct, visibleProduct } from './access';
import { artifactOf, artifactsOf, insertArtifact } from './artifacts';
import { once } from './idempotency';
import { newId } from './ids';
import { insertProduct } from './products';
import { invalid, notFound } from './refusals';
import { type Actor, copies, type ProductRow } from './state';
import { tagList } from './tags';

/**
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CopyProduct.html: into a new product, or into one of the
 * account's own. The copy is there at once; its status says so.
 */
export function copyProduct(input: CopyProductInput, actor: Actor): CopyProductOutput {
  return once(actor, 'CopyProduct', input, 'IdempotencyToken', () => {
    const source = visibleProduct(actor, productId(input.SourceProductArn, actor));
    const chosen = input.SourceProvisioningArtifactIdentifiers?.map(({ Id }) => artifactOf(actor, source.id, Id));
    const target =
      input.TargetProductId === undefined
        ? newCopy(actor, source, input)
        : ownProduct(actor, input.TargetProductId, 'CopyProduct');
    for (const { name, description, info, template } of chosen ?? artifactsOf(actor, source.id)) {
      insertArtifact(target, { Name: name, Description: description, Info: { ...info }, template }, actor);
    }
    const token = newId('copyproduct');
    actor.db.put(copies, [actor.region, token], { accountId: actor.accountId, targetProductId: target.id });
    return { CopyProductToken: token };
  });
}

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeCopyProductStatus.html */
export function describeCopyProductStatus(
  { CopyProductToken: token = '' }: DescribeCopyProductStatusInput,
  { db, region, accountId }: Actor,
): DescribeCopyProductStatusOutput {
  const row = db.get(copies, [region, token]);
  if (row?.accountId !== accountId) throw notFound(`Copy product token ${token} not found.`);
  return { CopyProductStatus: 'SUCCEEDED', TargetProductId: row.targetProductId };
}

function newCopy(actor: Actor, source: ProductRow, { TargetProductName, CopyOptions }: CopyProductInput): ProductRow {
  const input = {
    Name: TargetProductName ?? source.name,
    Owner: source.owner,
    Description: source.description,
    Distributor: source.distributor,
    SupportDescription: source.supportDescription,
    SupportEmail: source.supportEmail,
    SupportUrl: source.supportUrl,
    ProductType: source.type,
    Tags: CopyOptions?.includes('CopyTags') ? tagList(source.tags) : [],
  };
  return insertProduct(input, actor, source.id);
}

function productId(arn: string | undefined, { region }: Actor): string {
  const [, arnRegion, id] = /^arn:[^:]+:catalog:([^:]+):\d{12}:product\/(prod-[a-z0-9]+)$/.exec(arn ?? '') ?? [];
  if (!id || arnRegion !== region) throw invalid(`Invalid product ARN ${arn}: it must be of a product in ${region}.`);
  return id;
}

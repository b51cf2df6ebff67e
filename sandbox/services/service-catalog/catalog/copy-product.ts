import type { CopyProductInput } from '@aws-sdk/client-service-catalog';
import { ownProduct, visibleProduct } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { newId } from '../ids';
import { invalid, notFound } from '../refusals';
import { tagList } from '../tags';
import { insertProduct } from './products';
import { artifactOf, artifactsOf, insertArtifact } from './provisioning-artifacts';
import { copies, type ProductRow } from './state';

/** Operations that copy products. */
export const copyProductOperations = {
  /**
   * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CopyProduct.html: into a new product, or into one of the
   * account's own. The copy is there at once; its status says so.
   */
  CopyProduct(input, call) {
    return once(call, 'CopyProduct', input, 'IdempotencyToken', () => {
      const source = visibleProduct(call, productId(input.SourceProductArn, call));
      const chosen = input.SourceProvisioningArtifactIdentifiers?.map(({ Id }) => artifactOf(call, source.id, Id));
      const target =
        input.TargetProductId === undefined
          ? newCopy(call, source, input)
          : ownProduct(call, input.TargetProductId, 'CopyProduct');
      for (const { name, description, info, template } of chosen ?? artifactsOf(call, source.id)) {
        insertArtifact(target, { Name: name, Description: description, Info: { ...info }, template }, call);
      }
      const token = newId('copyproduct');
      call.db.put(copies, [call.region, token], { accountId: call.accountId, targetProductId: target.id });
      return { CopyProductToken: token };
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DescribeCopyProductStatus.html */
  DescribeCopyProductStatus({ CopyProductToken: token = '' }, { db, region, accountId }) {
    const row = db.get(copies, [region, token]);
    if (row?.accountId !== accountId) throw notFound(`Copy product token ${token} not found.`);
    return { CopyProductStatus: 'SUCCEEDED', TargetProductId: row.targetProductId };
  },
} satisfies CatalogOperations;

function newCopy(
  call: CatalogCall,
  source: ProductRow,
  { TargetProductName, CopyOptions }: CopyProductInput,
): ProductRow {
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
  return insertProduct(input, call, source.id);
}

function productId(arn: string | undefined, { region }: CatalogCall): string {
  const [, arnRegion, id] = /^arn:[^:]+:catalog:([^:]+):\d{12}:product\/(prod-[a-z0-9]+)$/.exec(arn ?? '') ?? [];
  if (!id || arnRegion !== region) throw invalid(`Invalid product ARN ${arn}: it must be of a product in ${region}.`);
  return id;
}

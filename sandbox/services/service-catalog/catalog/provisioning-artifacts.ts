import type {
  ProvisioningArtifact,
  ProvisioningArtifactDetail,
  ProvisioningArtifactProperties,
} from '@aws-sdk/client-service-catalog';
import type { Template } from '../../../../catalog/template';
import { AwsError } from '../../../kernel/aws-error';
import { storedTemplate } from '../../cloudformation';
import { ownProduct, visibleProduct } from '../access';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { once } from '../idempotency';
import { newId } from '../ids';
import { quotas } from '../quotas';
import { inUse, invalid, limitExceeded, notFound } from '../refusals';
import { loadArtifactTemplate } from './provisioning-artifact-template';
import { type ArtifactRow, artifacts, type ProductRow, products } from './state';

/** A version as administrators see it. */
export function artifactDetail(row: ArtifactRow): ProvisioningArtifactDetail {
  return { ...artifactSummary(row), Type: row.type, Active: row.active };
}

/** A version as the product's users see it. */
export function artifactSummary(row: ArtifactRow): ProvisioningArtifact {
  return {
    Id: row.id,
    Name: row.name,
    Description: row.description,
    CreatedTime: row.created,
    Guidance: row.guidance,
  };
}

/** A product's versions in the order they were made. */
export function artifactsOf({ db, region }: CatalogCall, productId: string): ArtifactRow[] {
  const rows = db.list(artifacts, [region, productId]).map(({ value }) => value);
  return rows.sort((a, b) => a.number - b.number);
}

/**
 * A version of a product.
 *
 * @throws AwsError `ResourceNotFoundException`.
 */
export function artifactOf({ db, region }: CatalogCall, productId: string, id: string | undefined): ArtifactRow {
  const row = db.get(artifacts, [region, productId, id ?? '']);
  if (!row) throw notFound(`Provisioning Artifact ${id} not found.`);
  return row;
}

/**
 * The one version of that name among some.
 *
 * @throws AwsError `ResourceNotFoundException`; `InvalidParametersException`, in AWS's words
 *   (https://github.com/hashicorp/terraform-provider-aws/issues/24362), where several have it.
 */
export function artifactNamed(rows: readonly ArtifactRow[], name: string | undefined): ArtifactRow {
  const [first, second] = rows.filter((row) => row.name === name);
  if (second) throw invalid(`Multiple Provisioning Artifact with name ${name} found.`);
  if (!first) throw notFound(`Provisioning Artifact with name ${name} not found.`);
  return first;
}

/**
 * The template of a version, parsed.
 *
 * @throws AwsError `InvalidParametersException` where it was taken without validation and isn't valid.
 */
export function templateOf({ db }: CatalogCall, { template }: ArtifactRow): Template {
  try {
    return storedTemplate(db, template);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw invalid(error.message);
  }
}

/** Operations on provisioning artifacts (versions). */
export const provisioningArtifactOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_CreateProvisioningArtifact.html */
  CreateProvisioningArtifact(input, call) {
    return once(call, 'CreateProvisioningArtifact', input, 'IdempotencyToken', () => {
      const product = ownProduct(call, input.ProductId, 'CreateProvisioningArtifact');
      const row = addArtifact(product, input.Parameters ?? {}, call);
      return { ProvisioningArtifactDetail: artifactDetail(row), Info: row.info, Status: 'AVAILABLE' };
    });
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html */
  UpdateProvisioningArtifact(input, call) {
    const product = ownProduct(call, input.ProductId, 'UpdateProvisioningArtifact');
    const before = artifactOf(call, product.id, input.ProvisioningArtifactId);
    const row: ArtifactRow = {
      ...before,
      name: input.Name ?? before.name,
      description: input.Description ?? before.description,
      active: input.Active ?? before.active,
      guidance: input.Guidance ?? before.guidance,
    };
    call.db.put(artifacts, [call.region, product.id, row.id], row);
    return { ProvisioningArtifactDetail: artifactDetail(row), Info: row.info, Status: 'AVAILABLE' };
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_DeleteProvisioningArtifact.html */
  DeleteProvisioningArtifact(input, call) {
    const product = ownProduct(call, input.ProductId, 'DeleteProvisioningArtifact');
    const row = artifactOf(call, product.id, input.ProvisioningArtifactId);
    if (call.db.count(artifacts, [call.region, product.id]) === 1) {
      throw inUse(`Provisioning Artifact ${row.id} is the last one of product ${product.id} and cannot be deleted.`);
    }
    removeArtifact(call, row);
    return {};
  },

  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ListProvisioningArtifacts.html */
  ListProvisioningArtifacts(input, call) {
    const product = visibleProduct(call, input.ProductId);
    return { ProvisioningArtifactDetails: artifactsOf(call, product.id).map(artifactDetail) };
  },
} satisfies CatalogOperations;

/**
 * Adds a version to a product: loads its template, checks it and keeps it.
 *
 * @throws AwsError `InvalidParametersException`, `LimitExceededException`.
 */
export function addArtifact(
  product: ProductRow,
  given: ProvisioningArtifactProperties,
  call: CatalogCall,
): ArtifactRow {
  // The type isn't taken from the product: leaving it out is refused in these words.
  if (given.Type !== 'CLOUD_FORMATION_TEMPLATE') {
    throw invalid(
      `The ${product.type} Product Type only supports the following ProvisioningArtifact Types: ` +
        'CLOUD_FORMATION_TEMPLATE, ACCOUNT_FACTORY.',
    );
  }
  return insertArtifact(product, { ...given, template: loadArtifactTemplate(given, call) }, call);
}

/**
 * Adds a version whose template is stored already.
 *
 * @throws AwsError `LimitExceededException`.
 */
export function insertArtifact(
  product: ProductRow,
  given: Pick<ProvisioningArtifactProperties, 'Name' | 'Description' | 'Info'> & Pick<ArtifactRow, 'template'>,
  { db, region, now }: CatalogCall,
): ArtifactRow {
  const limit = quotas.artifactsPerProduct;
  if (db.count(artifacts, [region, product.id]) >= limit) throw limitExceeded('versions per product', limit);
  const current = db.get(products, [region, product.id]) ?? product;
  const row: ArtifactRow = {
    id: newId('pa'),
    productId: product.id,
    number: current.nextArtifact,
    name: given.Name,
    description: given.Description,
    type: 'CLOUD_FORMATION_TEMPLATE',
    active: true,
    guidance: 'DEFAULT',
    created: now,
    info: given.Info ?? {},
    template: given.template,
  };
  db.put(products, [region, product.id], { ...current, nextArtifact: current.nextArtifact + 1 });
  db.put(artifacts, [region, product.id, row.id], row);
  return row;
}

/** Removes a version. Its template stays for the stacks that are made of it. */
export function removeArtifact({ db, region }: CatalogCall, row: ArtifactRow): void {
  db.remove(artifacts, [region, row.productId, row.id]);
}

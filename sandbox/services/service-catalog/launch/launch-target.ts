import { artifactNamed, artifactsOf } from '../catalog/provisioning-artifacts';
import { type ArtifactRow, artifacts, type ProductRow, products, productsByName } from '../catalog/state';
import type { CatalogCall } from '../catalog-call';
import { invalid, notFound } from '../refusals';
import { type LaunchPath, launchPaths, noLaunchPaths } from './launch-paths';

/** Names of a product, one of its versions and a path to it in a request: by id or by name, never both. */
export interface TargetRequest {
  readonly ProductId?: string;
  readonly ProductName?: string;
  readonly ProvisioningArtifactId?: string;
  readonly ProvisioningArtifactName?: string;
  readonly PathId?: string;
  readonly PathName?: string;
}

/** Product, version and launch path that a request names. */
export interface Target {
  readonly product: ProductRow;
  readonly artifact: ArtifactRow;
  readonly path: LaunchPath;
}

/**
 * Target of a launch, as the caller may see it.
 *
 * @throws AwsError `ResourceNotFoundException`, `InvalidParametersException`.
 */
export function findTarget(call: CatalogCall, request: TargetRequest): Target {
  const { product, paths } = findProduct(call, request);
  return { product, artifact: findArtifact(call, product, request), path: choosePath(paths, request) };
}

/** A product that the caller has a way to, and its ways. */
export function findProduct(
  call: CatalogCall,
  { ProductId: id, ProductName: name }: TargetRequest,
): { readonly product: ProductRow; readonly paths: readonly LaunchPath[] } {
  exactlyOne('ProductId', id, 'ProductName', name);
  const { db, region } = call;
  const ids = id === undefined ? db.list(productsByName, [region, name ?? '']).map(({ key }) => String(key[2])) : [id];
  const found = ids.flatMap((productId) => {
    const product = db.get(products, [region, productId]);
    const paths = product ? launchPaths(call, productId) : [];
    return product && paths.length > 0 ? [{ product, paths }] : [];
  });
  const [first, second] = found;
  if (second) throw invalid(`Multiple Product with name ${name} found.`);
  if (first) return first;
  // https://github.com/awslabs/aws-service-catalog-puppet/issues/677 shows AWS's words for a name.
  throw id === undefined
    ? notFound(`Product with name ${name} does not exist or access was denied.`)
    : noLaunchPaths(id);
}

/**
 * A version that can be launched from or updated to.
 *
 * "Inactive provisioning artifacts are invisible to end users. End users cannot launch or update a provisioned product
 * from an inactive provisioning artifact."
 * https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisioningArtifact.html
 *
 * @throws AwsError `ResourceNotFoundException` for one that isn't active, as for one that isn't there.
 */
export function usableArtifact({ db, region }: CatalogCall, productId: string, id: string): ArtifactRow {
  const row = db.get(artifacts, [region, productId, id]);
  if (!row?.active) throw notFound(`Provisioning Artifact ${id} not found.`);
  return row;
}

function findArtifact(call: CatalogCall, product: ProductRow, request: TargetRequest): ArtifactRow {
  const { ProvisioningArtifactId: id, ProvisioningArtifactName: name } = request;
  exactlyOne('ProvisioningArtifactId', id, 'ProvisioningArtifactName', name);
  if (id !== undefined) return usableArtifact(call, product.id, id);
  return artifactNamed(
    artifactsOf(call, product.id).filter(({ active }) => active),
    name,
  );
}

/** The way that a request names, or the only one there is. */
export function choosePath(
  paths: readonly LaunchPath[],
  { PathId: id, PathName: name }: Pick<TargetRequest, 'PathId' | 'PathName'>,
): LaunchPath {
  if (id !== undefined && name !== undefined) throw invalid('PathId and PathName cannot both be specified.');
  const matching = paths.filter(
    (path) => (id === undefined || path.id === id) && (name === undefined || path.portfolio.displayName === name),
  );
  const [first, second] = matching;
  if (!first) throw invalid(id === undefined ? `Invalid PathName: ${name}` : `Invalid PathId: ${id}`);
  // AWS's words: https://github.com/idealo/terraform-provider-controltower/pull/48
  if (second) throw invalid('More than one launch path ids exist. Please specify the launch path id');
  return first;
}

/** Refuses a request that names something twice or not at all. */
export function exactlyOne(idMember: string, id: unknown, nameMember: string, name: unknown): void {
  if ((id === undefined) === (name === undefined)) {
    throw invalid(`Exactly one of ${idMember} and ${nameMember} must be specified.`);
  }
}

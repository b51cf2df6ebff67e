import type {
  UpdateProvisionedProductInput,
  UpdateProvisionedProductOutput,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import type { ArtifactRow } from '../catalog/state';
import type { CatalogCall, CatalogOperations } from '../catalog-call';
import { duplicateParameter, invalid } from '../refusals';
import type { Tags } from '../tags';
import { tagsOf } from '../tags';
import { beginRecord } from './begin-record';
import type { LaunchPath } from './launch-paths';
import { launchTags } from './launch-tags';
import { choosePath, findProduct, findTarget, type TargetRequest, usableArtifact } from './launch-target';
import { pathConstraints } from './path-constraints';
import { refuseStackSets } from './provision-product';
import { provisionedProductNamed } from './provisioned-products';
import { answerRecord, newRecord } from './records';
import type { Launched, ProvisionedProductRow } from './state';

/** Operation that updates a provisioned product. */
export const updateProvisionedProductOperations = {
  /** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisionedProduct.html */
  UpdateProvisionedProduct(input, call) {
    return update(input, call, 'refused');
  },
} satisfies CatalogOperations;

/**
 * The same for a resource of a stack, where changed tags that no constraint allows are left out.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html `Tags`
 */
export function updateProvisionedProductOfStack(
  input: UpdateProvisionedProductInput,
  call: CatalogCall,
): UpdateProvisionedProductOutput {
  return update(input, call, 'ignored');
}

/** Tags after an update that may not change them. */
type ForbiddenTags = 'refused' | 'ignored';

function update(
  input: UpdateProvisionedProductInput,
  call: CatalogCall,
  forbiddenTags: ForbiddenTags,
): UpdateProvisionedProductOutput {
  return answerRecord(call, 'UpdateProvisionedProduct', input, 'UpdateToken', () => {
    const row = provisionedProductNamed(call, input.ProvisionedProductId, input.ProvisionedProductName);
    refuseBusy(row);
    const { launched, path, usePrevious } = updateOf(call, row, input, forbiddenTags);
    const record = newRecord(call, 'UPDATE_PROVISIONED_PRODUCT', row, launched);
    return beginRecord({ record, provisionedProduct: row, path, usePrevious }, call);
  });
}

/** Values of a provisioned product's launch after an update. */
export interface Update {
  readonly launched: Launched;
  readonly path: LaunchPath;
  readonly usePrevious: readonly string[];
}

/** The parts of a request that say what changes. What is left out stays. */
type UpdateRequest = TargetRequest &
  Pick<UpdateProvisionedProductInput, 'ProvisioningParameters' | 'ProvisioningPreferences' | 'Tags'>;

/**
 * Works an update out: the version (another product's too), the path, the parameters and the tags.
 *
 * @throws AwsError `InvalidParametersException`, `ResourceNotFoundException`.
 */
export function updateOf(
  call: CatalogCall,
  row: ProvisionedProductRow,
  request: UpdateRequest,
  forbiddenTags: ForbiddenTags = 'refused',
): Update {
  const { productId, artifact, path } = updateTarget(call, row, request);
  const constraints = pathConstraints(call, path);
  refuseStackSets(constraints.stackSet, request.ProvisioningPreferences);
  const tagsStay = forbiddenTags === 'ignored' && constraints.tagUpdates !== 'ALLOWED';
  const { parameters, usePrevious } = updatedParameters(row, request.ProvisioningParameters);
  return {
    launched: {
      productId,
      artifactId: artifact.id,
      pathId: path.id,
      portfolioId: path.portfolio.id,
      parameters,
      tags: tagsStay ? row.tags : updatedTags(call, row, path, request, constraints.tagUpdates),
      notificationArns: [...new Set([...row.notificationArns, ...constraints.notificationArns])],
      launchRoleArn: row.launchRoleOverride ?? constraints.launchRoleArn,
    },
    path,
    usePrevious,
  };
}

/** Refuses a second operation while one is under way. */
export function refuseBusy({ id, status }: ProvisionedProductRow): void {
  if (status === 'UNDER_CHANGE' || status === 'PLAN_IN_PROGRESS') {
    throw invalid(`Provisioned product ${id} is in ${status} status: wait until it is stable.`);
  }
}

interface UpdateTarget {
  readonly productId: string;
  readonly artifact: ArtifactRow;
  readonly path: LaunchPath;
}

function updateTarget(call: CatalogCall, row: ProvisionedProductRow, request: UpdateRequest): UpdateTarget {
  const { ProductId, ProductName, ProvisioningArtifactId, ProvisioningArtifactName, PathId, PathName } = request;
  const product =
    ProductId === undefined && ProductName === undefined ? { ProductId: row.productId } : { ProductId, ProductName };
  const namesArtifact = ProvisioningArtifactId !== undefined || ProvisioningArtifactName !== undefined;
  const sameArtifact = !namesArtifact || ProvisioningArtifactId === row.artifactId;
  const found = findProduct(call, product);
  const sameProduct = found.product.id === row.productId;
  const namesPath = PathId !== undefined || PathName !== undefined;
  const keepsPath = !namesPath && sameProduct && found.paths.some(({ id }) => id === row.pathId);
  const path = keepsPath ? { PathId: row.pathId } : { PathId, PathName };
  if (sameProduct && sameArtifact) {
    const artifact = usableArtifact(call, row.productId, row.artifactId);
    return { productId: row.productId, artifact, path: choosePath(found.paths, path) };
  }
  const target = findTarget(call, { ...product, ProvisioningArtifactId, ProvisioningArtifactName, ...path });
  return { productId: target.product.id, artifact: target.artifact, path: target.path };
}

/**
 * The parameters after an update. Those that the request leaves out fall back to the template's defaults, as in
 * CloudFormation; `UsePreviousValue` keeps them.
 */
function updatedParameters(
  row: ProvisionedProductRow,
  given: readonly UpdateProvisioningParameter[] = [],
): { readonly parameters: Launched['parameters']; readonly usePrevious: string[] } {
  const before = new Map(row.parameters.map(({ key, value }) => [key, value]));
  const after = new Map<string, string>();
  const usePrevious: string[] = [];
  for (const { Key: key = '', Value: value, UsePreviousValue: keeps } of given) {
    if (after.has(key) || usePrevious.includes(key)) throw duplicateParameter(key);
    if (keeps && value) throw invalid(`Parameter ${key}: Value must not be specified when UsePreviousValue is true.`);
    if (keeps) usePrevious.push(key);
    const kept = keeps ? before.get(key) : (value ?? '');
    if (kept !== undefined) after.set(key, kept);
  }
  return { parameters: [...after].map(([key, value]) => ({ key, value })), usePrevious };
}

/** Tags change only where a RESOURCE_UPDATE constraint allows it; without tags in the request they stay. */
function updatedTags(
  call: CatalogCall,
  row: ProvisionedProductRow,
  path: LaunchPath,
  { Tags }: UpdateRequest,
  allowed: 'ALLOWED' | 'NOT_ALLOWED' | undefined,
): Tags {
  if (Tags === undefined) return row.tags;
  if (allowed !== 'ALLOWED') {
    throw invalid(
      'Tags cannot be updated: the product has no RESOURCE_UPDATE constraint with TagUpdateOnProvisionedProduct ALLOWED.',
    );
  }
  return launchTags(call, path, tagsOf(Tags));
}

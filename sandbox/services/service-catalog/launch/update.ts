import type {
  UpdateProvisionedProductInput,
  UpdateProvisionedProductOutput,
  UpdateProvisioningParameter,
} from '@aws-sdk/client-service-catalog';
import { duplicateParameter, invalid, notFound } from '../refusals';
import { type Actor, type ArtifactRow, artifacts, type Tags } from '../state';
import { tagsOf } from '../tags';
import { begin } from './begin';
import { pathConstraints } from './path-constraints';
import type { LaunchPath } from './paths';
import { refuseStackSets } from './provision';
import { provisionedProductNamed } from './provisioned-products';
import { answerRecord, newRecord } from './records';
import type { Launched, ProvisionedProductRow } from './state';
import { launchTags } from './tags';
import { choosePath, findProduct, findTarget, type TargetRequest } from './target';

/** https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisionedProduct.html */
export function updateProvisionedProduct(
  input: UpdateProvisionedProductInput,
  actor: Actor,
): UpdateProvisionedProductOutput {
  return update(input, actor, 'refused');
}

/**
 * The same for a resource of a stack, where changed tags that no constraint allows are left out.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-servicecatalog-cloudformationprovisionedproduct.html `Tags`
 */
export function updateProvisionedProductOfStack(
  input: UpdateProvisionedProductInput,
  actor: Actor,
): UpdateProvisionedProductOutput {
  return update(input, actor, 'ignored');
}

/** What becomes of tags that may not change. */
type ForbiddenTags = 'refused' | 'ignored';

function update(
  input: UpdateProvisionedProductInput,
  actor: Actor,
  forbiddenTags: ForbiddenTags,
): UpdateProvisionedProductOutput {
  return answerRecord(actor, 'UpdateProvisionedProduct', input, 'UpdateToken', () => {
    const row = provisionedProductNamed(actor, input.ProvisionedProductId, input.ProvisionedProductName);
    refuseBusy(row);
    const { launched, path, usePrevious } = updateOf(actor, row, input, forbiddenTags);
    const record = newRecord(actor, 'UPDATE_PROVISIONED_PRODUCT', row, launched);
    return begin({ record, provisionedProduct: row, path, usePrevious }, actor);
  });
}

/** What an update makes of a provisioned product. */
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
  actor: Actor,
  row: ProvisionedProductRow,
  request: UpdateRequest,
  forbiddenTags: ForbiddenTags = 'refused',
): Update {
  const { productId, artifact, path } = updateTarget(actor, row, request);
  const constraints = pathConstraints(actor, path);
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
      tags: tagsStay ? row.tags : updatedTags(actor, row, path, request, constraints.tagUpdates),
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

function updateTarget(actor: Actor, row: ProvisionedProductRow, request: UpdateRequest): UpdateTarget {
  const { ProductId, ProductName, ProvisioningArtifactId, ProvisioningArtifactName, PathId, PathName } = request;
  const product =
    ProductId === undefined && ProductName === undefined ? { ProductId: row.productId } : { ProductId, ProductName };
  const namesArtifact = ProvisioningArtifactId !== undefined || ProvisioningArtifactName !== undefined;
  const sameArtifact = !namesArtifact || ProvisioningArtifactId === row.artifactId;
  const found = findProduct(actor, product);
  const sameProduct = found.product.id === row.productId;
  const namesPath = PathId !== undefined || PathName !== undefined;
  const keepsPath = !namesPath && sameProduct && found.paths.some(({ id }) => id === row.pathId);
  const path = keepsPath ? { PathId: row.pathId } : { PathId, PathName };
  // A version that is hidden stays usable for what runs it.
  if (sameProduct && sameArtifact) {
    const artifact = actor.db.get(artifacts, [actor.region, row.productId, row.artifactId]);
    if (!artifact) throw notFound(`Provisioning Artifact ${row.artifactId} not found.`);
    return { productId: row.productId, artifact, path: choosePath(found.paths, path) };
  }
  const target = findTarget(actor, { ...product, ProvisioningArtifactId, ProvisioningArtifactName, ...path });
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
  actor: Actor,
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
  return launchTags(actor, path, tagsOf(Tags));
}

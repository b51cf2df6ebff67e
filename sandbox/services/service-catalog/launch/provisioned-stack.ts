import type { RecordError } from '@aws-sdk/client-service-catalog';
import { AwsError } from '../../../kernel/aws-error';
import { createStack, type StackRequest, templateText, updateStack } from '../../cloudformation';
import { findRole } from '../../iam';
import { publishRefusal } from '../../sns';
import { type ArtifactRow, artifacts, products } from '../catalog/state';
import type { CatalogCall } from '../catalog-call';
import { catalogArn, provisionedProductArn } from '../ids';
import type { LaunchPath } from './launch-paths';
import { LAUNCH_SESSION, launchRoleProblem } from './launch-role';
import { pathConstraints } from './path-constraints';
import { cloudFormationError } from './record-errors';
import type { Launched, ProvisionedProductRow } from './state';

/** Service Catalog acknowledges all of CloudFormation's capabilities. */
export const CAPABILITIES = ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM', 'CAPABILITY_AUTO_EXPAND'] as const;

/** Result of a request to CloudFormation: the stack, or the error that the record shows. */
export type Started = { readonly stackId: string; readonly unchanged?: boolean } | { readonly error: RecordError };

/** Stack that a provisioned product is to get. `usePrevious` keys keep the running stack's values. */
export interface StackIntent {
  readonly provisionedProduct: ProvisionedProductRow;
  readonly launched: Launched;
  readonly path: LaunchPath | undefined;
  readonly usePrevious?: readonly string[];
}

/** The name of a provisioned product's stack. */
export function stackName({ accountId, id }: Pick<ProvisionedProductRow, 'accountId' | 'id'>): string {
  return `SC-${accountId}-${id}`;
}

/** Creates or updates the stack of a provisioned product, as its launch role. */
export function startStack(intent: StackIntent, call: CatalogCall): Started {
  const { provisionedProduct, launched } = intent;
  const name = stackName(provisionedProduct);
  const { stackId } = provisionedProduct;
  const problem = launchRoleProblem(call, launched.launchRoleArn, stackId ? 'update' : 'create', stackId ?? name);
  if (problem) return { error: problem };
  try {
    refuseUnpublishable(launched, call);
    const request = stackRequest(intent, call);
    if (stackId === undefined) return createStack({ ...request, stackName: name }, call);
    return updateStack({ ...request, stackId }, call);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    // The same version with the same parameters: there is nothing to do, and nothing went wrong.
    if (stackId && error.message === 'No updates are to be performed.') return { stackId, unchanged: true };
    return { error: cloudFormationError(error.code, error.message) };
  }
}

/**
 * Refuses topics that the launch role may not publish to: CloudFormation looks before it begins, with the credentials that it
 * is called with.
 *
 * @throws AwsError `ValidationError`
 * @see https://github.com/awslabs/aws-service-catalog-puppet/issues/19
 */
export function refuseUnpublishable({ launchRoleArn, notificationArns }: Launched, { db }: CatalogCall): void {
  if (launchRoleArn === undefined) return;
  const publisher = { roleArn: launchRoleArn, sessionName: LAUNCH_SESSION };
  for (const topic of notificationArns) {
    const refusal = publishRefusal(db, topic, publisher);
    if (refusal !== undefined) throw new AwsError('ValidationError', refusal);
  }
}

/** Request to CloudFormation, whether for a stack or for a change set. */
export function stackRequest(
  { provisionedProduct, launched, path, usePrevious = [] }: StackIntent,
  call: CatalogCall,
): Omit<StackRequest, 'stackName'> {
  const kept = new Set(usePrevious);
  const given = launched.parameters.filter(({ key }) => !kept.has(key));
  return {
    accountId: call.accountId,
    region: call.region,
    templateBody: templateText(call.db, artifactRow(call, launched)?.template ?? ''),
    parameters: [...given, ...usePrevious.map((key) => ({ key, usePrevious: true }))],
    tags: { ...stackTags(provisionedProduct, launched, call), ...launched.tags },
    capabilities: CAPABILITIES,
    notificationArns: launched.notificationArns,
    roleArn: launched.launchRoleArn ?? knownCallerRole(call),
    roleSessionName: launched.launchRoleArn === undefined ? undefined : LAUNCH_SESSION,
    extraRules: path ? pathConstraints(call, path).rules : {},
  };
}

/** Without a launch role the caller's own permissions count; those of a role that IAM here doesn't know can't be judged. */
export function knownCallerRole({ db, accountId, caller }: CatalogCall): string | undefined {
  return findRole(db, accountId, caller.roleArn?.split('/').at(-1) ?? '')?.arn;
}

/** https://docs.aws.amazon.com/servicecatalog/latest/adminguide/autotags.html */
function stackTags(
  { id, name, userArnSession }: ProvisionedProductRow,
  { productId, artifactId, portfolioId }: Launched,
  { db, accountId, region }: CatalogCall,
): Record<string, string> {
  const owner = db.get(products, [region, productId])?.accountId ?? accountId;
  return {
    'aws:servicecatalog:portfolioArn': catalogArn(region, owner, 'portfolio', portfolioId),
    'aws:servicecatalog:productArn': catalogArn(region, owner, 'product', productId),
    'aws:servicecatalog:provisioningPrincipalArn': userArnSession,
    'aws:servicecatalog:provisionedProductArn': provisionedProductArn(region, accountId, name, id),
    'aws:servicecatalog:provisioningArtifactIdentifier': artifactId,
  };
}

function artifactRow({ db, region }: CatalogCall, { productId, artifactId }: Launched): ArtifactRow | undefined {
  return db.get(artifacts, [region, productId, artifactId]);
}

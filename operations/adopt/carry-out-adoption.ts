import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import { guardPolicy } from '../../portfolios/guard/guard-policy';
import { launchRoleName } from '../../portfolios/launch-role/launch-role';
import { launchStatements } from '../../portfolios/launch-role/launch-statements';
import type { AwsRemedy } from '../aws/aws-command';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import type { OperationContext } from '../context';
import { waitForRecord } from '../running/wait-for-record';
import { type Adoption, refuseDifferent } from './plan-adoption';
import { stackPermissions } from './stack-permissions';

/** A stack that has become a provisioned product. */
export interface Adopted {
  /** Of the provisioned product. */
  readonly name: string;
  readonly id: string | undefined;
  readonly record: string;
  /** Name of the product. */
  readonly product: string;
  readonly version: string;
  readonly status: string;
  /** Command that its launch role needs before it is updated or terminated; undefined where it may do all that is needed. */
  readonly permissions: AwsRemedy | undefined;
}

/**
 * Has Service Catalog adopt a stack, protects it as the guard would (which watches stacks that Service Catalog named), and
 * finds out what its launch role lacks to update it.
 *
 * @throws `CatalogError` `different-template`; `import-failed` with the reasons that AWS gives
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ImportAsProvisionedProduct.html
 */
export async function carryOutAdoption(context: OperationContext, adoption: Adoption): Promise<Adopted> {
  refuseDifferent(adoption);
  const { target } = context;
  const { name, productId, artifactId, productName, version, stackArn, environmentType } = adoption;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail: started = {} } = await serviceCatalog.importAsProvisionedProduct({
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    ProvisionedProductName: name,
    PhysicalId: stackArn,
    IdempotencyToken: randomUUID(),
  });
  const record = started.RecordId ?? '';
  const ended = await waitForRecord(context, record, { stack: stackArn }, context.signal);
  const found = await lookUpProvisionedProduct(serviceCatalog, name);
  if (!ended.succeeded || found?.Status !== 'AVAILABLE') {
    const why = ended.errors.join(' ') || 'AWS gives no reason.';
    throw new CatalogError('import-failed', `${name} is ${found?.Status ?? 'not imported'}: ${why}`);
  }
  const cloudFormation = await target.cloudFormation();
  await cloudFormation.setStackPolicy({ StackName: stackArn, StackPolicyBody: guardPolicy() });
  if (environmentType === 'prod') {
    await cloudFormation.updateTerminationProtection({ StackName: stackArn, EnableTerminationProtection: true });
  }
  const permissions = permissionsCommand(adoption);
  return { name, id: found.Id, record, product: productName, version, status: found.Status, permissions };
}

/** Allows the launch role what it may do to stacks that Service Catalog named; undefined for such a stack. */
function permissionsCommand({ product, stackName, stackArn }: Adoption): AwsRemedy | undefined {
  // Where events are published to has nothing to do with the stack's name.
  const statements = [...launchStatements('*'), ...product.launchRole];
  const needed = stackPermissions(statements, { name: stackName, arn: stackArn });
  if (needed.length === 0) return undefined;
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: needed });
  const role = `--role-name ${launchRoleName(product.id)} --policy-name Imported-${stackName}`;
  return { do: 'aws', command: `aws iam put-role-policy ${role} --policy-document '${policy}'` };
}

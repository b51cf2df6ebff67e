import { randomUUID } from 'node:crypto';
import { CatalogError } from '../../catalog/errors';
import type { Product } from '../../catalog/product';
import { guardPolicy } from '../../portfolios/guard/guard-policy';
import { launchRoleName } from '../../portfolios/launch-role/launch-role';
import { launchStatements } from '../../portfolios/launch-role/launch-statements';
import { print, printJson, type Shell, say } from '../../scripts/terminal/shell';
import { showEvents } from '../../scripts/terminal/show-events';
import type { AwsTarget } from '../aws/aws-target';
import { lookUpProvisionedProduct } from '../aws/provisioned-product';
import { waitForRecord } from '../aws/wait-for-record';
import type { Adoption } from './adoption';
import { stackPermissions } from './stack-permissions';

/** An adoption that was agreed to. */
export interface AgreedAdoption {
  readonly adoption: Adoption;
  readonly product: Product;
  /** Of the provisioned product. */
  readonly name: string;
  readonly json: boolean | undefined;
}

/**
 * Has Service Catalog adopt a stack, protects it as the guard would (which watches stacks that Service Catalog named), and
 * says what its launch role lacks to update it.
 *
 * @throws `CatalogError` `import-failed` with the reasons that AWS gives
 * @see https://docs.aws.amazon.com/servicecatalog/latest/dg/API_ImportAsProvisionedProduct.html
 */
export async function adopt(
  shell: Shell,
  target: AwsTarget,
  { adoption, product, name, json }: AgreedAdoption,
): Promise<void> {
  const { productId, artifactId, productName, version, stackArn, environmentType } = adoption;
  const serviceCatalog = await target.serviceCatalog();
  const { RecordDetail: started = {} } = await serviceCatalog.importAsProvisionedProduct({
    ProductId: productId,
    ProvisioningArtifactId: artifactId,
    ProvisionedProductName: name,
    PhysicalId: stackArn,
    IdempotencyToken: randomUUID(),
  });
  const record = started.RecordId ?? '';
  const events = showEvents(shell, target.isLocal);
  const ended = await waitForRecord({ target, events }, record).finally(() => events.stop());
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
  const permissions = permissionsCommand(product, adoption);
  if (json) {
    printJson(shell, { name, id: found.Id, record, product: productName, version, status: found.Status, permissions });
    return;
  }
  print(shell, `${name} is AVAILABLE (${productName} ${version}, record ${record}).`);
  say(
    shell,
    'Constraints of the portfolio hold from its next update on. Its stack is protected as the guard protects.',
  );
  if (permissions !== undefined) {
    say(shell, `Before it is updated or terminated, its launch role must be allowed the stack's name:\n${permissions}`);
  }
}

/** Allows the launch role what it may do to stacks that Service Catalog named; undefined for such a stack. */
function permissionsCommand(product: Product, { stackName, stackArn }: Adoption): string | undefined {
  // Where events are published to has nothing to do with the stack's name.
  const statements = [...launchStatements('*'), ...product.launchRole];
  const needed = stackPermissions(statements, { name: stackName, arn: stackArn });
  if (needed.length === 0) return undefined;
  const policy = JSON.stringify({ Version: '2012-10-17', Statement: needed });
  return `aws iam put-role-policy --role-name ${launchRoleName(product.id)} --policy-name Imported-${stackName} --policy-document '${policy}'`;
}

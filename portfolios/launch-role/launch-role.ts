import { Aws, type CfnResource, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { CfnManagedPolicy, CfnRole } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { Product } from '../../catalog/product';
import { atStage, type BoundaryStage } from './bounded-statements';
import { launchStatements, policyStatement } from './launch-statements';
import { packStatements, policyDocument } from './policy-packing';

/** Name of a product's launch role: the same in every account, without a path, since constraints take a bare name. */
export function launchRoleName(product: string): string {
  return `BellyfedLaunch-${product}`;
}

/**
 * Names of the launch roles that launch products themselves, since their product is made of others. Like people, they
 * must be principals of the portfolios that they launch from, in every account that does.
 *
 * @see https://docs.aws.amazon.com/servicecatalog/latest/adminguide/catalogs_portfolios_users.html
 */
export function launchingRoles(products: readonly Product[]): string[] {
  return products
    .filter(({ launchRole }) => launchRole.some(({ Action }) => Action.includes('servicecatalog:ProvisionProduct')))
    .map(({ id }) => launchRoleName(id));
}

const place = { partition: Aws.PARTITION, account: Aws.ACCOUNT_ID };

/** The policy with what every launch needs, whatever the product. */
export class LaunchPolicy extends CfnManagedPolicy {
  /** @param hubAccount the account that launch events are published to */
  constructor(scope: Construct, id: string, hubAccount: string) {
    super(scope, id, {
      description: 'What every launch from the catalog needs: its stack, its template, its events.',
      policyDocument: policyDocument(launchStatements(hubAccount).map((it) => policyStatement(it, place))),
    });
  }
}

/** Launch role's product, and what bounds it, as its construct takes them. */
export interface LaunchRoleProps {
  readonly product: Product;
  /** Policy with what every launch needs, which all the launch roles share. */
  readonly launchPolicy: LaunchPolicy;
  /** Whether the roles that it makes must have the account's permissions boundary yet. */
  readonly boundaryStage: BoundaryStage;
  /** ARN of a policy that bounds what the launch role itself may do, whatever its policies say; @default - none */
  readonly permissionsBoundary?: string;
  /**
   * Whether the role stays, with what it may do, when its stack goes or names it no more: what was launched with it can be
   * updated and terminated by no other. @default - it goes
   */
  readonly isRetained?: boolean;
}

/**
 * The role that Service Catalog launches, updates and terminates a product with: the product's own statements, and what
 * every launch needs. It serves all of the product's releases.
 *
 * The trust has no condition: AWS documents none for launch roles, and one on a key that Service Catalog doesn't send
 * would fail every launch. https://docs.aws.amazon.com/servicecatalog/latest/adminguide/constraints-launch.html
 */
export class LaunchRole extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { product, launchPolicy, boundaryStage, permissionsBoundary, isRetained }: LaunchRoleProps,
  ) {
    super(scope, id);
    const name = launchRoleName(product.id);
    const policies = packStatements(name, atStage(product.launchRole, boundaryStage)).map(
      (statements, index) =>
        new CfnManagedPolicy(this, `Policy${index + 1}`, {
          description: `What the resources of ${product.name} need, part ${index + 1}.`,
          policyDocument: policyDocument(statements.map((statement) => policyStatement(statement, place))),
        }),
    );
    const role = new CfnRole(this, 'Role', {
      roleName: name,
      // As long as a launch may take; AWS's default is an hour.
      maxSessionDuration: Duration.hours(12).toSeconds(),
      description: `Service Catalog launches ${product.name} with this role.`,
      assumeRolePolicyDocument: {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
      permissionsBoundary,
      managedPolicyArns: [launchPolicy, ...policies].map(({ ref }) => ref),
    });
    if (isRetained) for (const each of [role, ...policies]) retain(each);
  }
}

/** Keeps a resource when it is deleted, but not when its creation fails: the next one would meet the role's name. */
export function retain(resource: CfnResource): void {
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}

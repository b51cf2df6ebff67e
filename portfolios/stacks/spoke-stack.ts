import {
  CfnCondition,
  CfnParameter,
  CfnResource,
  CfnWaitConditionHandle,
  Fn,
  type ICfnConditionExpression,
  Stack,
  type StackProps,
} from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { formLayout, formParameters, Optional, type Product } from '../../catalog/product';
import type { CatalogSettings } from '../context';
import { Guard } from '../guard/guard';
import { PermissionsBoundaries } from '../launch-role/boundary';
import type { BoundaryStage } from '../launch-role/bounded-statements';
import { LaunchPolicy, LaunchRole, launchingRoles } from '../launch-role/launch-role';
import { receivedPortfolios, receivedProducts } from '../offers/portfolios';
import { ReceivedPortfolio } from '../offers/received-portfolio';
import { ApiLogging } from './api-logging';
import { PermissionsOutput } from './permissions-output';
import { spokeForm, spokeParameterNames } from './spoke-form';

/** Receiving account's settings, and the products that can be launched in it. */
export interface SpokeStackProps extends Pick<StackProps, 'synthesizer'> {
  readonly settings: CatalogSettings;
  readonly products: readonly Product[];
}

/**
 * Stack that an account needs that receives portfolios of the hub: a launch role per product, which serves all its
 * releases; the guard; and, where a portfolio is shared with this account alone, the acceptance of the share and who may
 * launch.
 *
 * Whatever differs between accounts is a parameter, so that one template serves a stack made in the console and a stack set
 * of the organization. For the latter the defaults are enough: there is nothing to accept, and principals come along.
 *
 * In the hub's own account, which such a stack set may reach too, it makes nothing: the account stack has it all there, under
 * the same names.
 */
export class SpokeStack extends Stack {
  private readonly values = new Map<string, string>();

  constructor(scope: Construct, id: string, { settings, products: all, synthesizer }: SpokeStackProps) {
    const products = receivedProducts(all);
    super(scope, id, {
      stackName: id,
      description:
        'Bellyfed service catalog, receiving account: launch roles, the guard, and the portfolios it receives.',
      terminationProtection: true,
      synthesizer,
    });
    this.ask(settings, products);
    const hubAccount = this.value('HubAccount');
    const isElsewhere = this.condition('IsElsewhere', Fn.conditionNot(Fn.conditionEquals(this.account, hubAccount)));
    // CloudFormation refuses a stack in which no resource is left.
    new CfnWaitConditionHandle(this, 'Spoke');

    this.addRoles(products, hubAccount, settings.permissionsBoundary, isElsewhere);
    const wantsLogs = Fn.conditionEquals(this.value('ApiGatewayLogging'), 'yes');
    const logsApis = this.condition('LogsApis', Fn.conditionAnd(isElsewhere, wantsLogs));
    new ApiLogging(new Optional(this, 'Apis', { when: logsApis }), 'Logging');
    // Within an Optional it would get other logical ids, and a guard that is there would be replaced by one of its name.
    for (const part of new Guard(this, 'Guard', { hubAccount }).node.findAll()) {
      if (CfnResource.isCfnResource(part)) part.cfnOptions.condition = isElsewhere;
    }
    new PermissionsOutput(this, { products, boundaryStage: settings.permissionsBoundary });

    const launching = launchingRoles(products);
    const local = products.map((product) => {
      const productId = this.value(spokeParameterNames.product(product));
      return {
        id: product.id,
        productId,
        isGiven: this.condition(`Has${spokeParameterNames.product(product)}`, isGiven(productId)),
      };
    });
    for (const portfolio of receivedPortfolios) {
      new ReceivedPortfolio(this, portfolio.id, {
        name: portfolio.name,
        provider: settings.provider,
        portfolioId: this.value(spokeParameterNames.portfolio(portfolio)),
        sharedBy: this.value(spokeParameterNames.sharedBy(portfolio)),
        isElsewhere,
        localName: this.value(spokeParameterNames.local(portfolio)),
        roles: [...settings[portfolio.id].roles, ...launching],
        products: local,
      });
    }
  }

  /** The form. */
  private ask({ hub }: CatalogSettings, products: readonly Product[]): void {
    const form = spokeForm(hub.account, products);
    this.templateOptions.metadata = { 'AWS::CloudFormation::Interface': formLayout(form) };
    for (const [name, { label, ...props }] of formParameters(form)) {
      this.values.set(name, new CfnParameter(this, name, props).valueAsString);
    }
  }

  /** The launch roles, in the home region only: they are global, and constraints name them without a region. */
  private addRoles(
    products: readonly Product[],
    hubAccount: string,
    boundaryStage: BoundaryStage,
    isElsewhere: CfnCondition,
  ): void {
    const home = this.value('HomeRegion');
    const boundary = this.value('PermissionsBoundary');
    const isHome = Fn.conditionAnd(
      isElsewhere,
      Fn.conditionOr(Fn.conditionEquals(home, ''), Fn.conditionEquals(home, this.region)),
    );
    const isBounded = this.condition('IsBounded', isGiven(boundary));
    const permissionsBoundary = Fn.conditionIf(isBounded.logicalId, boundary, Fn.ref('AWS::NoValue')).toString();

    const roles = new Optional(this, 'Roles', { when: this.condition('IsHome', isHome) });
    new PermissionsBoundaries(roles, 'PermissionsBoundary');
    const launchPolicy = new LaunchPolicy(roles, 'LaunchPolicy', hubAccount);
    for (const product of products) {
      new LaunchRole(roles, `Launch-${product.id}`, {
        product,
        launchPolicy,
        boundaryStage,
        permissionsBoundary,
      });
    }
  }

  private value(name: string): string {
    const value = this.values.get(name);
    if (value === undefined) throw new Error(`The form has no ${name}.`);
    return value;
  }

  private condition(id: string, expression: ICfnConditionExpression): CfnCondition {
    return new CfnCondition(this, id, { expression });
  }
}

function isGiven(value: string): ICfnConditionExpression {
  return Fn.conditionNot(Fn.conditionEquals(value, ''));
}

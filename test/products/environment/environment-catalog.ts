import {
  CloudFormationClient,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  type Stack,
} from '@aws-sdk/client-cloudformation';
import {
  AssociateProductWithPortfolioCommand,
  type ProvisionedProductAttribute,
  SearchProvisionedProductsCommand,
} from '@aws-sdk/client-service-catalog';
import type { Template } from '../../../catalog/template';
import { environmentLaunchRole } from '../../../products/environment/launch-role';
import { environment } from '../../../products/environment/product';
import { type TierId, tierIds, tierProducts } from '../../../products/environment/tiers';
import { Launches } from '../../sandbox/service-catalog/launches';
import { TestCatalog, text } from '../../sandbox/service-catalog/with-catalog';
import type { TestSandbox } from '../../sandbox/with-sandbox';
import { environmentPinning } from './environment-pinning';
import type { Answers } from './launch';

/** Actions of a launch role on its stack, as the account stack gives them. */
const stackActions = [
  ...['CreateStack', 'DeleteStack', 'DescribeStackEvents', 'DescribeStacks', 'GetTemplateSummary', 'UpdateStack'],
  'ValidateTemplate',
].map((action) => `cloudformation:${action}`);
const launchActions = [...stackActions, 's3:GetObject'];

/** Template that stands in a tier's place, with its launch role's actions. */
export interface TierOffer {
  readonly template: Template | string;
  /** Actions of its launch role beside what every launch needs. */
  readonly actions: readonly string[];
}

/** The tiers and the environment, offered in both portfolios of a sandbox, each with a launch role of its own. */
export class EnvironmentCatalog {
  readonly launches: Launches;
  /** The developers' portfolio, and production's. */
  readonly portfolioIds: string[] = [];
  readonly productIds = new Map<string, string>();
  private readonly stacks: CloudFormationClient;

  private constructor(readonly catalog: TestCatalog) {
    this.launches = new Launches(catalog);
    this.stacks = new CloudFormationClient(catalog.sandbox.client());
  }

  /** @param offerOf what is published as version 1.0.0 of each tier */
  static async publish(sandbox: TestSandbox, offerOf: (tier: TierId) => TierOffer): Promise<EnvironmentCatalog> {
    const offered = new EnvironmentCatalog(new TestCatalog(sandbox));
    const { catalog } = offered;
    await catalog.boundaries();
    const developers = await catalog.portfolio('Bellyfed Developers');
    const production = await catalog.portfolio('Bellyfed Production');
    for (const tier of tierIds) {
      const { template, actions } = offerOf(tier);
      await offered.offer(tier, tierProducts[tier], template, actions);
    }
    const own = environmentLaunchRole.flatMap(({ Action }) => Action);
    await offered.offer('environment', environment.name, environmentPinning(), own);
    offered.portfolioIds.push(developers, production);
    for (const PortfolioId of offered.portfolioIds) {
      for (const [id, ProductId] of offered.productIds) {
        await catalog.client.send(new AssociateProductWithPortfolioCommand({ PortfolioId, ProductId }));
        await catalog.constrain(PortfolioId, ProductId, 'LAUNCH', { LocalRoleName: `BellyfedLaunch-${id}` });
      }
      await catalog.admit(PortfolioId);
      await catalog.admit(PortfolioId, 'arn:aws:iam:::role/BellyfedLaunch-environment');
    }
    return offered;
  }

  /** Launches an environment, and waits for the end. */
  launch(name: string, answers: Answers = {}, PathName = 'Bellyfed Developers') {
    return this.launches.provision({
      name,
      ProductName: environment.name,
      ProvisioningArtifactName: '1.0.0',
      PathName,
      ProvisioningParameters: entries({ EnvironmentName: name, EnvironmentType: 'dev', ...answers }),
    });
  }

  /** Updates an environment, to another version where one is named, and waits for the end. */
  update(name: string, answers: Answers = {}, version = '1.0.0') {
    return this.launches.update({
      ProvisionedProductName: name,
      ProductName: environment.name,
      ProvisioningArtifactName: version,
      PathName: 'Bellyfed Developers',
      ProvisioningParameters: entries({ EnvironmentName: name, EnvironmentType: 'dev', ...answers }),
    });
  }

  /** Terminates a provisioned product, and waits for the end. */
  terminate(name: string) {
    return this.launches.terminate({ ProvisionedProductName: name });
  }

  /** Everything launched, by name. */
  async launched(): Promise<Record<string, ProvisionedProductAttribute>> {
    const { ProvisionedProducts: all = [] } = await this.catalog.client.send(
      new SearchProvisionedProductsCommand({ AccessLevelFilter: { Key: 'Account', Value: 'self' }, PageSize: 100 }),
    );
    return Object.fromEntries(all.map((each) => [text(each.Name), each]));
  }

  /** A stack by its id, also once it is deleted. */
  async stack(StackName: string): Promise<Stack> {
    const { Stacks: [stack] = [] } = await this.stacks.send(new DescribeStacksCommand({ StackName }));
    if (!stack) throw new Error(`no stack ${StackName}`);
    return stack;
  }

  /** Logical ids of what a deleted stack has left. */
  async retained(StackName: string): Promise<string[]> {
    const { StackEvents: events = [] } = await this.stacks.send(new DescribeStackEventsCommand({ StackName }));
    return events
      .filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_SKIPPED')
      .map(({ LogicalResourceId }) => text(LogicalResourceId));
  }

  private async offer(
    id: string,
    name: string,
    template: Template | string,
    actions: readonly string[],
  ): Promise<void> {
    const { productId } = await this.catalog.product(name, template);
    this.productIds.set(id, productId);
    await this.catalog.role(`BellyfedLaunch-${id}`, [...actions, ...launchActions]);
  }
}

/** Outputs of a stack that a record shows, by key. */
export function outputsOf({
  RecordOutputs: list = [],
}: {
  RecordOutputs?: { OutputKey?: string; OutputValue?: string }[];
}) {
  return Object.fromEntries(list.map(({ OutputKey, OutputValue }) => [text(OutputKey), text(OutputValue)]));
}

function entries(answers: Answers) {
  return Object.entries(answers).map(([Key, Value]) => ({ Key, Value }));
}

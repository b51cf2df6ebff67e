import type { Tier } from '../../../../products/delivery/deploy/deployment.codebuild';
import { Launches } from '../../../sandbox/service-catalog/launches';
import { TestCatalog } from '../../../sandbox/service-catalog/with-catalog';
import type { TestSandbox } from '../../../sandbox/with-sandbox';

const parameter = (preset: string) => ({ Type: 'String', Default: preset });

/** A small tier: one parameter for each kind of change. */
export const TIER_TEMPLATE = {
  Parameters: {
    EnvironmentName: { Type: 'String' },
    Tier: { Type: 'String' },
    Image: parameter('web:1'),
    GroupName: parameter('one'),
    TableName: parameter('one'),
  },
  Resources: {
    Topic: { Type: 'AWS::SNS::Topic', Properties: { DisplayName: { Ref: 'Image' } } },
    Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: { 'Fn::Sub': 'group-${Tier}-${GroupName}' } } },
    Table: {
      Type: 'AWS::DynamoDB::Table',
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        TableName: { 'Fn::Sub': '${EnvironmentName}-${Tier}-${TableName}' },
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      },
    },
  },
};

/** The same with a parameter more, and without the table. */
const { Table: _, ...WITHOUT_TABLE } = TIER_TEMPLATE.Resources;
export const NEXT_TEMPLATES = {
  '1.1.0': { ...TIER_TEMPLATE, Parameters: { ...TIER_TEMPLATE.Parameters, Brought: parameter('by 1.1.0') } },
  '2.0.0': { ...TIER_TEMPLATE, Resources: WITHOUT_TABLE },
};

/** A sandbox with tiers to deploy to. */
export class TestTiers {
  readonly catalog: TestCatalog;
  readonly launches: Launches;

  constructor(sandbox: TestSandbox) {
    this.catalog = new TestCatalog(sandbox);
    this.launches = new Launches(this.catalog);
  }

  /** Publishes a tier with all its versions, and launches the first for an environment. */
  async launch(environment: string, tier: Tier): Promise<string> {
    const { productId, artifactId } = await this.catalog.product(`${environment} ${tier}`, TIER_TEMPLATE);
    for (const [version, template] of Object.entries(NEXT_TEMPLATES)) {
      await this.catalog.version(productId, version, template);
    }
    await this.catalog.admit(await this.catalog.portfolio(`${environment} ${tier}`, productId));
    await this.launches.provision({
      name: `${environment}-${tier}`,
      ProductId: productId,
      ProvisioningArtifactId: artifactId,
      ProvisioningParameters: [
        { Key: 'EnvironmentName', Value: environment },
        { Key: 'Tier', Value: tier },
        { Key: 'GroupName', Value: environment },
      ],
    });
    return productId;
  }

  /** The parameters of a tier's stack as they are now. */
  async parameters(name: string): Promise<Record<string, string | undefined>> {
    const { Id } = await this.launches.detail(name);
    const { Parameters = [] } = await this.launches.stack(Id);
    return Object.fromEntries(
      Parameters.map(({ ParameterKey = '', ParameterValue }) => [ParameterKey, ParameterValue]),
    );
  }
}

/** Service actions on what people launched, and what they may cost: off unless the context asks for them. */
import { Match } from 'aws-cdk-lib/assertions';
import { type CatalogSettings, readSettings } from '../../../portfolios/context';
import schema from '../../../portfolios/context.schema.json';
import { serviceActions } from '../../../portfolios/offers/service-action-definitions';
import { HubStack } from '../../../portfolios/stacks/hub-stack';
import { products } from '../../../products';
import { productOf, releaseFolder, templateOf } from '../fixture';

const release = releaseFolder();

const hub = (context: object) => {
  const settings: CatalogSettings = readSettings(context);
  const versions: readonly (readonly [string, readonly string[]])[] = [
    ['network', ['1.0.0']],
    ['data', ['1.0.0']],
    ['app', ['1.0.0', '1.1.0']],
  ];
  const offers = versions.map(([id, names]) => ({
    product: productOf(id),
    releases: names.map((name) => release(id, name)),
  }));
  return templateOf((app) => new HubStack(app, 'Hub', { settings, offers }));
};

it('makes neither actions nor budgets unless it is asked for them', () => {
  const template = hub({});
  for (const type of ['AWS::SSM::Document', 'AWS::ServiceCatalog::ServiceAction', 'AWS::Budgets::Budget']) {
    template.resourceCountIs(type, 0);
  }
});

describe('service actions', () => {
  const template = hub({ serviceActions: ['restart-service', 'snapshot-database'] });
  const associations = Object.values(template.findResources('AWS::ServiceCatalog::ServiceActionAssociation'));

  it('are those that the context may name', () => {
    expect(schema.properties.serviceActions.items.enum).toEqual(Object.keys(serviceActions));
    expect(() => readSettings({ serviceActions: ['reboot'] })).toThrow(
      'bellyfed.serviceActions[0]: must be restart-service or snapshot-database, got: "reboot".',
    );
  });

  it('name products that there are, with resources of the type that they act on', () => {
    for (const action of Object.values(serviceActions)) {
      for (const id of action.products) {
        expect(products.map((product) => product.id)).toContain(id);
      }
    }
  });

  it('are offered on every version of their products, and on no other product', () => {
    const offered = associations.map(({ Properties: { ProductId, ProvisioningArtifactId } }) => [
      ProductId.Ref.replace(/[0-9A-F]{8}$/, ''),
      ProvisioningArtifactId['Fn::Select'][0],
      ProvisioningArtifactId['Fn::Select'][1]['Fn::Split'][1]['Fn::GetAtt'],
    ]);
    expect(offered.map(([product, index]) => [product, index]).sort()).toEqual([
      ['app', 0],
      ['app', 1],
      ['data', 0],
    ]);
    for (const [product, , attribute] of offered) {
      expect(attribute).toEqual([expect.stringMatching(`^${product}`), 'ProvisioningArtifactIds']);
    }
  });

  it('act on a resource of the launched stack, with a role that only Systems Manager in this account may assume', () => {
    template.hasResourceProperties('AWS::SSM::Document', {
      DocumentType: 'Automation',
      TargetType: '/AWS::ECS::Service',
      UpdateMethod: 'Replace',
      Content: Match.objectLike({ schemaVersion: '0.3', assumeRole: '{{ AutomationAssumeRole }}' }),
    });
    template.hasResourceProperties('AWS::ServiceCatalog::ServiceAction', {
      Name: 'Bellyfed-SnapshotDatabase',
      DefinitionType: 'SSM_AUTOMATION',
      Definition: Match.arrayWith([
        { Key: 'AssumeRole', Value: { 'Fn::GetAtt': [Match.stringLikeRegexp('snapshotdatabaserole'), 'Arn'] } },
        { Key: 'Parameters', Value: '[{"Name":"Cluster","Type":"TARGET"}]' },
      ]),
    });
    const roles = Object.values(template.findResources('AWS::IAM::Role'));
    expect(roles).toHaveLength(2);
    for (const { Properties } of roles) {
      expect(Properties.AssumeRolePolicyDocument.Statement).toEqual([
        {
          Effect: 'Allow',
          Principal: { Service: 'ssm.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
        },
      ]);
    }
  });
});

describe('a budget', () => {
  it('counts what is launched from its portfolio, and tells those who hear of launches', () => {
    const template = hub({ developers: { monthlyBudget: 1200 }, notify: ['ops@example.com'] });
    template.resourceCountIs('AWS::Budgets::Budget', 1);
    template.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: {
        BudgetName: { 'Fn::Join': ['', ['Bellyfed Developers ', { Ref: 'AWS::Region' }]] },
        BudgetLimit: { Amount: 1200, Unit: 'USD' },
        BudgetType: 'COST',
        TimeUnit: 'MONTHLY',
        CostFilters: {
          TagKeyValue: [
            { 'Fn::Join': ['', Match.arrayWith(['aws:servicecatalog:portfolioArn$arn:', { Ref: 'AWS::Partition' }])] },
          ],
        },
      },
      NotificationsWithSubscribers: [
        Match.objectLike({ Notification: Match.objectLike({ NotificationType: 'ACTUAL', Threshold: 80 }) }),
        Match.objectLike({ Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'ops@example.com' }] }),
      ],
    });
  });

  it('notifies nobody where nobody is named, and is refused without an amount', () => {
    const template = hub({ production: { monthlyBudget: 0.5 } });
    template.hasResourceProperties('AWS::Budgets::Budget', { NotificationsWithSubscribers: Match.absent() });
    expect(() => readSettings({ production: { monthlyBudget: 0 } })).toThrow(
      'bellyfed.production.monthlyBudget: must be an amount of US dollars a month, above 0, got: 0.',
    );
  });
});

import { Match, type Template } from 'aws-cdk-lib/assertions';
import { readSettings } from '../../portfolios/context';
import { HubStack } from '../../portfolios/hub-stack';
import type { Offer } from '../../portfolios/published-product';
import { productOf, releaseFolder, templateOf } from './fixture';

const release = releaseFolder();
const elsewhere = releaseFolder();
const network: Offer = {
  product: productOf('network'),
  releases: [
    release('network', '1.0.0', 'retired'),
    release('network', '1.1.0', 'deprecated'),
    release('network', '2.0.0'),
  ],
};
const data: Offer = { product: productOf('data'), releases: [release('data', '1.0.0')] };

function hub(offers: readonly Offer[], context?: object): Template {
  return templateOf((app) => new HubStack(app, 'Hub', { settings: readSettings(context), offers }));
}

const usual = hub([network, data]);

/** The logical id of the only resource of a type with these properties. */
function idOf(template: Template, type: string, properties: object): string {
  const [id, ...more] = Object.keys(template.findResources(type, { Properties: properties }));
  if (id === undefined || more.length > 0) throw new Error(`${more.length + 1} resources of ${type}`);
  return id;
}

/** Properties of everything of a type that refers to a portfolio, by the portfolio's name. */
function inPortfolio(template: Template, type: string, name: string) {
  const ref = { Ref: idOf(template, 'AWS::ServiceCatalog::Portfolio', { DisplayName: name }) };
  const found = template.findResources(type, { Properties: { PortfolioId: ref } });
  return Object.values(found).map(({ Properties }) => Properties);
}

/** The versions of a product as the template gives them. */
function versionsOf(template: Template, name: string): { Name: string; Description: string; Info: object }[] {
  const id = idOf(template, 'AWS::ServiceCatalog::CloudFormationProduct', { Name: name });
  return template.toJSON().Resources[id].Properties.ProvisioningArtifactParameters;
}

describe('the products', () => {
  it('are published with every release that is not retired, each with its notes', () => {
    expect(versionsOf(usual, 'Bellyfed network')).toMatchObject([
      { Name: '1.1.0', Description: 'What is new in 1.1.0.' },
      { Name: '2.0.0', Description: 'What is new in 2.0.0.' },
    ]);
  });

  it('take each version from a file named by its hash in the ledger', () => {
    const [, newest] = network.releases.slice(1);
    const [, version] = versionsOf(usual, 'Bellyfed network');
    expect(newest?.sha256).toHaveLength(64);
    expect(version?.Info).toEqual({
      LoadTemplateFromURL: {
        'Fn::Sub': expect.stringMatching(
          `^https://s3[.][$]{AWS::Region}[.][$]{AWS::URLSuffix}/cdk-.*-[$]{AWS::AccountId}-[$]{AWS::Region}/[0-9a-f]{64}[.]json$`,
        ),
      },
    });
  });

  it('are described as they describe themselves', () => {
    usual.hasResourceProperties('AWS::ServiceCatalog::CloudFormationProduct', {
      Name: 'Bellyfed network',
      Description: 'The network of the tests.',
      Owner: 'Owner of the product',
      Distributor: 'Distributor of the product',
      SupportEmail: 'product@example.com',
      SupportUrl: 'https://example.com/product',
      SupportDescription: 'Ask about the product.',
      ReplaceProvisioningArtifacts: false,
    });
  });

  it('are described as the context says', () => {
    const context = { owner: 'Us', distributor: 'Them', support: { email: 'us@example.com' } };
    hub([network], context).hasResourceProperties('AWS::ServiceCatalog::CloudFormationProduct', {
      Owner: 'Us',
      Distributor: 'Them',
      SupportEmail: 'us@example.com',
      SupportUrl: 'https://example.com/product',
    });
  });

  it('are left out while nothing of them is released, or all is retired', () => {
    const unreleased = hub([
      { product: productOf('app'), releases: [] },
      { ...data, releases: [release('data', '1.0.0', 'retired')] },
    ]);
    unreleased.resourceCountIs('AWS::ServiceCatalog::CloudFormationProduct', 0);
    unreleased.resourceCountIs('AWS::ServiceCatalog::Portfolio', 2);
  });
});

describe('adding a release', () => {
  const more = hub([{ ...network, releases: [...network.releases, release('network', '2.1.0')] }, data]);

  it('leaves the names and addresses of the other versions as they are, so that they keep their ids', () => {
    expect(versionsOf(more, 'Bellyfed network').slice(0, 2)).toEqual(versionsOf(usual, 'Bellyfed network'));
    expect(versionsOf(more, 'Bellyfed network')).toHaveLength(3);
  });

  it('changes nothing else', () => {
    const product = idOf(usual, 'AWS::ServiceCatalog::CloudFormationProduct', { Name: 'Bellyfed network' });
    const before = usual.toJSON();
    const after = more.toJSON();
    after.Resources[product].Properties.ProvisioningArtifactParameters.pop();
    expect(after).toEqual(before);
  });

  it('from a copy of the repository elsewhere changes nothing at all', () => {
    const releases = network.releases.map(({ version, status }) => elsewhere('network', version, status));
    expect(hub([{ ...network, releases }, data]).toJSON()).toEqual(usual.toJSON());
  });

  it('of another product, or another product, changes no logical id', () => {
    const alone = Object.keys(hub([network]).toJSON().Resources);
    expect(Object.keys(usual.toJSON().Resources)).toEqual(expect.arrayContaining(alone));
  });
});

describe('both portfolios', () => {
  const names = ['Bellyfed Developers', 'Bellyfed Production'];

  it.each(names)('%s offers all the products', (name) => {
    expect(inPortfolio(usual, 'AWS::ServiceCatalog::PortfolioProductAssociation', name)).toHaveLength(2);
  });

  it.each(names)('%s launches each product with its own role, named and not addressed', (name) => {
    const roles = inPortfolio(usual, 'AWS::ServiceCatalog::LaunchRoleConstraint', name);
    expect(roles.map(({ LocalRoleName }) => LocalRoleName)).toEqual(['BellyfedLaunch-network', 'BellyfedLaunch-data']);
    expect(roles.flatMap(Object.keys)).not.toContain('RoleArn');
  });

  it.each(names)('%s publishes the stack events of each product', (name) => {
    const topic = { Ref: idOf(usual, 'AWS::SNS::Topic', {}) };
    const found = inPortfolio(usual, 'AWS::ServiceCatalog::LaunchNotificationConstraint', name);
    expect(found.map(({ NotificationArns }) => NotificationArns)).toEqual([[topic], [topic]]);
  });

  it.each(names)('%s lets tags be changed', (name) => {
    const found = inPortfolio(usual, 'AWS::ServiceCatalog::ResourceUpdateConstraint', name);
    expect(found.map(({ TagUpdateOnProvisionedProduct }) => TagUpdateOnProvisionedProduct)).toEqual([
      'ALLOWED',
      'ALLOWED',
    ]);
  });

  it.each(names)('%s constrains a product only once it holds it', (name) => {
    const associations = usual.findResources('AWS::ServiceCatalog::PortfolioProductAssociation');
    const portfolio = idOf(usual, 'AWS::ServiceCatalog::Portfolio', { DisplayName: name });
    const constraints = Object.values(
      usual.toJSON().Resources as Record<
        string,
        { Type: string; DependsOn?: string[]; Properties: { PortfolioId?: { Ref: string }; ProductId?: object } }
      >,
    ).filter(({ Type, Properties }) => Type.endsWith('Constraint') && Properties.PortfolioId?.Ref === portfolio);
    expect(constraints.length).toBeGreaterThanOrEqual(8);
    for (const { DependsOn, Properties } of constraints) {
      const [association] = DependsOn ?? [];
      expect(associations[association ?? '']?.Properties).toEqual({
        PortfolioId: Properties.PortfolioId,
        ProductId: Properties.ProductId,
      });
    }
  });

  it.each([
    ['Bellyfed Developers', ['BellyfedDeveloper*', 'BellyfedPlatformEngineer*']],
    ['Bellyfed Production', ['BellyfedOperator*', 'BellyfedPlatformEngineer*']],
  ])('%s is open to roles by the patterns of their names', (name, roles) => {
    const principals = inPortfolio(usual, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation', name);
    expect(principals.map(({ PrincipalARN, PrincipalType }) => [PrincipalType, PrincipalARN])).toEqual(
      roles.map((role) => [
        'IAM_PATTERN',
        { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam:::role/${role}`]] },
      ]),
    );
  });

  it.each(names)('%s gives every launch its tags', (name) => {
    const portfolio = { Ref: idOf(usual, 'AWS::ServiceCatalog::Portfolio', { DisplayName: name }) };
    const found = usual.findResources('AWS::ServiceCatalog::TagOptionAssociation', {
      Properties: { ResourceId: portfolio },
    });
    const options = usual.findResources('AWS::ServiceCatalog::TagOption');
    const tags = Object.values(found).map(({ Properties }) => options[Properties.TagOptionId.Ref]?.Properties);
    expect(tags.map(({ Key, Value }) => [Key, Value])).toEqual([
      ['CostCenter', 'platform'],
      ['Owner', 'platform-team'],
      ['DataClass', 'internal'],
    ]);
  });

  it('take another provider, other roles and other tags from the context', () => {
    const other = hub([network], {
      provider: 'Us',
      production: { roles: ['Ops'] },
      tagOptions: { CostCenter: ['web', 'data'], Owner: [], DataClass: [] },
    });
    other.allResourcesProperties('AWS::ServiceCatalog::Portfolio', { ProviderName: 'Us' });
    expect(
      inPortfolio(other, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation', 'Bellyfed Production'),
    ).toHaveLength(1);
    other.resourceCountIs('AWS::ServiceCatalog::TagOption', 2);
    other.hasResourceProperties('AWS::ServiceCatalog::TagOption', { Key: 'CostCenter', Value: 'data' });
  });

  it('do without tags when the context gives no values', () => {
    hub([network], { tagOptions: { CostCenter: [], Owner: [], DataClass: [] } }).resourceCountIs(
      'AWS::ServiceCatalog::TagOption',
      0,
    );
  });
});

describe('the rules', () => {
  function rulesOf(name: string): object[] {
    return inPortfolio(hub([network]), 'AWS::ServiceCatalog::LaunchTemplateConstraint', name).map(({ Rules }) =>
      JSON.parse(Rules),
    );
  }

  it('let developers launch dev and test, under names that are not reserved', () => {
    expect(rulesOf('Bellyfed Developers')).toEqual([
      {
        EnvironmentTypes: {
          Assertions: [
            {
              Assert: { 'Fn::Contains': [['dev', 'test'], { Ref: 'EnvironmentType' }] },
              AssertDescription: 'Bellyfed Developers launches environments of the types dev and test only.',
            },
          ],
        },
      },
      {
        ReservedNames: {
          Assertions: [
            {
              Assert: {
                'Fn::Not': [
                  { 'Fn::Contains': [['staging', 'stage', 'prod', 'production', 'live'], { Ref: 'EnvironmentName' }] },
                ],
              },
              AssertDescription:
                'Bellyfed Developers refuses the environment names staging, stage, prod, production, live: they are kept for staging and production.',
            },
          ],
        },
      },
    ]);
  });

  it('let operators launch staging and prod, under any name', () => {
    expect(rulesOf('Bellyfed Production')).toEqual([
      {
        EnvironmentTypes: {
          Assertions: [
            {
              Assert: { 'Fn::Contains': [['staging', 'prod'], { Ref: 'EnvironmentType' }] },
              AssertDescription: 'Bellyfed Production launches environments of the types staging and prod only.',
            },
          ],
        },
      },
    ]);
  });

  it('reserve the names that the context gives', () => {
    hub([network], { reservedNames: ['main'] }).hasResourceProperties('AWS::ServiceCatalog::LaunchTemplateConstraint', {
      Rules: Match.serializedJson({
        ReservedNames: {
          Assertions: [
            Match.objectLike({ Assert: { 'Fn::Not': [{ 'Fn::Contains': [['main'], { Ref: 'EnvironmentName' }] }] } }),
          ],
        },
      }),
    });
  });
});

describe('sharing', () => {
  const shared = hub([network], {
    developers: { accounts: ['111122223333', '444455556666'] },
    production: { accounts: ['444455556666'] },
  });

  it('is with nobody by default', () => {
    usual.resourceCountIs('AWS::ServiceCatalog::PortfolioShare', 0);
  });

  it('is with the accounts of each portfolio, tags included', () => {
    const accounts = (name: string) =>
      inPortfolio(shared, 'AWS::ServiceCatalog::PortfolioShare', name).map(({ AccountId, ShareTagOptions }) => [
        AccountId,
        ShareTagOptions,
      ]);
    expect(accounts('Bellyfed Developers')).toEqual([
      ['111122223333', true],
      ['444455556666', true],
    ]);
    expect(accounts('Bellyfed Production')).toEqual([['444455556666', true]]);
  });

  it('lets the launches of those accounts be heard of', () => {
    shared.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'PublishFromLaunchingAccounts',
            Effect: 'Allow',
            Action: 'sns:Publish',
            Principal: {
              AWS: ['AWS::AccountId', '111122223333', '444455556666'].map((account) => ({
                'Fn::Join': [
                  '',
                  [
                    'arn:',
                    { Ref: 'AWS::Partition' },
                    ...(account === 'AWS::AccountId'
                      ? [':iam::', { Ref: account }, ':root']
                      : [`:iam::${account}:root`]),
                  ],
                ],
              })),
            },
          }),
        ]),
      },
    });
    shared.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'PublishEncrypted',
            Condition: {
              StringEquals: Match.objectLike({
                'kms:CallerAccount': [{ Ref: 'AWS::AccountId' }, '111122223333', '444455556666'],
              }),
            },
          }),
        ]),
      },
    });
  });
});

describe('the topic of stack events', () => {
  it('is encrypted with a key of the account, refuses plain HTTP, and mails nobody by default', () => {
    const key = idOf(usual, 'AWS::KMS::Key', { EnableKeyRotation: true });
    usual.hasResourceProperties('AWS::SNS::Topic', { KmsMasterKeyId: { 'Fn::GetAtt': [key, 'Arn'] } });
    usual.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sns:Publish',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
    usual.resourceCountIs('AWS::SNS::Subscription', 0);
  });

  it('mails those whom the context names', () => {
    hub([network], { notify: ['ops@example.com'] }).hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
  });
});

describe('where it goes', () => {
  it('follows the credentials, so that one template serves every account and region', () => {
    templateOf((app) => {
      const stack = new HubStack(app, 'Hub', { settings: readSettings(undefined), offers: [] });
      expect([stack.environment]).toEqual(['aws://unknown-account/unknown-region']);
      return stack;
    });
  });

  it('is held to the account and region that the context names', () => {
    templateOf((app) => {
      const settings = readSettings({ hub: { account: '111122223333', region: 'eu-central-1' } });
      const stack = new HubStack(app, 'Hub', { settings, offers: [network] });
      expect(stack.environment).toBe('aws://111122223333/eu-central-1');
      return stack;
    });
  });
});

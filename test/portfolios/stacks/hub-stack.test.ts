import { Match } from 'aws-cdk-lib/assertions';
import { type LaunchRoleStatement, launchArn } from '../../../catalog/product';
import { readSettings } from '../../../portfolios/context';
import type { Offer } from '../../../portfolios/offers/published-product';
import { HubStack } from '../../../portfolios/stacks/hub-stack';
import { productOf, releaseFolder, templateOf } from '../fixture';
import { hub, idOf, inPortfolio } from './hub-template';

const release = releaseFolder();
const network: Offer = { product: productOf('network'), releases: [release('network', '1.0.0')] };
const data: Offer = { product: productOf('data'), releases: [release('data', '1.0.0')] };
const usual = hub([network, data]);

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
    [
      'Bellyfed Developers',
      ['BellyfedDeveloper*', 'BellyfedPlatformEngineer*', 'BellyfedDelivery-dev-*', 'BellyfedDelivery-test-*'],
    ],
    [
      'Bellyfed Production',
      ['BellyfedOperator*', 'BellyfedPlatformEngineer*', 'BellyfedDelivery-staging-*', 'BellyfedDelivery-prod-*'],
    ],
  ])('%s is open to roles by the patterns of their names', (name, roles) => {
    const principals = inPortfolio(usual, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation', name);
    expect(principals.map(({ PrincipalARN, PrincipalType }) => [PrincipalType, PrincipalARN])).toEqual(
      roles.map((role) => [
        'IAM_PATTERN',
        { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, `:iam:::role/${role}`]] },
      ]),
    );
  });

  it.each(names)('%s is open to the launch role of a product that launches products, once it is offered', (name) => {
    const launchRole: LaunchRoleStatement = {
      Sid: 'LaunchTiers',
      Effect: 'Allow',
      Action: ['servicecatalog:ProvisionProduct'],
      Resource: [launchArn('catalog', 'product/*')],
    };
    const product = productOf('environment', [launchRole]);
    const principals = (releases: Offer['releases']) =>
      inPortfolio(
        hub([network, { product, releases }]),
        'AWS::ServiceCatalog::PortfolioPrincipalAssociation',
        name,
      ).filter(({ PrincipalARN }) => JSON.stringify(PrincipalARN).includes(':role/BellyfedLaunch-'));
    expect(principals([])).toEqual([]);
    expect(principals([release('environment', '1.0.0')])).toMatchObject([
      {
        PrincipalType: 'IAM_PATTERN',
        PrincipalARN: {
          'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam:::role/BellyfedLaunch-environment']],
        },
      },
    ]);
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

  it('offer products with those tags of their own, since a launch from a portfolio elsewhere gets only these', () => {
    const products = Object.keys(usual.findResources('AWS::ServiceCatalog::CloudFormationProduct'));
    const options = Object.keys(usual.findResources('AWS::ServiceCatalog::TagOption'));
    const found = Object.values(usual.findResources('AWS::ServiceCatalog::TagOptionAssociation'));
    const pairs = found.map(({ Properties }) => `${Properties.ResourceId.Ref} ${Properties.TagOptionId.Ref}`);
    const wanted = products.flatMap((product) => options.map((option) => `${product} ${option}`));
    expect([products.length, options.length]).toEqual([2, 3]);
    expect(pairs).toEqual(expect.arrayContaining(wanted));
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

describe('the portfolio of platform engineers', () => {
  const launchRole: LaunchRoleStatement = {
    Sid: 'LaunchTiers',
    Effect: 'Allow',
    Action: ['servicecatalog:ProvisionProduct'],
    Resource: [launchArn('catalog', 'product/*')],
  };
  const publishing: Offer = { product: productOf('publishing'), releases: [release('publishing', '1.0.0')] };
  const environment = { product: productOf('environment', [launchRole]), releases: [release('environment', '2.0.0')] };
  const whole = hub([network, publishing, environment], { developers: { accounts: ['111122223333'] } });
  const name = 'Bellyfed Platform';

  /** Names of the products that a portfolio offers. */
  const offered = (portfolio: string) =>
    inPortfolio(whole, 'AWS::ServiceCatalog::PortfolioProductAssociation', portfolio).map(
      ({ ProductId }) =>
        whole.findResources('AWS::ServiceCatalog::CloudFormationProduct')[ProductId.Ref]?.Properties.Name,
    );

  it('alone offers what publishes the catalog, and nothing else', () => {
    expect(offered(name)).toEqual(['Bellyfed publishing']);
    for (const other of ['Bellyfed Developers', 'Bellyfed Production']) {
      expect(offered(other)).toEqual(['Bellyfed network', 'Bellyfed environment']);
    }
  });

  it('is open to platform engineers, and to no launch role and no pipeline', () => {
    const principals = inPortfolio(whole, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation', name);
    expect(principals.map(({ PrincipalARN }) => JSON.stringify(PrincipalARN))).toEqual([
      expect.stringContaining(':role/BellyfedPlatformEngineer*"'),
    ]);
  });

  it('is shared with nobody', () => {
    expect(inPortfolio(whole, 'AWS::ServiceCatalog::PortfolioShare', 'Bellyfed Developers')).toHaveLength(1);
    expect(inPortfolio(whole, 'AWS::ServiceCatalog::PortfolioShare', name)).toEqual([]);
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

  it('outlives its line in the context, since its end takes away what the other account made of it', () => {
    const shares = shared.findResources('AWS::ServiceCatalog::PortfolioShare');
    expect(Object.values(shares).map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Retain', 'Retain', 'Retain']);
  });

  it('goes without tags where the context says so', () => {
    const bare = hub([network], { developers: { accounts: ['111122223333'], shareTagOptions: false } });
    bare.hasResourceProperties('AWS::ServiceCatalog::PortfolioShare', { ShareTagOptions: false });
  });

  it.each([
    ['units', { developers: { organizationalUnits: ['ou-ab12-11111111'] } }, ['o-a1b2c3d4e5/*/ou-ab12-11111111/*']],
    ['the whole of it', { production: { organization: true } }, undefined],
  ])('with %s of an organization lets the launches of its accounts be heard of', (_, context, paths) => {
    const template = hub([network], { organization: 'o-a1b2c3d4e5', ...context });
    const caller = {
      StringEquals: Match.objectLike({ 'aws:PrincipalOrgID': 'o-a1b2c3d4e5' }),
      ...(paths && { 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': paths } }),
    };
    const Statement = (sid: string) => Match.arrayWith([Match.objectLike({ Sid: sid, Condition: caller })]);
    template.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: { Statement: Statement('PublishFromOrganization') },
    });
    template.hasResourceProperties('AWS::KMS::Key', {
      KeyPolicy: { Statement: Statement('PublishEncryptedFromOrganization') },
    });
    template.resourceCountIs('AWS::ServiceCatalog::PortfolioShare', 0);
  });

  it('lets the launches of whoever still has a share be heard of, in topic and key, and shares with nobody for that', () => {
    const organization = 'o-a1b2c3d4e5';
    const standing = { accounts: ['777788889999'], organizationalUnits: ['ou-ab12-22222222'] };
    const developers = { organizationalUnits: ['ou-ab12-11111111'] };
    const template = hub([network], { organization, developers }, standing);
    const paths = ['ou-ab12-11111111', 'ou-ab12-22222222'].map((unit) => `${organization}/*/${unit}/*`);
    for (const [type, policy] of [
      ['AWS::SNS::TopicPolicy', 'PolicyDocument'],
      ['AWS::KMS::Key', 'KeyPolicy'],
    ] as const) {
      const [found] = Object.values(template.findResources(type));
      const text = JSON.stringify(found?.Properties[policy]);
      expect(text).toContain('777788889999');
      expect(text).toContain(JSON.stringify(paths));
    }
    template.resourceCountIs('AWS::ServiceCatalog::PortfolioShare', 0);
    const whole = hub([network], {}, { accounts: [], organizationalUnits: [], organization });
    const [policy] = Object.values(whole.findResources('AWS::SNS::TopicPolicy'));
    expect(JSON.stringify(policy)).toContain(`"aws:PrincipalOrgID":"${organization}"`);
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

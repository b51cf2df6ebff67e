import { Template } from 'aws-cdk-lib/assertions';
import type { LaunchRoleStatement } from '../../../catalog/product';
import {
  evaluator,
  pseudoParameters,
  resolveParameters,
  type Template as TemplateValue,
} from '../../../catalog/template';
import { readSettings } from '../../../portfolios/context';
import { guardName, sweepName } from '../../../portfolios/guard/guard-name';
import { receivedProducts } from '../../../portfolios/offers/portfolios';
import { AccountStack } from '../../../portfolios/stacks/account-stack';
import { renderSpoke } from '../../../portfolios/stacks/spoke-template';
import { products } from '../../../products';
import { productOf, templateOf } from '../fixture';
import { policiesOf } from '../launch-role/account-policies';

const settings = readSettings({ provider: 'Us', developers: { roles: ['Dev*'] } });
const launches: LaunchRoleStatement = {
  Sid: 'LaunchTiers',
  Effect: 'Allow',
  Action: ['servicecatalog:ProvisionProduct'],
  Resource: '*',
  reason: 'For the tests.',
};
const some = [productOf('network'), productOf('environment', [launches])];
const template: TemplateValue = JSON.parse(renderSpoke(settings, some));

/** Types and properties of what the spoke makes with these answers, in account 111122223333. */
function made(answers: Readonly<Record<string, string>>, region = 'eu-west-1') {
  const evaluated = evaluator(template, {
    parameters: resolveParameters(template, { HubAccount: '444455556666', ...answers }, {}),
    pseudo: pseudoParameters({ accountId: '111122223333', region, stackName: 'Spoke' }),
  });
  return Object.keys(template.Resources)
    .filter((id) => evaluated.exists(id))
    .map((id) => ({ id, ...evaluated.resource(id) }));
}

const ofType = (resources: ReturnType<typeof made>, type: string) =>
  resources.filter((resource) => resource.type === type).map(({ properties }) => properties);

/** Rules of the guard: of its events, and of its sweep. */
const GUARD = [guardName, sweepName];

const principals = ['Dev*', 'BellyfedLaunch-environment'].map((role) => `arn:aws:iam:::role/${role}`);

const PORTFOLIO = 'port-abcdefghijklm';
/** The same id, in a form that waits for the share to be accepted. */
const ACCEPTED = { 'Fn::Select': [0, [PORTFOLIO, { Ref: expect.stringContaining('developersReceivedShare') }]] };

describe('with its defaults, as a stack set of the organization deploys it', () => {
  const usual = made({});

  it('makes the launch roles and the guard, and nothing of Service Catalog', () => {
    const roles = ofType(usual, 'AWS::IAM::Role').map(({ RoleName }) => RoleName);
    expect(roles).toEqual(expect.arrayContaining(['BellyfedLaunch-network', 'BellyfedLaunch-environment']));
    expect(ofType(usual, 'AWS::Events::Rule').map(({ Name }) => Name)).toEqual(GUARD);
    expect(usual.filter(({ type }) => type.startsWith('AWS::ServiceCatalog::'))).toEqual([]);
  });

  it('says which permissions its launch roles have, by a hash that turns on nothing else', () => {
    const hashOf = (text: string) => JSON.parse(text).Outputs.Permissions.Value;
    const hash = hashOf(renderSpoke(settings, some));
    expect(hash).toMatch(/^[0-9a-f]{12}$/);
    expect(hashOf(renderSpoke(readSettings({ provider: 'Others', hub: { account: '444455556666' } }), some))).toBe(
      hash,
    );
    const more = [productOf('network', [{ ...launches, Sid: 'More' }]), productOf('environment', [launches])];
    expect(hashOf(renderSpoke(settings, more))).not.toBe(hash);
    expect(hashOf(renderSpoke(readSettings({ permissionsBoundary: 'required' }), products))).not.toBe(
      hashOf(renderSpoke(settings, products)),
    );
  });

  it('bounds no role', () => {
    expect(ofType(usual, 'AWS::IAM::Role').filter((role) => 'PermissionsBoundary' in role)).toEqual([]);
  });

  it('asks for the account of the hub alone, and for nothing where the context says which it is', () => {
    const withoutDefault = (value: TemplateValue) =>
      Object.entries(value.Parameters ?? {}).flatMap(([name, parameter]) => ('Default' in parameter ? [] : [name]));
    expect(withoutDefault(template)).toEqual(['HubAccount']);
    const known = renderSpoke(readSettings({ hub: { account: '444455556666' } }), some);
    expect(withoutDefault(JSON.parse(known))).toEqual([]);
  });
});

describe("in the hub's own account, which a stack set of the organization reaches too", () => {
  it.each<Readonly<Record<string, string>>>([
    {},
    { HomeRegion: 'eu-west-1' },
    { DevelopersPortfolioId: PORTFOLIO, ProductionPortfolioId: PORTFOLIO, ProductionSharedBy: 'organization' },
    {
      DevelopersPortfolioId: PORTFOLIO,
      DevelopersLocalPortfolioName: 'Narrow',
      NetworkProductId: 'prod-abcdefghijklm',
    },
  ])('makes nothing but what costs nothing and has no name, whatever is answered: %j', (answers) => {
    const here = made({ ...answers, HubAccount: '111122223333' });
    expect(here.map(({ type }) => type)).toEqual(['AWS::CloudFormation::WaitConditionHandle']);
  });
});

describe('its launch roles', () => {
  it("have the very statements of the hub's, for every product that an account may receive", () => {
    const hub = readSettings({ hub: { account: '444455556666' } });
    const spoke = Template.fromJSON(JSON.parse(renderSpoke(hub, products)));
    const answers = { HubAccount: '444455556666', HomeRegion: '', PermissionsBoundary: '' };
    const account = templateOf((app) => new AccountStack(app, 'Account', { settings: hub, products }));
    const received = receivedProducts(products);
    for (const { id } of received) expect(policiesOf(spoke, id, answers)).toEqual(policiesOf(account, id));
    // What publishes the catalog is launched in the hub's account only.
    expect(products.filter((product) => !received.includes(product)).map(({ id }) => id)).toEqual(['publishing']);
    expect(JSON.stringify(spoke.toJSON())).not.toMatch(
      /BellyfedLaunch-publishing|PlatformPortfolioId|PublishingProductId/,
    );
  });

  it('are assumed by Service Catalog alone', () => {
    Template.fromJSON(template).hasResourceProperties('AWS::IAM::Role', {
      RoleName: 'BellyfedLaunch-network',
      AssumeRolePolicyDocument: {
        Statement: [
          { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' },
        ],
      },
    });
  });

  it('are all bounded by the policy that is named', () => {
    const boundary = 'arn:aws:iam::111122223333:policy/Boundary';
    const roles = ofType(made({ PermissionsBoundary: boundary }), 'AWS::IAM::Role');
    const launch = roles.filter(({ RoleName }) => String(RoleName).startsWith('BellyfedLaunch-'));
    expect(launch.map(({ PermissionsBoundary }) => PermissionsBoundary)).toEqual([boundary, boundary]);
  });

  it('are made in the home region only, and the guard in each', () => {
    const launchRoles = (region: string) =>
      ofType(made({ HomeRegion: 'us-east-1' }, region), 'AWS::IAM::Role').filter(({ RoleName }) => RoleName);
    expect([launchRoles('us-east-1').length, launchRoles('eu-west-1').length]).toEqual([2, 0]);
    expect(ofType(made({ HomeRegion: 'us-east-1' }), 'AWS::Events::Rule').map(({ Name }) => Name)).toEqual(GUARD);
  });
});

describe('a portfolio that is shared with the account alone', () => {
  const received = made({ DevelopersPortfolioId: PORTFOLIO });

  it('is accepted', () => {
    expect(ofType(received, 'AWS::ServiceCatalog::AcceptedPortfolioShare')).toEqual([{ PortfolioId: PORTFOLIO }]);
  });

  it('is open to the roles of the context, and to launch roles that launch', () => {
    expect(ofType(received, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation')).toEqual(
      principals.map((PrincipalARN) => ({ PortfolioId: ACCEPTED, PrincipalARN, PrincipalType: 'IAM_PATTERN' })),
    );
  });

  it('is not opened before it is accepted', () => {
    const [share = ''] = Object.keys(
      Template.fromJSON(template).findResources('AWS::ServiceCatalog::AcceptedPortfolioShare'),
    );
    const open = Template.fromJSON(template).findResources('AWS::ServiceCatalog::PortfolioPrincipalAssociation');
    const direct = Object.entries(open).filter(([id]) => id.startsWith('developersReceivedDirect'));
    expect(direct).toHaveLength(2);
    for (const [, { Properties }] of direct)
      expect(JSON.stringify(Properties.PortfolioId)).toContain(`"Ref":"${share}"`);
  });

  it('is not accepted where the organization shares it, of which nothing can be, and open all the same', () => {
    const through = made({ DevelopersPortfolioId: PORTFOLIO, DevelopersSharedBy: 'organization' });
    expect(ofType(through, 'AWS::ServiceCatalog::AcceptedPortfolioShare')).toEqual([]);
    expect(ofType(through, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation')).toEqual(
      principals.map((PrincipalARN) => ({ PortfolioId: PORTFOLIO, PrincipalARN, PrincipalType: 'IAM_PATTERN' })),
    );
    const own = made({
      DevelopersPortfolioId: PORTFOLIO,
      DevelopersSharedBy: 'organization',
      DevelopersLocalPortfolioName: 'Narrow',
      NetworkProductId: 'prod-abcdefghijklm',
    });
    expect(ofType(own, 'AWS::ServiceCatalog::AcceptedPortfolioShare')).toEqual([]);
    expect(ofType(own, 'AWS::ServiceCatalog::PortfolioProductAssociation')).toMatchObject([
      { ProductId: 'prod-abcdefghijklm', SourcePortfolioId: PORTFOLIO },
    ]);
  });

  // CloudFormation refuses a template that waits for a resource whose condition doesn't hold.
  it('waits by name for nothing that may not be made', () => {
    const conditions = new Map(Object.entries(template.Resources).map(([id, { Condition }]) => [id, Condition]));
    const waits = Object.entries(template.Resources).flatMap(([id, { DependsOn = [] }]) =>
      [DependsOn].flat().map((other) => ({ id, own: conditions.get(id), other: conditions.get(other) })),
    );
    expect(waits.filter(({ own, other }) => other !== undefined && other !== own)).toEqual([]);
  });
});

describe("a portfolio of the account's own", () => {
  const own = made({
    DevelopersPortfolioId: PORTFOLIO,
    DevelopersLocalPortfolioName: 'Narrow',
    NetworkProductId: 'prod-abcdefghijklm',
  });

  it('offers the products that are named, from the shared one', () => {
    expect(ofType(own, 'AWS::ServiceCatalog::Portfolio')).toMatchObject([
      { DisplayName: 'Narrow', ProviderName: 'Us' },
    ]);
    expect(ofType(own, 'AWS::ServiceCatalog::PortfolioProductAssociation')).toMatchObject([
      { ProductId: 'prod-abcdefghijklm', SourcePortfolioId: ACCEPTED },
    ]);
  });

  it('is what roles launch from, and the shared one is not', () => {
    const open = ofType(own, 'AWS::ServiceCatalog::PortfolioPrincipalAssociation');
    expect(open.map(({ PrincipalARN }) => PrincipalARN)).toEqual(principals);
    expect(open.map(({ PortfolioId }) => PortfolioId)).not.toContain(PORTFOLIO);
  });

  it('is not made without the share', () => {
    expect(ofType(made({ DevelopersLocalPortfolioName: 'Narrow' }), 'AWS::ServiceCatalog::Portfolio')).toEqual([]);
  });
});

it('leaves the setting of API Gateway alone where that is asked for', () => {
  expect(ofType(made({ ApiGatewayLogging: 'no' }), 'AWS::ApiGateway::Account')).toEqual([]);
  expect(ofType(made({}), 'AWS::ApiGateway::Account')).toHaveLength(1);
});

it.each([
  [{ HubAccount: '4444' }, /12 digits/],
  [{ PermissionsBoundary: 'Boundary' }, /ARN of a managed policy/],
  [{ DevelopersPortfolioId: 'Developers' }, /port-abcdefghijklm/],
])('refuses %j', (answers, message) => {
  expect(() => made(answers)).toThrow(message);
});

it('needs nothing beside itself: no assets and no bootstrap', () => {
  const text = JSON.stringify(template);
  expect(text).not.toMatch(/cdk-hnb659fds|BootstrapVersion|AssetParameters/);
  expect(renderSpoke(settings, some)).toBe(renderSpoke(settings, some));
});

it('fits into a template that is named by its address', () => {
  expect(Buffer.byteLength(renderSpoke(settings, products))).toBeLessThan(1024 * 1024);
});

/** Findings of cdk-nag about the stacks: each is accepted with a reason here, or mended. */

import { join } from 'node:path';
import type { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { type Exception, judge } from '../../catalog/product/exceptions';
import { parseTemplate } from '../../catalog/template';
import { type Finding, validateTemplate } from '../../catalog/validation';
import { readSettings } from '../../portfolios/context';
import contextSchema from '../../portfolios/context.schema.json';
import { guardName } from '../../portfolios/guard/guard-name';
import { boundaryStatements } from '../../portfolios/launch-role/boundary';
import { loadOffers } from '../../portfolios/offers/offers';
import { AccountStack } from '../../portfolios/stacks/account-stack';
import { GuardStack } from '../../portfolios/stacks/guard-stack';
import { HubStack } from '../../portfolios/stacks/hub-stack';
import { SpokeStack } from '../../portfolios/stacks/spoke-stack';
import { renderSpoke } from '../../portfolios/stacks/spoke-template';
import { products } from '../../products';
import { productOf, releaseFolder, templateOf, withApp } from './fixture';

const release = releaseFolder();
const settings = readSettings({
  notify: ['ops@example.com'],
  developers: { accounts: ['111122223333'] },
  production: { accounts: ['111122223333'], monthlyBudget: 5000 },
  serviceActions: ['restart-service', 'snapshot-database'],
});
const build = {
  hub: (app: App) =>
    new HubStack(app, 'Hub', {
      settings,
      offers: [{ product: productOf('network'), releases: [release('network', '1.0.0')] }],
    }),
  account: (app: App) => new AccountStack(app, 'Account', { settings, products: [productOf('network')] }),
  guard: (app: App) => new GuardStack(app, 'Guard', { settings }),
  spoke: (app: App) => new SpokeStack(app, 'Spoke', { settings, products: [productOf('network')] }),
};

function ofLaunchPolicy(logicalId: string, hubAccount: string): Exception[] {
  const wildcard = (resource: string, reason: string): Exception => ({
    rule: `AwsSolutions-IAM5[Resource::${resource}]`,
    logicalId,
    reason,
  });
  return [
    wildcard(
      'arn:<AWS::Partition>:cloudformation:*:<AWS::AccountId>:stack/SC-*',
      'Service Catalog names its stacks SC-<account>-<provisioned product>; products are launched in any region.',
    ),
    wildcard('*', 'A template that has no stack yet is no resource: these two calls are known by * only.'),
    wildcard(
      'arn:<AWS::Partition>:s3:::*',
      "Service Catalog keeps templates in buckets of its own, whose names aren't published; a tag that it sets narrows it.",
    ),
    wildcard(
      `arn:<AWS::Partition>:sns:*:${hubAccount}:BellyfedLaunchEvents`,
      'Every region of the hub has a topic of this name.',
    ),
    wildcard(
      `arn:<AWS::Partition>:kms:*:${hubAccount}:key/*`,
      'AWS chooses the ids of keys; the condition narrows it to the one with the alias.',
    ),
  ];
}

/** A boundary grants nothing, so it may be wide: how wide is held by a test of its own. */
function ofBoundaries(scope: string): Exception[] {
  return (['workload', 'publishing'] as const).flatMap((purpose) => {
    const found = boundaryStatements(purpose).flatMap(({ Action, Resource }) => [
      ...[Resource].flat().map((resource) => `Resource::${resource.replaceAll('${', '<').replaceAll('}', '>')}`),
      ...Action.filter((action) => action.includes('*')).map((action) => `Action::${action}`),
    ]);
    return [...new Set(found)].map((each) => ({
      rule: `AwsSolutions-IAM5[${each}]`,
      logicalId: `${scope}/PermissionsBoundary/${purpose}`,
      reason: 'A permissions boundary grants nothing: it says how far the policies of roles reach.',
    }));
  });
}

function ofApiLogging(logicalId: string): Exception {
  return {
    rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
    logicalId,
    reason: 'API Gateway checks the role for the permissions of this very policy when the account is set up.',
  };
}

function ofGuard(stack: string): Exception[] {
  const stacks = 'cloudformation:<AWS::Region>:<AWS::AccountId>:stack/*/*';
  const notes = 'ssm:<AWS::Region>:<AWS::AccountId>:parameter/bellyfed/catalog/guard/lifted/*';
  const wide = (policy: string, resource: string, reason: string): Exception => ({
    rule: `AwsSolutions-IAM5[Resource::${resource === '*' ? '*' : `arn:<AWS::Partition>:${resource}`}]`,
    logicalId: `${stack}/Guard/${policy}/Resource`,
    reason,
  });
  return [
    wide('Protect', stacks, 'An adopted stack keeps its name: what tells the stacks of the catalog is read from them.'),
    ...['Observe', 'Sweep/Observe', 'Sweep/Page/Observe'].map((policy) =>
      wide(policy, '*', 'Step Functions logs and traces by calls that take no resource.'),
    ),
    wide('Sweep/List', '*', 'Service Catalog lists provisioned products by a call that takes no resource.'),
    wide('Sweep/List', notes, 'A note is named after the provisioned product that it is about.'),
    wide('Sweep/Page/Look', '*', 'Service Catalog finds provisioned products by a call that takes no resource.'),
    wide('Sweep/Page/Look', stacks, 'An adopted stack keeps its name; these calls only read.'),
    wide('Sweep/Page/Look', notes, 'A note is named after the provisioned product that it is about.'),
    {
      rule: 'NIST.800.53.R5-CloudWatchLogGroupEncrypted',
      logicalId: `${stack}/Guard/Logs/Resource`,
      reason: 'CloudWatch encrypts it with a key of its own; the log names states and times, and holds no data.',
    },
    {
      rule: 'NIST.800.53.R5-CloudWatchAlarmAction',
      logicalId: `${stack}/Guard/Alarm/Lost`,
      reason: 'Who hears of it is the account’s to say: an alarm can’t send to a topic of the hub’s account.',
    },
  ];
}

function ofServiceActions(): Exception[] {
  const wildcard = (action: string, resource: string, reason: string): Exception => ({
    rule: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:${resource.replace('::', ':<AWS::Region>:<AWS::AccountId>:')}]`,
    logicalId: `Hub/ServiceActions/${action}-policy/Resource`,
    reason,
  });
  return [
    wildcard(
      'restart-service',
      'ecs::service/SC-*',
      "Services stand in their stack's cluster, which is named after it.",
    ),
    wildcard('restart-service', 'ecs::service/bellyfed-*-search/*', "Search's cluster is named after its environment."),
    wildcard('snapshot-database', 'rds::cluster:bellyfed-*', 'Clusters are named after their environment.'),
    wildcard('snapshot-database', 'rds::cluster-snapshot:action-*', 'Each run names its snapshot after itself.'),
  ];
}

const accepted: Record<keyof typeof build, Exception[]> = {
  hub: ofServiceActions(),
  account: [
    ...ofLaunchPolicy('Account/LaunchPolicy', '<AWS::AccountId>'),
    ...ofBoundaries('Account'),
    ofApiLogging('Account/ApiLogging/Role/Resource'),
    ...ofGuard('Account'),
  ],
  guard: [...ofGuard('Guard'), ofApiLogging('Guard/ApiLogging/Role/Resource')],
  spoke: [
    ...ofLaunchPolicy('Spoke/Roles/LaunchPolicy', '<HubAccount>'),
    ...ofBoundaries('Spoke/Roles'),
    ofApiLogging('Spoke/Apis/Logging/Role/Resource'),
    ...ofGuard('Spoke'),
  ],
};

function nagFindings(stack: Stack): { rule: string; logicalId: string }[] {
  return [new AwsSolutionsChecks(), new NIST80053R5Checks()].flatMap((pack) =>
    pack.validateScope(stack).violations.flatMap(({ ruleName, violatingResources }) =>
      violatingResources.map((resource) => ({
        rule: ruleName,
        logicalId: resource.resourceLogicalId ?? resource.constructPath ?? '',
      })),
    ),
  );
}

describe.each(['hub', 'account', 'guard', 'spoke'] as const)('the %s stack', (name) => {
  it('has no finding of cdk-nag without a written reason, and no reason without a finding', () => {
    const findings = withApp((app) => nagFindings(build[name](app)));
    expect(judge(findings, accepted[name])).toEqual({ open: [], stale: [] });
  });
});

describe('the launch roles of the registry', () => {
  it('are found to name resources by pattern, which each product gives its reasons for, and nothing else', () => {
    const findings = withApp((app) => nagFindings(new AccountStack(app, 'Account', { settings, products })));
    const ofProducts = judge(findings, accepted.account).open;
    expect(ofProducts.length).toBeGreaterThan(0);
    expect(ofProducts.filter(({ rule }) => !rule.startsWith('AwsSolutions-IAM5[Resource::'))).toEqual([]);
  });
});

/** Every setting there is, none with its default. */
const everySetting = {
  hub: { account: '111122223333' },
  regions: ['eu-central-1', 'eu-west-1'],
  organization: 'o-a1b2c3d4e5',
  provider: 'Platform',
  owner: 'Platform owner',
  distributor: 'Platform distributor',
  support: { email: 'help@example.com', url: 'https://example.com/help', description: 'Ask us.' },
  notify: ['ops@example.com'],
  developers: {
    roles: ['Developer-*', 'team/Lead'],
    accounts: ['444455556666'],
    organizationalUnits: ['ou-ab12-11111111'],
    monthlyBudget: 1200.5,
  },
  production: { roles: ['Operator-*'], accounts: ['444455556666'], shareTagOptions: false, sharePrincipals: false },
  platform: { roles: ['Engineer-*'], monthlyBudget: 50 },
  serviceActions: ['restart-service', 'snapshot-database'],
  permissionsBoundary: 'required',
  reservedNames: ['prod', 'live'],
  tagOptions: { CostCentre: ['4711', '4712'], Owner: [] },
};

describe.each([
  ['the default settings', {}],
  ['every setting set', everySetting],
])("AWS's template validator, with %s", (_, context) => {
  const chosen = readSettings(context);
  const offers = loadOffers(join(__dirname, '../../products'), products);

  it.each<[string, (app: App) => Stack]>([
    ['the hub', (app) => new HubStack(app, 'Hub', { settings: chosen, offers })],
    ["the account's stack", (app) => new AccountStack(app, 'Account', { settings: chosen, products })],
    ['the guard of a further region', (app) => new GuardStack(app, guardName, { settings: chosen })],
  ])('finds nothing in %s', (_, create) => {
    const found: Finding[] = validateTemplate(JSON.stringify(templateOf(create).toJSON()));
    expect(found).toEqual([]);
  });

  it('finds nothing in the spoke, with every part of it in use', () => {
    const text = renderSpoke(chosen, products);
    const parameters = Object.keys(parseTemplate(text).Parameters ?? {}).map((name) => [name, answerOf(name)]);
    const answers = { parameters: Object.fromEntries(parameters), accountId: '111122223333' };
    expect(validateTemplate(text, answers)).toEqual([]);
  });
});

/** An answer to a question of the spoke, by the form that its name tells of. */
function answerOf(parameter: string): string {
  const forms: readonly (readonly [RegExp, string])[] = [
    [/^HubAccount$/, '444455556666'],
    [/^DevelopersPortfolioId$/, 'port-abcdefghijklm'],
    [/^ProductionPortfolioId$/, 'port-nopqrstuvwxyz'],
    [/ProductId$/, 'prod-abcdefghijklm'],
    [/SharedBy$/, 'account'],
    [/LocalPortfolioName$/, 'Our own'],
    [/^PermissionsBoundary$/, 'arn:aws:iam::111122223333:policy/Boundary'],
    [/^HomeRegion$/, 'us-east-1'],
    [/^ApiGatewayLogging$/, 'yes'],
  ];
  const [, answer = ''] = forms.find(([form]) => form.test(parameter)) ?? [];
  return answer;
}

it('is run with every setting that there is', () => {
  expect(Object.keys(everySetting).sort()).toEqual(Object.keys(contextSchema.properties).sort());
});

/** What cdk-nag holds against the stacks is accepted with a reason here, or mended. */

import type { App, Stack } from 'aws-cdk-lib';
import { AwsSolutionsChecks, NIST80053R5Checks } from 'cdk-nag';
import { type Exception, judge } from '../../catalog/product/exceptions';
import { type Finding, validateTemplate } from '../../catalog/template';
import { AccountStack } from '../../portfolios/account-stack';
import { readSettings } from '../../portfolios/context';
import { HubStack } from '../../portfolios/hub-stack';
import { products } from '../../products';
import { productOf, releaseFolder, templateOf, withApp } from './fixture';

const release = releaseFolder();
const settings = readSettings({
  notify: ['ops@example.com'],
  developers: { accounts: ['111122223333'] },
  production: { accounts: ['111122223333'] },
});
const build = {
  hub: (app: App) =>
    new HubStack(app, 'Hub', {
      settings,
      offers: [{ product: productOf('network'), releases: [release('network', '1.0.0')] }],
    }),
  account: (app: App) => new AccountStack(app, 'Account', { settings, products: [productOf('network')] }),
};

function wildcard(resource: string, reason: string): Exception {
  return { rule: `AwsSolutions-IAM5[Resource::${resource}]`, logicalId: 'Account/LaunchPolicy', reason };
}

const accepted: Record<keyof typeof build, Exception[]> = {
  hub: [],
  account: [
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
      'arn:<AWS::Partition>:sns:*:<AWS::AccountId>:BellyfedLaunchEvents',
      'Every region of the hub has a topic of this name.',
    ),
    wildcard(
      'arn:<AWS::Partition>:kms:*:<AWS::AccountId>:key/*',
      'AWS chooses the ids of keys; the condition narrows it to the one with the alias.',
    ),
    {
      rule: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs]',
      logicalId: 'Account/ApiLogging/Role/Resource',
      reason: 'API Gateway checks the role for the permissions of this very policy when the account is set up.',
    },
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

describe.each(['hub', 'account'] as const)('the %s stack', (name) => {
  it('has no finding of cdk-nag without a written reason, and no reason without a finding', () => {
    const findings = withApp((app) => nagFindings(build[name](app)));
    expect(judge(findings, accepted[name])).toEqual({ open: [], stale: [] });
  });

  it("has nothing that AWS's template validator finds", () => {
    const template = templateOf(build[name]).toJSON();
    const found: Finding[] = validateTemplate(JSON.stringify(template));
    expect(found).toEqual([]);
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

import { Match, type Template } from 'aws-cdk-lib/assertions';
import type { LaunchRoleStatement } from '../../../catalog/product';
import { readSettings } from '../../../portfolios/context';
import { AccountStack } from '../../../portfolios/stacks/account-stack';
import { productOf, templateOf } from '../fixture';
import { policiesOf } from '../launch-role/account-policies';

const statement: LaunchRoleStatement = {
  Sid: 'Buckets',
  Effect: 'Allow',
  Action: ['s3:CreateBucket', 's3:DeleteBucket'],
  Resource: [`arn:\${AWS::Partition}:s3:::sc-\${AWS::AccountId}-*`],
  Condition: {
    StringEquals: { 'aws:ResourceAccount': `\${AWS::AccountId}`, 'aws:RequestTag/Team': `\${aws:PrincipalTag/Team}` },
  },
};
const wide: LaunchRoleStatement = {
  Sid: 'ListBuckets',
  Effect: 'Allow',
  Action: ['s3:ListAllMyBuckets'],
  Resource: '*',
  reason: 'It takes no resource.',
};

function account(
  context?: object,
  products = [productOf('network', [statement, wide]), productOf('data', [wide])],
): Template {
  return templateOf((app) => new AccountStack(app, 'Account', { settings: readSettings(context), products }));
}

const usual = account();

describe('a launch role', () => {
  it.each(['network', 'data'])(
    'of %s is named after its product, without a path, and trusts Service Catalog only',
    (product) => {
      usual.hasResourceProperties('AWS::IAM::Role', {
        RoleName: `BellyfedLaunch-${product}`,
        Path: Match.absent(),
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      });
    },
  );

  it('may act for as long as a launch takes', () => {
    usual.hasResourceProperties('AWS::IAM::Role', { RoleName: 'BellyfedLaunch-data', MaxSessionDuration: 43_200 });
  });

  it('stays with its policies when the stack goes, but not when its creation fails', () => {
    const kept = { DeletionPolicy: 'RetainExceptOnCreate' };
    usual.hasResource('AWS::IAM::Role', { ...kept, Properties: { RoleName: 'BellyfedLaunch-data' } });
    for (const Description of ['What every launch', 'What the resources of Bellyfed data']) {
      const Properties = { Description: Match.stringLikeRegexp(Description) };
      usual.hasResource('AWS::IAM::ManagedPolicy', { ...kept, Properties });
    }
  });

  it("has its product's statements, with partition and account filled in and IAM's own variables left alone", () => {
    expect(policiesOf(usual, 'network').flatMap(({ Statement }) => Statement)).toContainEqual({
      Sid: 'Buckets',
      Effect: 'Allow',
      Action: ['s3:CreateBucket', 's3:DeleteBucket'],
      Resource: ['arn:aws:s3:::sc-111122223333-*'],
      Condition: {
        StringEquals: { 'aws:ResourceAccount': '111122223333', 'aws:RequestTag/Team': `\${aws:PrincipalTag/Team}` },
      },
    });
  });

  it('keeps the reasons out of the policy', () => {
    expect(policiesOf(usual, 'network').flatMap(({ Statement }) => Statement)).toContainEqual({
      Sid: 'ListBuckets',
      Effect: 'Allow',
      Action: ['s3:ListAllMyBuckets'],
      Resource: '*',
    });
  });

  it("has nothing of other products' statements", () => {
    expect(JSON.stringify(policiesOf(usual, 'data'))).not.toContain('s3:CreateBucket');
  });

  it('may do with stacks what launches and plans do, of Service Catalog alone', () => {
    const [shared] = policiesOf(usual, 'data');
    expect(shared?.Statement).toMatchObject([
      { Sid: 'LaunchStack', Resource: ['arn:aws:cloudformation:*:111122223333:stack/SC-*'] },
      { Sid: 'LaunchReadTemplate', Resource: '*' },
      {
        Sid: 'LaunchFetchTemplate',
        Condition: { StringEquals: { 's3:ExistingObjectTag/servicecatalog:provisioning': 'true' } },
      },
      { Sid: 'LaunchPublishEvents', Resource: ['arn:aws:sns:*:111122223333:BellyfedLaunchEvents'] },
      { Sid: 'LaunchEncryptEvents', Resource: ['arn:aws:kms:*:111122223333:key/*'] },
    ]);
  });

  it("publishes its events in the hub's account, where the context names one", () => {
    const [shared] = policiesOf(account({ hub: { account: '444455556666' } }), 'data');
    expect(shared?.Statement).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ Resource: ['arn:aws:sns:*:444455556666:BellyfedLaunchEvents'] }),
        expect.objectContaining({ Resource: ['arn:aws:kms:*:444455556666:key/*'] }),
      ]),
    );
  });

  it('changes no other role when a product is added', () => {
    const more = account(undefined, [
      productOf('app'),
      productOf('network', [statement, wide]),
      productOf('data', [wide]),
    ]);
    expect(more.toJSON().Resources).toMatchObject(usual.toJSON().Resources);
  });
});

describe('the account stack', () => {
  it('lets API Gateway write logs, and leaves that behind when it goes', () => {
    usual.hasResource('AWS::ApiGateway::Account', { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain' });
    usual.hasResource('AWS::IAM::Role', {
      DeletionPolicy: 'Retain',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [
            { Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole' },
          ],
        },
      },
    });
  });

  it('is protected, since nothing could be terminated without its roles', () => {
    templateOf((app) => {
      const stack = new AccountStack(app, 'Account', { settings: readSettings(undefined), products: [] });
      expect(stack.terminationProtection).toBe(true);
      return stack;
    });
  });

  it('goes to any account, even when the context names the one of the hub', () => {
    templateOf((app) => {
      const settings = readSettings({ hub: { account: '444455556666', region: 'eu-central-1' } });
      const stack = new AccountStack(app, 'Account', { settings, products: [] });
      expect(stack.environment).toBe('aws://unknown-account/unknown-region');
      return stack;
    });
  });
});

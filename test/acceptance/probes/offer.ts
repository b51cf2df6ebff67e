import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { pauseAt } from '../place';
import { LAUNCH_TAG, runTag } from '../run-tag';
import { failuresIn, type StackEnd, stackNamed, type Template } from '../stacks';
import { makeBucket, templateBucket } from '../template-bucket';
import type { Bench } from './bench';

/** Product of a probe, offered to the caller from a portfolio of its own. */
export interface OfferWish {
  /** Templates of the product's versions, in order, by version. */
  readonly versions: Readonly<Record<string, Template>>;
  /** Statements of its launch role beside what every launch needs. */
  readonly statements: readonly object[];
  /** Rules of template constraints, one constraint each. */
  readonly rules?: readonly object[];
  /** Other resources of the offer's stack. */
  readonly more?: object;
  /** Part of the probe that it is, where there are several. */
  readonly part?: string;
}

/** End of what Service Catalog was asked to do with a provisioned product. */
export interface RecordEnd {
  readonly status: string;
  /** AWS's words where it failed. */
  readonly error: string;
  readonly stack: string;
}

/** Statements that every launch needs: those of the catalog's own, without `SetStackPolicy`. */
const launchStatements = [
  {
    Effect: 'Allow',
    Action: [
      ...['CreateChangeSet', 'CreateStack', 'DeleteChangeSet', 'DeleteStack', 'DescribeChangeSet'],
      ...['DescribeStackEvents', 'DescribeStacks', 'ExecuteChangeSet', 'GetTemplateSummary', 'ListChangeSets'],
      ...['TagResource', 'UntagResource', 'UpdateStack'],
    ].map((action) => `cloudformation:${action}`),
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:cloudformation:*:${AWS::AccountId}:stack/SC-*' },
  },
  { Effect: 'Allow', Action: ['cloudformation:GetTemplateSummary', 'cloudformation:ValidateTemplate'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: '*',
    Condition: { StringEquals: { 's3:ExistingObjectTag/servicecatalog:provisioning': 'true' } },
  },
];

/** Template of one parameter of the parameter store, which costs nothing; `Text` is what it says. */
export const parameterTemplate: Template = {
  Parameters: { Text: { Type: 'String', Default: 'a' } },
  Resources: { Parameter: { Type: 'AWS::SSM::Parameter', Properties: { Type: 'String', Value: { Ref: 'Text' } } } },
};

/** Statements that a launch role needs for `parameterTemplate`. */
export const parameterStatements: readonly object[] = [
  {
    Effect: 'Allow',
    Action: [
      ...['AddTagsToResource', 'DeleteParameter', 'GetParameter', 'GetParameters', 'ListTagsForResource'],
      ...['PutParameter', 'RemoveTagsFromResource'],
    ].map((action) => `ssm:${action}`),
    Resource: { 'Fn::Sub': 'arn:${AWS::Partition}:ssm:*:${AWS::AccountId}:parameter/CFN-*' },
  },
  { Effect: 'Allow', Action: 'ssm:DescribeParameters', Resource: '*' },
];

/** Name of a probe's product, and of what is launched of it. */
export function productName(bench: Bench, part?: string): string {
  return bench.stackName(part);
}

/** Offers a product: its portfolio, its versions, its launch role and constraints, in one stack. */
export async function offer(bench: Bench, wish: OfferWish): Promise<StackEnd> {
  const end = await bench.create(await offerTemplate(bench, wish), { part: wish.part });
  await bench.untilRolesAreKnown();
  return end;
}

/** Template of the stack that offers a product, whose versions are in the run's bucket by then. */
export async function offerTemplate(bench: Bench, wish: OfferWish): Promise<Template> {
  const ProvisioningArtifactParameters: object[] = [];
  for (const [Name, template] of Object.entries(wish.versions)) {
    ProvisioningArtifactParameters.push({
      Name,
      Info: { LoadTemplateFromURL: await uploaded(bench, wish, Name, template) },
    });
  }
  const both = { PortfolioId: { Ref: 'Portfolio' }, ProductId: { Ref: 'Product' } };
  const constraints = (wish.rules ?? []).map((Rules, index) => [
    `Rules${index + 1}`,
    {
      Type: 'AWS::ServiceCatalog::LaunchTemplateConstraint',
      DependsOn: 'Association',
      Properties: { ...both, Rules: JSON.stringify(Rules) },
    },
  ]);
  const name = productName(bench, wish.part);
  return {
    Resources: {
      Portfolio: {
        Type: 'AWS::ServiceCatalog::Portfolio',
        Properties: { DisplayName: name, ProviderName: 'Acceptance' },
      },
      Product: {
        Type: 'AWS::ServiceCatalog::CloudFormationProduct',
        Properties: { Name: name, Owner: 'Acceptance', ProvisioningArtifactParameters },
      },
      Association: { Type: 'AWS::ServiceCatalog::PortfolioProductAssociation', Properties: both },
      Caller: principal(bench.place.role),
      Role: launchRole(wish.statements),
      Launch: {
        Type: 'AWS::ServiceCatalog::LaunchRoleConstraint',
        DependsOn: 'Association',
        Properties: { ...both, RoleArn: { 'Fn::GetAtt': ['Role', 'Arn'] } },
      },
      ...Object.fromEntries(constraints),
      ...wish.more,
    },
    Outputs: {
      ProductId: { Value: { Ref: 'Product' } },
      Role: { Value: { Ref: 'Role' } },
      Artifacts: { Value: { 'Fn::GetAtt': ['Product', 'ProvisioningArtifactIds'] } },
    },
  };
}

/** Launches a product of the probe as the caller, and waits. */
export async function launch(bench: Bench, version: string, text: string, part?: string): Promise<RecordEnd> {
  const client = await bench.place.target.serviceCatalog();
  return recordOf(bench, client, () =>
    client.provisionProduct({
      ProductName: productName(bench, part),
      ProvisioningArtifactName: version,
      ProvisionedProductName: productName(bench, part),
      ProvisioningParameters: [{ Key: 'Text', Value: text }],
      Tags: [runTag(bench.runId, LAUNCH_TAG)],
    }),
  );
}

/** Changes the text of what was launched, and waits. */
export async function change(bench: Bench, version: string, text: string, part?: string): Promise<RecordEnd> {
  const client = await bench.place.target.serviceCatalog();
  return recordOf(bench, client, () =>
    client.updateProvisionedProduct({
      ProductName: productName(bench, part),
      ProvisioningArtifactName: version,
      ProvisionedProductName: productName(bench, part),
      ProvisioningParameters: [{ Key: 'Text', Value: text }],
    }),
  );
}

/** Plans the same change, carries the plan out, and waits. */
export async function changeByPlan(bench: Bench, productId: string, text: string, part?: string): Promise<RecordEnd> {
  const client = await bench.place.target.serviceCatalog();
  const ProvisionedProductName = productName(bench, part);
  const { ProvisioningArtifactSummaries: [artifact] = [] } = await client.describeProductAsAdmin({ Id: productId });
  const { PlanId } = await client.createProvisionedProductPlan({
    PlanName: `${ProvisionedProductName}-plan`,
    PlanType: 'CLOUDFORMATION',
    ProductId: productId,
    ProvisionedProductName,
    ProvisioningArtifactId: artifact?.Id,
    ProvisioningParameters: [{ Key: 'Text', Value: text }],
  });
  for (;;) {
    const { ProvisionedProductPlanDetails: plan } = await client.describeProvisionedProductPlan({ PlanId });
    if (plan?.Status === 'CREATE_SUCCESS') break;
    if (plan?.Status !== 'CREATE_IN_PROGRESS')
      return { status: `PLAN ${plan?.Status}`, error: plan?.StatusMessage ?? '', stack: '' };
    await pause(pauseAt(bench.place));
  }
  const end = await recordOf(bench, client, () => client.executeProvisionedProductPlan({ PlanId }));
  await client.deleteProvisionedProductPlan({ PlanId, IgnoreErrors: true }).catch(() => {});
  return end;
}

/** Terminates what was launched, and waits. */
export async function terminate(bench: Bench, part?: string): Promise<RecordEnd> {
  const client = await bench.place.target.serviceCatalog();
  return recordOf(bench, client, () =>
    client.terminateProvisionedProduct({ ProvisionedProductName: productName(bench, part) }),
  );
}

/** Tags of a launched product's stack; undefined where there is no stack. */
export async function tagsOfStack(bench: Bench, stack: string) {
  return (await stackNamed(bench.place, stack))?.Tags;
}

/** Principal of a stack's `Portfolio`, by the name of a role, or its pattern. */
export function principal(role: string): object {
  return {
    Type: 'AWS::ServiceCatalog::PortfolioPrincipalAssociation',
    Properties: {
      PortfolioId: { Ref: 'Portfolio' },
      PrincipalARN: { 'Fn::Sub': `arn:\${AWS::Partition}:iam:::role/${role}` },
      PrincipalType: 'IAM_PATTERN',
    },
  };
}

function launchRole(statements: readonly object[]): object {
  const trust = { Effect: 'Allow', Principal: { Service: 'servicecatalog.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const PolicyDocument = { Version: '2012-10-17', Statement: [...launchStatements, ...statements] };
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      MaxSessionDuration: 43_200,
      AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [trust] },
      Policies: [{ PolicyName: 'Launch', PolicyDocument }],
    },
  };
}

async function uploaded(
  bench: Bench,
  { part = 'product' }: OfferWish,
  version: string,
  template: Template,
): Promise<string> {
  const s3 = await bench.place.target.s3();
  const Bucket = templateBucket(bench.runId);
  await makeBucket(bench.place, bench.runId, Bucket);
  const Key = `${bench.stackName(part)}/${version}.json`;
  await s3.putObject({ Bucket, Key, Body: JSON.stringify(template) });
  return `https://s3.${bench.place.region}.amazonaws.com/${Bucket}/${Key}`;
}

async function recordOf(
  bench: Bench,
  client: ServiceCatalog,
  begin: () => Promise<{ RecordDetail?: { RecordId?: string; ProvisionedProductId?: string } }>,
): Promise<RecordEnd> {
  const since = new Date();
  let begun: Awaited<ReturnType<typeof begin>>;
  try {
    begun = await begin();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { status: 'REFUSED', error: `${error.name}: ${error.message}`, stack: '' };
  }
  const { RecordId, ProvisionedProductId } = begun.RecordDetail ?? {};
  const stack = `SC-${bench.place.account}-${ProvisionedProductId}`;
  for (;;) {
    const { RecordDetail } = await client.describeRecord({ Id: RecordId });
    const { Status = '', RecordErrors = [] } = RecordDetail ?? {};
    if (/^(SUCCEEDED|FAILED)$/.test(Status)) {
      const errors = RecordErrors.map(({ Description }) => Description);
      const reasons = Status === 'FAILED' ? await failuresIn(bench.place, stack, since) : [];
      return { status: Status, error: [...errors, ...reasons].join(' '), stack };
    }
    await pause(pauseAt(bench.place));
  }
}

import { agrees, differs, notReached, type Verdict } from '../assumption';
import { runOf } from '../run-tag';
import { isWell, reasonOf, tagNamed } from '../stacks';
import type { Bench } from './bench';
import {
  change,
  changeByPlan,
  launch,
  offer,
  offerTemplate,
  parameterStatements,
  parameterTemplate,
  principal,
  productName,
  type RecordEnd,
  tagsOfStack,
  terminate,
} from './offer';
import type { Probe } from './probe';

const DENY_ALL = { Effect: 'Deny', Action: 'Update:*', Principal: '*', Resource: '*' };
const TAG_PREFIX = 'aws:servicecatalog:';

/** Launch without `cloudformation:SetStackPolicy`, the tags of its stack, and updates that a stack policy denies. */
const stackPolicy: Probe = {
  id: 'stack-policy',
  assumptions: [
    {
      id: 'launch-without-set-stack-policy',
      text: 'Service Catalog launches and updates with a launch role that may not set a stack policy.',
      stands: 'Launch roles need no right to replace the policy that the guard sets.',
      mend: {
        where: ['portfolios/launch-role/launch-statements.ts'],
        change: 'If it agrees, take cloudformation:SetStackPolicy out of LaunchStack; if it differs, keep it.',
      },
    },
    {
      id: 'product-tag',
      text: "DescribeStacks shows aws:servicecatalog:productArn on a launched stack, with the product's account in it.",
      stands: 'The guard tells the stacks of the catalog from others by that tag.',
      mend: {
        where: ['portfolios/guard/guard-machine.ts', 'docs/adr/0008-guard-by-region-and-tag.md'],
        change:
          "Ask Service Catalog for the stack's product, by DescribeProvisionedProduct, instead of reading the tag.",
      },
    },
    {
      id: 'stack-policy-update',
      text: "UpdateProvisionedProduct is refused by the stack's policy, and leaves the policy as it is.",
      stands: 'The guard protects data against updates in the console and with the AWS CLI.',
      mend: {
        where: ['portfolios/guard/guard-policy.ts', 'README.md'],
        change:
          'Say that the guard holds for direct updates only, and protect each store by its own deletion protection.',
      },
    },
    {
      id: 'stack-policy-plan',
      text: "ExecuteProvisionedProductPlan is refused by the stack's policy.",
      stands: '`catalog upgrade` and pipelines, which carry out plans, are held by the guard.',
      mend: {
        where: ['portfolios/guard/guard-policy.ts', 'operations/upgrade/gate.ts'],
        change: 'Hold plans by the gate alone, and say so in the README.',
      },
    },
  ],
  makes: 'a portfolio with one product, its launch role, and one launch of it: a parameter',
  usd: 0,
  minutes: 10,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const { status, outputs, reasons } = await offer(bench, {
        versions: { v1: parameterTemplate },
        statements: parameterStatements,
      });
      if (status !== 'CREATE_COMPLETE')
        return { 'launch-without-set-stack-policy': notReached(reasonOf({ status, outputs, reasons })) };
      const launched = await launch(bench, 'v1', 'a');
      if (launched.status !== 'SUCCEEDED') return { 'launch-without-set-stack-policy': unlessAsked(launched) };
      const productArn = tagNamed(await tagsOfStack(bench, launched.stack), `${TAG_PREFIX}productArn`);
      const cloudFormation = await bench.place.target.cloudFormation();
      const changed = await change(bench, 'v1', 'b');
      const policy = JSON.stringify({ Statement: [DENY_ALL] });
      await cloudFormation.setStackPolicy({ StackName: launched.stack, StackPolicyBody: policy });
      const updated = await change(bench, 'v1', 'c');
      const { StackPolicyBody } = await cloudFormation.getStackPolicy({ StackName: launched.stack });
      const isKept = StackPolicyBody === policy;
      const planned = await changeByPlan(bench, outputs.ProductId ?? '', 'd');
      await terminate(bench);
      return {
        'launch-without-set-stack-policy':
          changed.status === 'SUCCEEDED' ? agrees('launched and updated') : unlessAsked(changed),
        'product-tag': productArn?.includes(`:${bench.place.account}:product/`)
          ? agrees('the tag names account and product')
          : differs(`the tag is ${productArn}`),
        'stack-policy-update': deniedBy(updated, isKept ? '' : 'the policy was replaced'),
        'stack-policy-plan': deniedBy(planned),
      };
    },
  },
};

/** Failure of a launch or an update: it says something where it is the missing right. */
function unlessAsked({ error }: RecordEnd): Verdict {
  return error.includes('SetStackPolicy') ? differs(error) : notReached(error);
}

/** Refusal by a stack policy, as a record of Service Catalog ends with it. */
function deniedBy({ status, error }: RecordEnd, fault = ''): Verdict {
  if (status === 'SUCCEEDED') return differs('the update went through');
  if (fault !== '') return differs(fault);
  return /denied by stack policy/i.test(error) ? agrees(error) : notReached(`${status}: ${error}`);
}

const rule = (text: string) => ({
  [`Not${text}`]: {
    Assertions: [
      { Assert: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'Text' }, text] }] }, AssertDescription: `refused by ${text}` },
    ],
  },
});

/** Rules of a template and of two template constraints, one violated at a time. */
const templateRules: Probe = {
  id: 'template-rules',
  assumptions: [
    {
      id: 'template-rules',
      text: "The rules of two template constraints and the template's own hold side by side.",
      stands:
        "The developers' portfolio refuses staging, prod and the reserved names, and products refuse wrong answers.",
      mend: {
        where: ['portfolios/offers/template-rules.ts', 'portfolios/stacks/hub-stack.ts'],
        change: 'Put all rules of a portfolio into one constraint, and repeat in it the rules of the product.',
      },
    },
  ],
  makes: 'a portfolio with one product and two template constraints, and up to four launches of it: a parameter each',
  usd: 0,
  minutes: 10,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const end = await offer(bench, {
        versions: { v1: { ...parameterTemplate, Rules: rule('own') } },
        statements: parameterStatements,
        rules: [rule('first'), rule('second')],
      });
      if (!isWell(end)) return { 'template-rules': notReached(reasonOf(end)) };
      const wrong: string[] = [];
      for (const text of ['own', 'first', 'second']) {
        const { status, error } = await launch(bench, 'v1', text);
        if (status === 'SUCCEEDED') wrong.push(`${text} went through`);
        else if (!error.includes(`refused by ${text}`)) wrong.push(`${text}: ${error}`);
        await terminate(bench);
      }
      const good = await launch(bench, 'v1', 'a');
      await terminate(bench);
      if (good.status !== 'SUCCEEDED') wrong.push(`a launch that no rule refuses: ${good.error}`);
      return {
        'template-rules': wrong.length === 0 ? agrees('each refused in its own words') : differs(wrong.join('; ')),
      };
    },
  },
};

/** Order of a product's version ids, before and after a version was added. */
const artifactOrder: Probe = {
  id: 'artifact-order',
  assumptions: [
    {
      id: 'artifact-order',
      text: "ProvisioningArtifactIds keeps the order of the template's list of versions when one is added at its end.",
      stands: 'Service actions, which take a version by its place in that list, stay with their version at a release.',
      mend: {
        where: ['portfolios/offers/service-actions.ts'],
        change: 'Associate service actions by `catalog publish`, which reads each id by its name, not by the template.',
      },
    },
  ],
  makes: 'a portfolio with one product of two versions, then three',
  usd: 0,
  minutes: 5,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const versions = { v1: parameterTemplate, v2: parameterTemplate };
      const before = await offer(bench, { versions, statements: [] });
      if (!isWell(before)) return { 'artifact-order': notReached(reasonOf(before)) };
      const more = { ...versions, v3: parameterTemplate };
      const after = await bench.update(await offerTemplate(bench, { versions: more, statements: [] }));
      if (!isWell(after)) return { 'artifact-order': notReached(reasonOf(after)) };
      const [was = '', is = ''] = [before.outputs.Artifacts, after.outputs.Artifacts];
      return {
        'artifact-order': is.startsWith(`${was},`) ? agrees('the new id is last') : differs(`${was}, then ${is}`),
      };
    },
  },
};

const OUTER_STATEMENTS = [
  { Effect: 'Allow', Action: ['servicecatalog:DescribeProduct', 'servicecatalog:ProvisionProduct'], Resource: '*' },
  {
    Effect: 'Allow',
    Action: [
      'DescribeProvisionedProduct',
      'DescribeRecord',
      'TerminateProvisionedProduct',
      'UpdateProvisionedProduct',
    ].map((action) => `servicecatalog:${action}`),
    Resource: '*',
    Condition: { StringEquals: { 'servicecatalog:roleLevel': 'self' } },
  },
  {
    Effect: 'Allow',
    Action: ['ListTagsForResource', 'TagResource', 'UntagResource'].map((action) => `servicecatalog:${action}`),
    Resource: '*',
  },
  { Effect: 'Allow', Action: 'cloudformation:ListStacks', Resource: '*' },
];

/** Product that launches a product, as `environment` does, and the tags of what it launches. */
const productOfProducts: Probe = {
  id: 'product-of-products',
  assumptions: [
    {
      id: 'product-of-products',
      text: 'A launch role may launch, follow and terminate another product.',
      stands: 'The product `environment` can be launched at all, in the console and in receiving accounts too.',
      mend: {
        where: ['products/environment/launch-role.ts', 'operations/launch/carry-out-launch.ts'],
        change:
          "Launch an environment tier by tier with the person's own rights, as `catalog launch` can, and retire the product.",
      },
    },
    {
      id: 'nested-tags',
      text: "CloudFormation hands a stack's tags on to the products that it launches.",
      stands: 'Cost allocation reaches the tiers of an environment without a question in each.',
      mend: {
        where: ['products/environment/tier.ts'],
        change: 'Give each tier the tags by its property Tags, from parameters of the environment.',
      },
    },
    {
      id: 'nested-principal',
      text: 'aws:servicecatalog:provisioningPrincipalArn on the stack of a product that was launched so names the launch role.',
      stands: 'The guard protects the tiers of an environment when the environment itself rests, and not before.',
      mend: {
        where: ['portfolios/guard/guard-machine.ts', 'docs/adr/0008-guard-by-region-and-tag.md'],
        change: "Tell tiers by the environment's stack, which has them as resources.",
      },
    },
  ],
  makes: 'two portfolios with a product each, the one launching the other: a parameter',
  usd: 0,
  minutes: 15,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const id = 'product-of-products';
      const inner = productName(bench, 'inner');
      const nested = {
        Parameters: { Text: { Type: 'String' } },
        Resources: {
          Inner: {
            Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
            Properties: {
              ProductName: inner,
              ProvisioningArtifactName: 'v1',
              ProvisionedProductName: inner,
              ProvisioningParameters: [{ Key: 'Text', Value: { Ref: 'Text' } }],
            },
          },
        },
      };
      const outer = await offer(bench, { versions: { v1: nested }, statements: OUTER_STATEMENTS, part: 'outer' });
      if (!isWell(outer)) return { [id]: notReached(reasonOf(outer)) };
      const role = outer.outputs.Role ?? '';
      const offered = await offer(bench, {
        versions: { v1: parameterTemplate },
        statements: parameterStatements,
        part: 'inner',
        more: { Outer: principal(role) },
      });
      if (!isWell(offered)) return { [id]: notReached(reasonOf(offered)) };
      const launched = await launch(bench, 'v1', 'a', 'outer');
      if (launched.status !== 'SUCCEEDED') {
        await terminate(bench, 'outer');
        // A refusal to the launch role, or by Service Catalog; anything else says nothing.
        const isBarred = /not authorized|AccessDenied|launch path|ServiceCatalog/i.test(launched.error);
        return { [id]: isBarred ? differs(launched.error) : notReached(launched.error) };
      }
      const tags = await nestedTags(bench, inner);
      const ended = await terminate(bench, 'outer');
      const by = tagNamed(tags, `${TAG_PREFIX}provisioningPrincipalArn`) ?? 'nobody';
      return {
        [id]: ended.status === 'SUCCEEDED' ? agrees('launched, followed and terminated') : differs(ended.error),
        'nested-tags': runOf(tags) === bench.runId ? agrees('the tag is there') : differs('the tag is missing'),
        'nested-principal': by.includes(`/${role}`) ? agrees('it names the launch role') : differs(`it names ${by}`),
      };
    },
  },
};

async function nestedTags(bench: Bench, Name: string) {
  const client = await bench.place.target.serviceCatalog();
  const { ProvisionedProductDetail } = await client.describeProvisionedProduct({ Name });
  return tagsOfStack(bench, `SC-${bench.place.account}-${ProvisionedProductDetail?.Id}`);
}

/** Principal of a portfolio with a path in its role's name, and the end of its stack. */
const principalWithPath: Probe = {
  id: 'principal-with-path',
  assumptions: [
    {
      id: 'principal-with-path',
      text: "A portfolio's stack can be deleted though one of its principals is a role pattern with a path.",
      stands: '`cdk destroy BellyfedCatalogHub` needs nothing by hand.',
      mend: {
        where: ['docs/runbook.md', 'docs/deployment.md'],
        change: 'Keep the row that takes such principals away by hand before the hub; if it agrees, drop it.',
      },
    },
  ],
  makes: 'a portfolio with one principal',
  usd: 0,
  minutes: 3,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async (bench) => {
      const made = await bench.create({
        Resources: {
          Portfolio: {
            Type: 'AWS::ServiceCatalog::Portfolio',
            Properties: { DisplayName: bench.stackName(), ProviderName: 'Acceptance' },
          },
          Principal: principal('aws-reserved/sso.amazonaws.com/*AWSReservedSSO_BellyfedAcceptance_*'),
        },
      });
      if (!isWell(made)) return { 'principal-with-path': notReached(reasonOf(made)) };
      const gone = await bench.remove();
      const isGone = gone.status === 'DELETE_COMPLETE';
      return { 'principal-with-path': isGone ? agrees('the stack is gone') : differs(reasonOf(gone)) };
    },
  },
};

/** Switch of Service Catalog's access to the organization, in two regions. */
const organizationAccess: Probe = {
  id: 'organization-access',
  assumptions: [
    {
      id: 'organization-access',
      text: "Service Catalog's access to the organization is on in every region once it was enabled in one.",
      stands: 'The page on sharing enables it once.',
      mend: { where: ['docs/deployment.md'], change: 'Say that it is enabled in each region that the hub is in.' },
    },
  ],
  makes: "nothing: it reads, with the management account's credentials only",
  usd: 0,
  minutes: 1,
  way: {
    kind: 'program',
    runsInSandbox: true,
    run: async ({ place }) => {
      const other = await place.target.inRegion(place.region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1');
      const statuses: string[] = [];
      for (const target of [place.target, other]) {
        try {
          const { AccessStatus = 'unknown' } = await (await target.serviceCatalog()).getAWSOrganizationsAccessStatus(
            {},
          );
          statuses.push(AccessStatus);
        } catch (error) {
          return { 'organization-access': notReached(error instanceof Error ? error.message : String(error)) };
        }
      }
      const [here, there] = statuses;
      if (here !== 'ENABLED' && there !== 'ENABLED') return { 'organization-access': notReached('it is not enabled') };
      return { 'organization-access': here === there ? agrees('on in both') : differs(`${here} here, ${there} there`) };
    },
  },
};

/** Probes of Service Catalog. */
export const catalogProbes: readonly Probe[] = [
  stackPolicy,
  templateRules,
  artifactOrder,
  productOfProducts,
  principalWithPath,
  organizationAccess,
];

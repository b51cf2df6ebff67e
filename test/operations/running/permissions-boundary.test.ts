/** Permissions boundary of what is launched and updated: looked for beforehand, and not lost unseen. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreatePolicyCommand, IAMClient } from '@aws-sdk/client-iam';
import { PERMISSIONS_BOUNDARIES } from '../../../catalog/product/permissions-boundary';
import type { Template } from '../../../catalog/template';
import { type AwsTarget, awsTarget } from '../../../operations/aws/aws-target';
import { boundaryRemarks, refuseWithoutBoundary } from '../../../operations/running/permissions-boundary';
import { startTestSandbox, type TestSandbox } from '../../sandbox/with-sandbox';
import { projectRoot } from '../../scripts/run-catalog';

const template = (Properties: object): Template => ({
  Resources: { Worker: { Type: 'AWS::IAM::Role', Properties: { ...Properties } } },
});
const bounded = template({
  PermissionsBoundary: { 'Fn::Sub': `arn:\${AWS::Partition}:iam::\${AWS::AccountId}:policy/BellyfedBoundary` },
});
const unbounded = template({});
const environment: Template = {
  Resources: {
    Data: {
      Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct',
      Properties: { ProductName: 'Bellyfed Data', ProvisioningArtifactName: '1.2.0' },
    },
  },
};

let sandbox: TestSandbox;
let target: AwsTarget;
beforeAll(async () => {
  sandbox = await startTestSandbox();
  target = await awsTarget({ endpointUrl: sandbox.url, region: 'us-east-1' }, { env: {} });
});
afterAll(() => sandbox?.stop());

describe('a launch', () => {
  const project = { root: projectRoot };

  it.each([
    ['whose own roles have the boundary', bounded],
    ['whose tiers’ roles have it', environment],
  ])('%s is refused in an account that lacks the policy', async (_, wanted) => {
    await expect(refuseWithoutBoundary({ project, target }, 'Data 1.2.0', wanted)).rejects.toMatchObject({
      code: 'no-boundary',
      message: expect.stringContaining(
        'Data 1.2.0 needs the policy BellyfedBoundary, which account 000000000000 lacks',
      ),
      remedies: [expect.objectContaining({ document: 'docs/deployment.md#permissions-boundary' })],
    });
  });

  it('whose roles have none is not', async () => {
    await expect(refuseWithoutBoundary({ project, target }, 'Data 1.0.0', unbounded)).resolves.toBeUndefined();
  });

  it('passes once the policy is there', async () => {
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
    });
    const PolicyName = PERMISSIONS_BOUNDARIES.workload;
    await new IAMClient(sandbox.client()).send(new CreatePolicyCommand({ PolicyName, PolicyDocument }));
    for (const wanted of [bounded, environment]) {
      await expect(refuseWithoutBoundary({ project, target }, 'Data 1.2.0', wanted)).resolves.toBeUndefined();
    }
  });
});

describe('a step back to a version whose roles have no boundary', () => {
  let root: string;
  const stage = (permissionsBoundary: string) =>
    writeFileSync(join(root, 'cdk.json'), JSON.stringify({ context: { bellyfed: { permissionsBoundary } } }));
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'boundary-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));

  const remarks = (before: Template, after: Template) =>
    boundaryRemarks({ project: { root } }, 'dev-data', { before, after });

  it('is said while the boundary is allowed', () => {
    stage('allowed');
    expect(remarks(bounded, unbounded)).toEqual([expect.stringContaining('lose their permissions boundary: Worker')]);
  });

  it('is refused once it is required', () => {
    stage('required');
    expect(() => remarks(bounded, unbounded)).toThrow(expect.objectContaining({ code: 'boundary-required' }));
  });

  it.each([
    ['between two that have it', bounded, bounded],
    ['to one that has it', unbounded, bounded],
    ['between two from before', unbounded, unbounded],
  ])('is not meant by an update %s', (_, before, after) => {
    stage('required');
    expect(remarks(before, after)).toEqual([]);
  });
});

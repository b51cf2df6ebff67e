import { strict as assert } from 'node:assert';
import type { DescribeStacksOutput, ListExportsOutput } from '@aws-sdk/client-cloudformation';
import type {
  DescribeProvisioningParametersOutput,
  GetProvisionedProductOutputsOutput,
  ProvisionProductOutput,
  SearchProductsOutput,
  TerminateProvisionedProductOutput,
  UpdateProvisionedProductOutput,
} from '@aws-sdk/client-service-catalog';
import type { GetCallerIdentityCommandOutput } from '@aws-sdk/client-sts';
import type { AwsCli } from './aws-cli';
import type { Checklist } from './checklist';

const PRODUCT = ['--product-name', 'Bellyfed Network'];
const VERSION = ['--provisioning-artifact-name', '1.0.0'];
const DEVELOPERS = ['--path-name', 'Bellyfed Developers'];
const DEV = ['Key=EnvironmentName,Value=cli', 'Key=EnvironmentType,Value=dev'];
const NAME = 'cli-network';

/** The life of a network, launched, changed and terminated with the AWS CLI alone; each answer is what AWS would give. */
export async function checkAwsCli(list: Checklist, aws: AwsCli): Promise<void> {
  await list.check('aws sts get-caller-identity names a role of the default account', async () => {
    const { Account, Arn = '' } = await aws.call<GetCallerIdentityCommandOutput>('sts', 'get-caller-identity');
    assert.equal(Account, '000000000000');
    assert.match(Arn, /^arn:aws:sts::000000000000:assumed-role\/BellyfedPlatformEngineer\//);
  });
  await checkForm(list, aws);
  await checkRefusals(list, aws);
  await checkLife(list, aws);
}

async function checkForm(list: Checklist, aws: AwsCli): Promise<void> {
  await list.check('aws servicecatalog search-products lists the network', async () => {
    const { ProductViewSummaries = [] } = await aws.call<SearchProductsOutput>('servicecatalog', 'search-products');
    const network = ProductViewSummaries.find(({ Name }) => Name === 'Bellyfed Network');
    assert.ok(network);
    assert.match(network.ProductId ?? '', /^prod-[a-z0-9]{13}$/);
    assert.match(network.Id ?? '', /^prodview-[a-z0-9]{13}$/);
    assert.equal(network.Type, 'CLOUD_FORMATION_TEMPLATE');
    for (const field of ['Owner', 'Distributor', 'SupportEmail', 'SupportUrl', 'ShortDescription'] as const) {
      assert.ok(network[field], `${field} must be shown`);
    }
  });
  await list.check('aws servicecatalog describe-provisioning-parameters gives the form', async () => {
    const form = await aws.call<DescribeProvisioningParametersOutput>(
      ...['servicecatalog', 'describe-provisioning-parameters', ...PRODUCT, ...VERSION, ...DEVELOPERS],
    );
    const asked = form.ProvisioningArtifactParameters ?? [];
    const cidr = asked.find(({ ParameterKey }) => ParameterKey === 'VpcCidr');
    assert.ok(cidr);
    const { ParameterType, DefaultValue, IsNoEcho, ParameterConstraints } = cidr;
    assert.deepEqual(
      { ParameterType, DefaultValue, IsNoEcho },
      { ParameterType: 'String', DefaultValue: '10.0.0.0/16', IsNoEcho: false },
    );
    assert.ok(ParameterConstraints?.AllowedPattern);
    assert.ok(asked.some(({ ParameterKey }) => ParameterKey === 'EnvironmentType'));
    const types = form.ConstraintSummaries?.map(({ Type }) => Type) ?? [];
    for (const type of ['LAUNCH', 'TEMPLATE']) assert.ok(types.includes(type), `a ${type} constraint, got: ${types}`);
    assert.ok(form.TagOptions?.some(({ Key }) => Key === 'CostCenter'));
  });
}

async function checkRefusals(list: Checklist, aws: AwsCli): Promise<void> {
  await list.check("a launch that the portfolio's rules forbid fails by their words", async () => {
    const told = await failedLaunch(aws, 'forbidden', 'Key=EnvironmentName,Value=x1', 'Key=EnvironmentType,Value=prod');
    assert.match(told, /Bellyfed Developers launches environments of the types dev and test only/);
  });
  await list.check('a launch with a parameter that its pattern forbids fails by the words for it', async () => {
    const told = await failedLaunch(aws, 'mistyped', ...DEV, 'Key=VpcCidr,Value=10.0.0.0/8');
    assert.match(told, /VpcCidr.*Type a private IPv4 block/s);
  });
  await list.check('an unknown product is refused', async () => {
    const told = await aws.refused('servicecatalog', 'describe-product', '--id', 'prod-aaaaaaaaaaaaa');
    assert.match(told, /^An error occurred \(ResourceNotFoundException\)/);
  });
  await list.check('an operation that the sandbox does not have is refused as AWS refuses unknown ones', async () => {
    const told = await aws.refused(
      'servicecatalog',
      'list-budgets-for-resource',
      '--resource-id',
      'prod-aaaaaaaaaaaaa',
    );
    assert.match(told, /^An error occurred \(UnknownOperationException\)/);
  });
}

async function checkLife(list: Checklist, aws: AwsCli): Promise<void> {
  const record = await list.check('aws servicecatalog provision-product begins a launch', () => provision(aws));
  if (record === undefined) return;
  const stack = await list.check('aws servicecatalog describe-record follows it to its end', async () => {
    const { RecordDetail, RecordOutputs } = await aws.endOfRecord(record.RecordId);
    assert.equal(RecordDetail?.Status, 'SUCCEEDED', JSON.stringify(RecordDetail?.RecordErrors));
    const stackArn = outputNamed(RecordOutputs, 'CloudformationStackARN');
    assert.ok(stackArn.includes(`:stack/SC-000000000000-${record.ProvisionedProductId}/`), `got: ${stackArn}`);
    return stackArn;
  });
  if (stack === undefined) return;
  const vpc = await list.check('aws servicecatalog get-provisioned-product-outputs gives the outputs', async () => {
    const { Outputs } = await aws.call<GetProvisionedProductOutputsOutput>(
      ...['servicecatalog', 'get-provisioned-product-outputs', '--provisioned-product-name', NAME],
    );
    const vpcId = outputNamed(Outputs, 'VpcId');
    assert.match(vpcId, /^vpc-[0-9a-f]{17}$/);
    return vpcId;
  });
  await list.check('aws cloudformation describe-stacks shows the stack', async () => {
    const { StackStatus, Parameters, Outputs, Tags, RoleARN } = await describeStack(aws, stack);
    assert.equal(StackStatus, 'CREATE_COMPLETE');
    assert.equal(Parameters?.find(({ ParameterKey }) => ParameterKey === 'EnvironmentName')?.ParameterValue, 'cli');
    assert.equal(outputNamed(Outputs, 'VpcId'), vpc);
    assert.equal(RoleARN, 'arn:aws:iam::000000000000:role/BellyfedLaunch-network');
    assert.ok(Tags?.some(({ Key }) => Key === 'aws:servicecatalog:provisioningArtifactIdentifier'));
  });
  await list.check('aws cloudformation list-exports shows the contract', async () => {
    const exported = await exports(aws);
    assert.equal(exported.get('bellyfed:cli:network:VpcId'), vpc);
    assert.equal(exported.get('bellyfed:cli:network:Is-dev'), 'dev');
  });
  await list.check('aws servicecatalog update-provisioned-product changes it in place', async () => {
    await update(aws);
    const { StackStatus, Parameters, Outputs } = await describeStack(aws, stack);
    assert.equal(StackStatus, 'UPDATE_COMPLETE');
    assert.equal(outputNamed(Outputs, 'VpcId'), vpc, 'the VPC must stay');
    assert.equal(Parameters?.find(({ ParameterKey }) => ParameterKey === 'NatGateways')?.ParameterValue, 'per-zone');
  });
  await list.check('aws servicecatalog terminate-provisioned-product takes it down', async () => {
    await terminate(aws);
    assert.equal((await describeStack(aws, stack)).StackStatus, 'DELETE_COMPLETE');
    const left = [...(await exports(aws)).keys()].filter((name) => name?.startsWith('bellyfed:cli:'));
    assert.deepEqual(left, []);
    const told = await aws.refused('servicecatalog', 'describe-provisioned-product', '--name', NAME);
    assert.match(told, /^An error occurred \(ResourceNotFoundException\)/);
  });
}

async function provision(aws: AwsCli) {
  const { RecordDetail = {} } = await aws.call<ProvisionProductOutput>(
    ...['servicecatalog', 'provision-product', ...PRODUCT, ...VERSION, ...DEVELOPERS],
    ...['--provisioned-product-name', NAME, '--provisioning-parameters', ...DEV],
  );
  assert.match(RecordDetail.RecordId ?? '', /^rec-[a-z0-9]{13}$/);
  assert.match(RecordDetail.ProvisionedProductId ?? '', /^pp-[a-z0-9]{13}$/);
  assert.equal(RecordDetail.Status, 'CREATED');
  assert.equal(RecordDetail.RecordType, 'PROVISION_PRODUCT');
  assert.equal(RecordDetail.ProvisionedProductType, 'CFN_STACK');
  assert.equal(RecordDetail.ProvisionedProductName, NAME);
  return RecordDetail;
}

async function update(aws: AwsCli): Promise<void> {
  const { RecordDetail } = await aws.call<UpdateProvisionedProductOutput>(
    ...['servicecatalog', 'update-provisioned-product', '--provisioned-product-name', NAME],
    ...[...PRODUCT, ...VERSION, ...DEVELOPERS, '--provisioning-parameters'],
    ...['Key=EnvironmentName,UsePreviousValue=true', 'Key=EnvironmentType,UsePreviousValue=true'],
    'Key=NatGateways,Value=per-zone',
  );
  assert.equal(RecordDetail?.RecordType, 'UPDATE_PROVISIONED_PRODUCT');
  await endsWell(aws, RecordDetail?.RecordId);
}

/** Reason that CloudFormation gives for its refusal, as the record of the launch ends with it. */
async function failedLaunch(aws: AwsCli, name: string, ...parameters: string[]): Promise<string> {
  const { RecordDetail: begun } = await aws.call<ProvisionProductOutput>(
    ...['servicecatalog', 'provision-product', ...PRODUCT, ...VERSION, ...DEVELOPERS],
    ...['--provisioned-product-name', name, '--provisioning-parameters', ...parameters],
  );
  const { RecordDetail } = await aws.endOfRecord(begun?.RecordId);
  assert.equal(RecordDetail?.Status, 'FAILED');
  return RecordDetail?.RecordErrors?.map(({ Description }) => Description).join(' ') ?? '';
}

async function terminate(aws: AwsCli): Promise<void> {
  const { RecordDetail } = await aws.call<TerminateProvisionedProductOutput>(
    ...['servicecatalog', 'terminate-provisioned-product', '--provisioned-product-name', NAME],
  );
  assert.equal(RecordDetail?.RecordType, 'TERMINATE_PROVISIONED_PRODUCT');
  await endsWell(aws, RecordDetail?.RecordId);
}

async function endsWell(aws: AwsCli, recordId: string | undefined): Promise<void> {
  const { RecordDetail } = await aws.endOfRecord(recordId);
  assert.equal(RecordDetail?.Status, 'SUCCEEDED', JSON.stringify(RecordDetail?.RecordErrors));
}

async function describeStack(aws: AwsCli, stack: string) {
  const { Stacks } = await aws.call<DescribeStacksOutput>('cloudformation', 'describe-stacks', '--stack-name', stack);
  const [described] = Stacks ?? [];
  assert.ok(described);
  return described;
}

async function exports(aws: AwsCli): Promise<ReadonlyMap<string | undefined, string | undefined>> {
  const { Exports = [] } = await aws.call<ListExportsOutput>('cloudformation', 'list-exports');
  return new Map(Exports.map(({ Name, Value }) => [Name, Value]));
}

function outputNamed(
  outputs: readonly { readonly OutputKey?: string; readonly OutputValue?: string }[] | undefined,
  key: string,
): string {
  return outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue ?? `no output ${key}`;
}

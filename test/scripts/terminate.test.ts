/**
 * A network that GuardDuty has put something into:
 * https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-agent-resource-clean-up.html
 */
import {
  CloudFormation,
  waitUntilStackCreateComplete,
  waitUntilStackDeleteComplete,
} from '@aws-sdk/client-cloudformation';
import { products } from '../../products';
import { latestTemplate } from '../products/latest-template';
import { UpgradeCatalog } from './upgrade/upgrade-catalog';

let offered: UpgradeCatalog;
let stacks: CloudFormation;
let version: string;

beforeAll(async () => {
  offered = await UpgradeCatalog.start();
  await offered.catalog.boundaries();
  stacks = new CloudFormation(offered.sandbox.client());
  const network = latestTemplate(products.find(({ id }) => id === 'network'));
  version = network.version;
  await offered.offer('network', version, network.template);
}, 60_000);
afterAll(() => offered?.stop());

const waiting = () => ({ client: stacks, maxWaitTime: 30, minDelay: 1, maxDelay: 1 });

/** Puts into a network's VPC what GuardDuty's agent does, and what a person may, in a stack that isn't the network's. */
async function putIntoVpc(name: string, groupName: string): Promise<{ readonly vpc: string; remove(): Promise<void> }> {
  const [VpcId, SubnetId] = await Promise.all([
    offered.physicalId(name, 'Vpc'),
    offered.physicalId(name, 'Zone1PrivateSubnet'),
  ]);
  const group = { GroupDescription: 'Of another', VpcId, GroupName: groupName.replace('VPC', VpcId) };
  const endpoint = {
    ...{ VpcEndpointType: 'Interface', ServiceName: 'com.amazonaws.us-east-1.guardduty-data', VpcId },
    ...{ SubnetIds: [SubnetId], SecurityGroupIds: [{ 'Fn::GetAtt': ['Group', 'GroupId'] }] },
  };
  const Resources = {
    Group: { Type: 'AWS::EC2::SecurityGroup', Properties: group },
    Endpoint: { Type: 'AWS::EC2::VPCEndpoint', Properties: endpoint },
  };
  const StackName = `in-${name}`;
  await stacks.createStack({ StackName, TemplateBody: JSON.stringify({ Resources }) });
  await waitUntilStackCreateComplete(waiting(), { StackName });
  return {
    vpc: VpcId,
    remove: async () => {
      await stacks.deleteStack({ StackName });
      await waitUntilStackDeleteComplete(waiting(), { StackName });
    },
  };
}

async function launch(environment: string): Promise<string> {
  await offered.launch(environment, 'network', version, { EnvironmentType: 'dev' });
  return `${environment}-network`;
}

it('isn’t begun to be terminated, and the message has the commands that take it away', async () => {
  const name = await launch('watched');
  const { vpc, remove } = await putIntoVpc(name, 'GuardDutyManagedSecurityGroup-VPC');
  const { code, stdout, stderr } = await offered.run('terminate', name);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /vpce-\w+ \(com\.amazonaws\.us-east-1\.guardduty-data\), sg-\w+ \(GuardDutyManagedSecurityGroup-vpc/,
  );
  expect(stderr).toContain(vpc);
  expect(stderr).toMatch(
    /aws ec2 delete-vpc-endpoints --vpc-endpoint-ids vpce-\w+ --region us-east-1 && aws ec2 delete-security-group --group-id sg-\w+ --region us-east-1/,
  );
  expect((await offered.states())[name]).toBe(`${version} AVAILABLE`);
  await remove();
  expect(await offered.run('terminate', name)).toMatchObject({ code: 0 });
}, 60_000);

it('isn’t begun either where somebody else’s group is in the way, whose removal is no business of ours', async () => {
  const name = await launch('shared');
  const { remove } = await putIntoVpc(name, 'another-team');
  const { code, stderr } = await offered.run('terminate', name);
  expect(code).toBe(1);
  expect(stderr).toContain('(another-team)');
  expect(stderr).not.toContain('aws ec2');
  expect(stderr).toContain('docs/runbook.md');
  await remove();
  expect(await offered.run('terminate', name)).toMatchObject({ code: 0 });
}, 60_000);

it('can’t be deleted by CloudFormation, which says so', async () => {
  const name = await launch('console');
  await putIntoVpc(name, 'GuardDutyManagedSecurityGroup-VPC');
  const { Stacks = [] } = await stacks.describeStacks({});
  const own = Stacks.find(({ Parameters }) => Parameters?.some(({ ParameterValue }) => ParameterValue === 'console'));
  const StackName = own?.StackId ?? '';
  await stacks.deleteStack({ StackName });
  for (let status = 'DELETE_IN_PROGRESS'; status === 'DELETE_IN_PROGRESS'; ) {
    await new Promise((done) => setTimeout(done, 20));
    status = (await stacks.describeStacks({ StackName })).Stacks?.[0]?.StackStatus ?? 'gone';
    if (status !== 'DELETE_IN_PROGRESS') expect(status).toBe('DELETE_FAILED');
  }
  const { StackResources = [] } = await stacks.describeStackResources({ StackName });
  const failed = StackResources.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED');
  expect(failed.map(({ ResourceType }) => ResourceType)).toEqual(['AWS::EC2::Subnet']);
  expect(failed[0]?.ResourceStatusReason).toContain('has dependencies and cannot be deleted');
}, 60_000);

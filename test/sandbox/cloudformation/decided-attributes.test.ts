import { Cloud } from './cloud';

let cloud: Cloud;
beforeAll(async () => {
  cloud = await Cloud.start();
});
afterAll(() => cloud.stop());

const ref = (id: string) => ({ Ref: id });
const att = (id: string, attribute: string) => ({ 'Fn::GetAtt': [id, attribute] });
const joined = (value: unknown) => ({ Value: { 'Fn::Join': [',', value] } });
const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };

async function outputs(
  name: string,
  template: { Resources: Record<string, unknown>; Outputs: Record<string, unknown> },
) {
  const { StackStatus, Outputs = [] } = await cloud.create(name, template);
  return {
    StackStatus,
    ...Object.fromEntries(Outputs.map(({ OutputKey = '', OutputValue = '' }) => [OutputKey, OutputValue])),
  };
}

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html,
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-subnet.html
test('a network has the IPv6 block that another resource adds, from which subnets are cut', async () => {
  const block = {
    Type: 'AWS::EC2::VPCCidrBlock',
    Properties: { VpcId: ref('Net'), AmazonProvidedIpv6CidrBlock: true },
  };
  const first = { 'Fn::Select': [0, att('Net', 'Ipv6CidrBlocks')] };
  const subnet = {
    Type: 'AWS::EC2::Subnet',
    DependsOn: 'Block',
    Properties: {
      VpcId: ref('Net'),
      CidrBlock: '10.0.0.0/24',
      Ipv6CidrBlock: { 'Fn::Select': [1, { 'Fn::Cidr': [first, 2, '64'] }] },
    },
  };
  const found = await outputs('ipv6', {
    Resources: { Net: vpc, Block: block, Subnet: subnet },
    Outputs: { Blocks: joined(att('Net', 'CidrBlockAssociations')), Subnet: joined(att('Subnet', 'Ipv6CidrBlocks')) },
  });
  expect(found).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    Blocks: expect.stringMatching(/^vpc-cidr-assoc-[0-9a-f]{17},vpc-cidr-assoc-[0-9a-f]{17}$/),
    Subnet: expect.stringMatching(/^2600:1f[0-9a-f:]+\/64$/),
  });
});

test('a network with a second IPv4 block has no IPv6 block', async () => {
  const block = { Type: 'AWS::EC2::VPCCidrBlock', Properties: { VpcId: ref('Net'), CidrBlock: '10.1.0.0/16' } };
  const found = await outputs('ipv4', {
    Resources: { Net: vpc, Block: block },
    Outputs: { Six: { Value: { 'Fn::Join': ['', ['[', { 'Fn::Join': [',', att('Net', 'Ipv6CidrBlocks')] }, ']']] } } },
  });
  expect(found).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Six: '[]' });
});

// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkinterface.html
test.each([
  ['as many as are counted', { SecondaryPrivateIpAddressCount: 2 }, /^10(\.\d+){3},10(\.\d+){3}$/],
  [
    'those that are written and not the primary one',
    {
      PrivateIpAddresses: [
        { Primary: true, PrivateIpAddress: '10.0.0.4' },
        { Primary: false, PrivateIpAddress: '10.0.0.5' },
      ],
    },
    /^10\.0\.0\.5$/,
  ],
])('an interface has secondary addresses: %s', async (name, properties, expected) => {
  const subnet = { Type: 'AWS::EC2::Subnet', Properties: { VpcId: ref('Net'), CidrBlock: '10.0.0.0/24' } };
  const card = { Type: 'AWS::EC2::NetworkInterface', Properties: { SubnetId: ref('Subnet'), ...properties } };
  const found = await outputs(`interface-${name.length}`, {
    Resources: { Net: vpc, Subnet: subnet, Card: card },
    Outputs: { Addresses: joined(att('Card', 'SecondaryPrivateIpAddresses')) },
  });
  expect(found).toMatchObject({ StackStatus: 'CREATE_COMPLETE', Addresses: expect.stringMatching(expected) });
});

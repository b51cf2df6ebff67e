import { hasPart } from './deletion-conditions';
import type { Fact } from './fact';
import { canLeaveSnapshot, HANDLERS, holdsData, pageOf, SOME_INTERRUPTIONS, takes, UPDATES, updates } from './families';
import { onlyGrows, refusedWhile } from './refusals';
import { changesAlone, changesWith } from './resource-conditions';
import { loses, moves } from './values-conditions';

const MODIFY_VOLUME = 'https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modify-volume.html';

/** Facts about Amazon EC2. */
export const ec2: readonly Fact[] = [
  ...holdsData('file system', 'AWS::EC2::Volume'),
  canLeaveSnapshot('AWS::EC2::Volume'),
  // Size, type and performance of a volume can change, and nothing else.
  ...updates('AWS::EC2::Volume', 'refused', ['AvailabilityZone', 'Encrypted', 'KmsKeyId', 'SnapshotId'], {
    words: 'Updates are not supported.',
  }),
  ...updates('AWS::EC2::Volume', 'refused', ['OutpostArn'], { page: MODIFY_VOLUME }),
  onlyGrows({
    type: 'AWS::EC2::Volume',
    property: 'Size',
    words: 'The target volume size must be greater than or equal to the existing size of the volume.',
    page: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html',
  }),
  // Of instances backed by EBS; those backed by an instance store, which few types still have, are replaced.
  ...updates(
    'AWS::EC2::Instance',
    'interruption',
    ['AdditionalInfo', 'EbsOptimized', 'InstanceType', 'KernelId', 'RamdiskId'],
    { words: SOME_INTERRUPTIONS },
  ),
  ...updates('AWS::EC2::Instance', 'interruption', ['UserData'], {
    words: 'If the root volume is an EBS volume and you update user data, CloudFormation restarts the instance.',
  }),
  // In a VPC, and no instance is outside of one any more, the groups change in place.
  ...updates('AWS::EC2::Instance', 'none', ['SecurityGroupIds']),
  ...['PublicDnsName', 'PublicIp'].map(
    (attribute): Fact => ({
      type: 'AWS::EC2::Instance',
      on: 'update',
      effect: 'new attribute',
      attribute,
      page: pageOf('AWS::EC2::Instance'),
      readers: ['comparison'],
    }),
  ),
  {
    type: 'AWS::EC2::LaunchTemplate',
    on: 'update',
    effect: 'new attribute',
    attribute: 'LatestVersionNumber',
    page: pageOf('AWS::EC2::LaunchTemplate'),
    readers: ['comparison'],
  },
  {
    type: 'AWS::EC2::VPC',
    on: 'update',
    property: 'InstanceTenancy',
    when: moves('dedicated', 'default'),
    effect: 'none',
    words:
      'Updating InstanceTenancy requires no replacement only if you are updating its value from dedicated to default.',
    page: pageOf('AWS::EC2::VPC'),
    readers: UPDATES,
  },
  refusedWhile(
    {
      type: 'AWS::EC2::PrefixList',
      property: 'MaxEntries',
      words: "You can't modify the entries and the size of a prefix list at the same time.",
      page: pageOf('AWS::EC2::PrefixList'),
    },
    changesWith('MaxEntries', ['Entries']),
    'AWS refuses to change the size and the entries of a prefix list at once: release the size first.',
  ),
  ...updates('AWS::EC2::SecurityGroup', 'interruption', ['SecurityGroupEgress', 'SecurityGroupIngress'], {
    when: loses(),
    words:
      'If you modify a rule, CloudFormation removes the existing rule and then adds a new rule. There is a brief period when neither the original rule or the new rule exists, so the corresponding traffic is dropped.',
  }),
  ...(
    [
      ['AWS::EC2::VPC', 'AWS::EC2::VPCEndpoint', 'VpcId', 'DeleteVpc'],
      ['AWS::EC2::VPC', 'AWS::EC2::SecurityGroup', 'VpcId', 'DeleteVpc'],
      ['AWS::EC2::Subnet', 'AWS::EC2::VPCEndpoint', 'SubnetIds', 'DeleteSubnet'],
    ] as const
  ).map(
    ([type, part, property, call]): Fact => ({
      type,
      on: 'deletion',
      when: hasPart(part, property),
      effect: 'refused',
      // With its id between: https://repost.aws/knowledge-center/troubleshoot-dependency-error-delete-vpc
      words: `The ${type === 'AWS::EC2::VPC' ? 'vpc' : 'subnet'} has dependencies and cannot be deleted.`,
      page: `https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_${call}.html`,
      readers: HANDLERS,
    }),
  ),
  takes('AWS::EC2::NetworkAclEntry', 'RuleNumber', ['NetworkAclId', 'Egress']),
  takes('AWS::EC2::Route', 'DestinationCidrBlock', ['RouteTableId']),
  takes('AWS::EC2::Route', 'DestinationIpv6CidrBlock', ['RouteTableId']),
  takes('AWS::EC2::Route', 'DestinationPrefixListId', ['RouteTableId']),
  takes('AWS::EC2::SecurityGroup', 'GroupName', ['VpcId']),
  takes('AWS::EC2::Subnet', 'CidrBlock', ['VpcId']),
  {
    // What follows from the line before, in the words in which CloudFormation says it:
    // https://github.com/buildkite/elastic-ci-stack-for-aws/issues/319
    ...refusedWhile(
      {
        type: 'AWS::EC2::Subnet',
        property: 'AvailabilityZone',
        words: 'CIDR Block must change if Availability Zone is changed and VPC ID is not changed',
        page: 'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
      },
      changesAlone('AvailabilityZone', ['CidrBlock', 'VpcId']),
      'AWS refuses another zone for a subnet that keeps its range: give it another range, or leave it in its zone.',
    ),
    readers: ['stacks'],
  },
  takes('AWS::EC2::SubnetRouteTableAssociation', 'SubnetId'),
];

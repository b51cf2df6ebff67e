import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { resourceType } from '../../../catalog/template';
import { nameOf } from '../../../sandbox/services/cloudformation/resources/names';
import { newPhysicalId } from '../../../sandbox/services/cloudformation/resources/physical-id';
import { simulatedAttribute } from '../../../sandbox/services/cloudformation/resources/simulated-attribute';
import rows from '../../../sandbox/services/cloudformation/resources/simulated-values.json';
import type { ValueRow } from '../../../sandbox/services/cloudformation/resources/value-rows';

const scope = { accountId: '111111111111', region: 'eu-west-1' };

function request(type: string, properties: Record<string, string | boolean> = {}) {
  return { ...scope, stackId: 'arn:stack', stackName: 'my-stack', logicalId: 'Thing', type, properties, tags: {} };
}

test('every type that AWS has gets an id and all its attributes, without a placeholder left', () => {
  const wrong: string[] = [];
  for (const { cloudFormationType: type } of loadAwsServiceSpecSync().all('resource')) {
    const physicalId = newPhysicalId(request(type));
    if (physicalId === '' || /[{}]/.test(physicalId)) wrong.push(`${type}: ${physicalId}`);
    for (const attribute of resourceType(type)?.attributes ?? []) {
      const value = simulatedAttribute({ type, physicalId, properties: {} }, attribute, scope);
      if (value === null || /[{}]|undefined/.test(JSON.stringify(value))) wrong.push(`${type}.${attribute}: ${value}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('every row is about a type, properties and attributes that AWS has', () => {
  const wrong: string[] = [];
  for (const [type, row] of Object.entries(rows as Record<string, ValueRow>)) {
    const facts = resourceType(type);
    const names = [...(row.name ?? []), ...(row.unique ?? [])];
    wrong.push(...names.filter((name) => !facts?.properties.has(name)).map((name) => `${type}.${name}`));
    const attributes = Object.keys(row.attributes ?? {});
    wrong.push(...attributes.filter((name) => !facts?.attributes.has(name)).map((name) => `${type}.${name}`));
  }
  expect(wrong).toEqual([]);
});

test.each([
  ['AWS::EC2::VPC', {}, /^vpc-[0-9a-f]{17}$/],
  ['AWS::S3::Bucket', {}, /^my-stack-thing-[a-z0-9]{12}$/],
  ['AWS::S3::Bucket', { BucketName: 'chosen' }, /^chosen$/],
  ['AWS::KMS::Key', {}, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/],
  ['AWS::SQS::Queue', { QueueName: 'q' }, /^https:\/\/sqs\.eu-west-1\.amazonaws\.com\/111111111111\/q$/],
  ['AWS::SNS::Topic', { TopicName: 't' }, /^arn:aws:sns:eu-west-1:111111111111:t$/],
  [
    'AWS::ElasticLoadBalancingV2::LoadBalancer',
    { Type: 'network' },
    /:loadbalancer\/net\/my-stack-Thing-\w{8,12}\/[0-9a-f]{16}$/,
  ],
  ['AWS::Events::Rule', { EventBusName: 'bus', Name: 'rule' }, /^bus\|rule$/],
  ['AWS::Logs::MetricFilter', { LogGroupName: 'g', FilterName: 'f' }, /^f$|^g\|f$/],
] as const)('%s %j is called as on AWS', (type, properties, form) => {
  expect(newPhysicalId(request(type, properties))).toMatch(form);
});

test('attributes follow from the resource, and never change', () => {
  const balancer = {
    type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    physicalId: 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/web/0123456789abcdef',
    properties: { Scheme: 'internal' },
  };
  const read = (attribute: string) => simulatedAttribute(balancer, attribute, scope);
  expect(read('LoadBalancerArn')).toBe(balancer.physicalId);
  expect(read('LoadBalancerFullName')).toBe('app/web/0123456789abcdef');
  expect(read('DNSName')).toMatch(/^internal-web-\d{10}\.eu-west-1\.elb\.amazonaws\.com$/);
  expect(read('DNSName')).toBe(read('DNSName'));
});

test('an id among the attributes is the one that Ref gives, unless that is a name', () => {
  const group = { type: 'AWS::EC2::SecurityGroup', physicalId: 'sg-1', properties: { VpcId: 'vpc-1' } };
  expect(simulatedAttribute(group, 'GroupId', scope)).toBe('sg-1');
  expect(simulatedAttribute(group, 'VpcId', scope)).toBe('vpc-1');
  const role = { type: 'AWS::IAM::Role', physicalId: 'name', properties: {} };
  expect(simulatedAttribute(role, 'RoleId', scope)).toMatch(/^AROA[A-Z0-9]{17}$/);
});

test('lists are lists, and properties of the same name are taken from the template', () => {
  const zone = { type: 'AWS::Route53::HostedZone', physicalId: 'Z1', properties: {} };
  expect(simulatedAttribute(zone, 'NameServers', scope)).toHaveLength(4);
  const vpc = { type: 'AWS::EC2::VPC', physicalId: 'vpc-1', properties: { CidrBlock: '10.1.0.0/16' } };
  expect(simulatedAttribute(vpc, 'CidrBlock', scope)).toBe('10.1.0.0/16');
  expect(simulatedAttribute(vpc, 'VpcId', scope)).toBe('vpc-1');
});

test('a name is what the template chose, and none where CloudFormation makes it', () => {
  expect(nameOf('AWS::S3::Bucket', { BucketName: 'b' })).toEqual(['AWS::S3::Bucket', 'b']);
  expect(nameOf('AWS::S3::Bucket', {})).toBeUndefined();
  expect(nameOf('AWS::EC2::VPC', { CidrBlock: '10.0.0.0/16' })).toBeUndefined();
  expect(nameOf('AWS::DynamoDB::GlobalTable', { TableName: 't' })).toEqual(
    nameOf('AWS::DynamoDB::Table', { TableName: 't' }),
  );
  const record = { HostedZoneId: 'Z', Name: 'a.b', Type: 'A' };
  expect(nameOf('AWS::Route53::RecordSet', record)).not.toEqual(
    nameOf('AWS::Route53::RecordSet', { ...record, Type: 'AAAA' }),
  );
});

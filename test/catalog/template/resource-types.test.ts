import { checkResourceTypes, isStateful, resourceType, STATEFUL_TYPES } from '../../../catalog/template';
import { fn, templateOf } from './sample';

function refusal(Resources: Record<string, unknown>, Value: unknown = 'x') {
  try {
    checkResourceTypes(templateOf({ Resources, Outputs: { Out: { Value } } }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'accepted';
}

describe('what is known of a type', () => {
  it('is its properties, attributes, reference and tags', () => {
    const vpc = resourceType('AWS::EC2::VPC');
    expect(vpc?.properties).toContain('CidrBlock');
    expect(vpc?.attributes).toContain('DefaultSecurityGroup');
    expect(vpc?.ref).toEqual(['VpcId']);
    expect(vpc?.tags).toEqual({ property: 'Tags', variant: 'standard' });
    expect(resourceType('AWS::Cognito::UserPool')?.tags).toEqual({ property: 'UserPoolTags', variant: 'map' });
    expect(resourceType('AWS::IAM::Role')?.required).toEqual(new Set(['AssumeRolePolicyDocument']));
    expect(resourceType('AWS::SQS::Queue')?.ref).toEqual(['QueueUrl']);
  });

  it.each(['AWS::EC2::Nope', 'Nope', 'constructor', 'Custom::', 'AWS::Serverless::Function'])(
    'is nothing of %s',
    (type) => {
      expect(resourceType(type)).toBeUndefined();
    },
  );
});

describe('checking types', () => {
  it('refuses all that AWS does not have', () => {
    expect(refusal({ A: { Type: 'AWS::Foo::Bar' }, B: { Type: 'AWS::Foo::Bar' }, C: { Type: 'Bar' } })).toBe(
      'Template format error: Unrecognized resource types: [AWS::Foo::Bar, Bar]',
    );
  });

  it('accepts custom resources with any attribute, and what CDK writes', () => {
    const custom = { A: { Type: 'Custom::Thing' }, B: { Type: 'AWS::CDK::Metadata' } };
    expect(refusal(custom, fn('GetAtt', ['A', 'Whatever']))).toBe('accepted');
  });

  it('refuses attributes that the type does not have', () => {
    const topic = { A: { Type: 'AWS::SNS::Topic' } };
    expect(refusal(topic, fn('GetAtt', ['A', 'TopicArn']))).toBe('accepted');
    expect(refusal(topic, fn('GetAtt', ['A', 'Arn']))).toBe(
      'Template error: resource A does not support attribute type Arn in Fn::GetAtt',
    );
    expect(refusal(topic, fn('Sub', '${A.Arn}'))).toBe(
      'Template error: instance of Fn::Sub references invalid resource attribute A.Arn',
    );
  });

  it('accepts the outputs of nested stacks and provisioned products', () => {
    const nested = {
      A: { Type: 'AWS::CloudFormation::Stack' },
      B: { Type: 'AWS::ServiceCatalog::CloudFormationProvisionedProduct' },
    };
    expect(refusal(nested, fn('Sub', '${A.Outputs.Any}${B.Outputs.Any}'))).toBe('accepted');
    expect(refusal(nested, fn('GetAtt', ['A', 'Any']))).toMatch(/does not support attribute type Any/);
  });
});

describe('stateful types', () => {
  it.each(Object.keys(STATEFUL_TYPES))('%s exists', (type) => {
    expect(resourceType(type)).toBeDefined();
  });

  it('are not queues, log groups, or instances of a cluster', () => {
    expect(isStateful('AWS::SQS::Queue')).toBe(false);
    expect(isStateful('AWS::Logs::LogGroup')).toBe(false);
    expect(isStateful('AWS::RDS::DBInstance')).toBe(true);
    expect(isStateful('AWS::RDS::DBInstance', { DBClusterIdentifier: { Ref: 'Cluster' } })).toBe(false);
    expect(isStateful('constructor')).toBe(false);
  });
});

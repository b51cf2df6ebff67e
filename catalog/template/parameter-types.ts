/**
 * The types that a template parameter may have, and the shape of the ids that the AWS-specific ones take.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html
 */
const AWS_TYPES: Readonly<Record<string, RegExp>> = {
  'AWS::EC2::AvailabilityZone::Name':
    /^[a-z]{2,4}(-[a-z]+)+-\d+[a-z](-[a-z0-9]+)*$|^[a-z]{2,4}(-[a-z]+)+-\d+-[a-z]+-\d+[a-z]$/,
  'AWS::EC2::Image::Id': /^ami-[0-9a-f]{8}([0-9a-f]{9})?$/,
  'AWS::EC2::Instance::Id': /^i-[0-9a-f]{8}([0-9a-f]{9})?$/,
  'AWS::EC2::KeyPair::KeyName': /^.{1,255}$/,
  'AWS::EC2::SecurityGroup::GroupName': /^.{1,255}$/,
  'AWS::EC2::SecurityGroup::Id': /^sg-[0-9a-f]{8}([0-9a-f]{9})?$/,
  'AWS::EC2::Subnet::Id': /^subnet-[0-9a-f]{8}([0-9a-f]{9})?$/,
  'AWS::EC2::VPC::Id': /^vpc-[0-9a-f]{8}([0-9a-f]{9})?$/,
  'AWS::EC2::Volume::Id': /^vol-[0-9a-f]{8}([0-9a-f]{9})?$/,
  'AWS::Route53::HostedZone::Id': /^[A-Z0-9]{1,32}$/,
  'AWS::SSM::Parameter::Name': /^[a-zA-Z0-9_.\-/:]{1,2048}$/,
};

/** Types of AWS that have no list form. */
const SINGLE_ONLY = new Set(['AWS::EC2::KeyPair::KeyName', 'AWS::SSM::Parameter::Name']);

/** A parameter type once read. */
export interface ParameterType {
  /** `String`, `Number`, or the AWS-specific type of each element. */
  readonly element: string;
  readonly list: boolean;
  /** Whether the given value is the name of an SSM parameter that holds the real one. */
  readonly fromSsm: boolean;
  /** Form of an id of the AWS-specific type. */
  readonly shape?: RegExp;
}

/** Reads the name of a parameter type; `undefined` when CloudFormation has no such type. */
export function parameterType(name: string): ParameterType | undefined {
  const stored = /^AWS::SSM::Parameter::Value<(.+)>$/.exec(name)?.[1];
  if (stored !== undefined) {
    const inner =
      stored === 'AWS::SSM::Parameter::Name' || stored.startsWith('AWS::SSM::') ? undefined : parameterType(stored);
    return inner === undefined || inner.element === 'Number' ? undefined : { ...inner, fromSsm: true };
  }
  if (name === 'CommaDelimitedList') return { element: 'String', list: true, fromSsm: false };
  const item = /^List<(.+)>$/.exec(name)?.[1];
  if (item !== undefined && SINGLE_ONLY.has(item)) return undefined;
  const element = item ?? name;
  const list = item !== undefined;
  if (element === 'String' || element === 'Number') return { element, list, fromSsm: false };
  const shape = Object.hasOwn(AWS_TYPES, element) ? AWS_TYPES[element] : undefined;
  return shape && { element, list, fromSsm: false, shape };
}

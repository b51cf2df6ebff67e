import type { PseudoParameters } from './types';

/** Name and place of a stack. */
export interface StackIdentity {
  /** Twelve digits. */
  readonly accountId: string;
  readonly region: string;
  readonly stackName: string;
  /** The stack's ARN; absent while there is no stack yet. */
  readonly stackId?: string;
  readonly notificationArns?: readonly string[];
}

/** Regions of a partition begin with its prefix; all others are in `aws`. */
const PARTITIONS = [
  { prefix: 'cn-', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' },
  { prefix: 'us-gov-', partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' },
  { prefix: 'us-iso-', partition: 'aws-iso', urlSuffix: 'c2s.ic.gov' },
  { prefix: 'us-isob-', partition: 'aws-iso-b', urlSuffix: 'sc2s.sgov.gov' },
  { prefix: 'eusc-', partition: 'aws-eusc', urlSuffix: 'amazonaws.eu' },
];

/**
 * The pseudo parameters of a stack; partition and URL suffix follow from the region.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
 */
export function pseudoParameters(stack: StackIdentity): PseudoParameters {
  const place = PARTITIONS.find(({ prefix }) => stack.region.startsWith(prefix));
  return {
    'AWS::AccountId': stack.accountId,
    'AWS::Region': stack.region,
    'AWS::Partition': place?.partition ?? 'aws',
    'AWS::URLSuffix': place?.urlSuffix ?? 'amazonaws.com',
    'AWS::StackName': stack.stackName,
    'AWS::NotificationARNs': stack.notificationArns ?? [],
    ...(stack.stackId === undefined ? {} : { 'AWS::StackId': stack.stackId }),
  };
}

/** The names that `Ref` takes besides parameters and resources. */
export const PSEUDO_PARAMETER_NAMES: ReadonlySet<string> = new Set([
  'AWS::AccountId',
  'AWS::NoValue',
  'AWS::NotificationARNs',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackId',
  'AWS::StackName',
  'AWS::URLSuffix',
]);

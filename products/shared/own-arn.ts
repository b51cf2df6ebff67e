import { Fn } from 'aws-cdk-lib';

/**
 * ARN of something of this account and region.
 *
 * @param resource type and name; `${Name}` stands for one of the values
 */
export function ownArn(service: string, resource: string, values?: Readonly<Record<string, string>>): string {
  return Fn.sub(`arn:\${AWS::Partition}:${service}:\${AWS::Region}:\${AWS::AccountId}:${resource}`, values);
}

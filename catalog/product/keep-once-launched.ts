import { type CfnResource, RemovalPolicy } from 'aws-cdk-lib';

/**
 * Keeps a resource, and what is in it, when its stack goes, drops or replaces it. Where the very operation that made it
 * fails, it goes: it is empty then, and in nobody's way at the next launch.
 *
 * Not for what refuses its own deletion: CloudFormation couldn't take it back, and the rollback would fail.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html
 */
export function keepOnceLaunched(resource: CfnResource): void {
  resource.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
}

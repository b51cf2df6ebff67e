import { Aws, type IResolvable } from 'aws-cdk-lib';
import { CfnRole } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Role of a build project or a pipeline: the service that uses it, and what it may do. */
export interface ServiceRoleProps {
  /** User of the role, and its purpose. */
  readonly description: string;
  /** The service that takes it on: `codebuild.amazonaws.com`. */
  readonly service: string;
  /** The one project or pipeline in whose name the service may. */
  readonly sourceArn: string;
  /** Statements of its policy, in IAM's language. */
  readonly statements: readonly (object | IResolvable)[];
  /** @default - a name that CloudFormation makes up */
  readonly roleName?: string;
}

/**
 * The role of one build project or one pipeline; nobody else's can use it.
 *
 * @see https://docs.aws.amazon.com/codebuild/latest/userguide/cross-service-confused-deputy-prevention.html
 * @see https://docs.aws.amazon.com/codepipeline/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export function serviceRole(scope: Construct, id: string, props: ServiceRoleProps): CfnRole {
  const { description, service, sourceArn, statements, roleName } = props;
  return new CfnRole(scope, id, {
    roleName,
    description,
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: service },
          Action: 'sts:AssumeRole',
          Condition: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': sourceArn } },
        },
      ],
    },
    policies: [{ policyName: 'Delivery', policyDocument: { Version: '2012-10-17', Statement: statements } }],
  });
}

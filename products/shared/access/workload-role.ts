import { Aws, type IResolvable } from 'aws-cdk-lib';
import { CfnRole, type CfnRoleProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** Service that takes a role on, and what the role may do. */
export interface WorkloadRoleProps {
  /** Description for the console: who uses it, and what for. */
  readonly description: string;
  /** The service that takes it on: `lambda.amazonaws.com`. */
  readonly service: string;
  /** Resources in whose name the service may: `ecs:…` and `scheduler:…` say which; Lambda says nothing. */
  readonly sourceArn?: string;
  /** Statements of its policy: what it may do, in IAM's policy language. */
  readonly statements: readonly (object | IResolvable)[];
  /** Policies that only exist under a condition. */
  readonly optionalPolicies?: readonly IResolvable[];
}

/** The role of one workload. Where the service tells for whom it acts, nobody else's resources can use the role. */
export function workloadRole(scope: Construct, id: string, props: WorkloadRoleProps): CfnRole {
  const { sourceArn } = props;
  const own = {
    StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
    ArnLike: { 'aws:SourceArn': sourceArn },
  };
  const policies: CfnRoleProps['policies'] = [
    { policyName: 'Workload', policyDocument: { Version: '2012-10-17', Statement: props.statements } },
    ...(props.optionalPolicies ?? []),
  ];
  return new CfnRole(scope, id, {
    description: props.description,
    assumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: props.service },
          Action: 'sts:AssumeRole',
          ...(sourceArn === undefined ? {} : { Condition: own }),
        },
      ],
    },
    policies,
  });
}

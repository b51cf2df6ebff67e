import { Aws } from 'aws-cdk-lib';
import { CfnTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { type CfnFunction, CfnPermission } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { stackSuffix } from '../../../catalog/product';
import { ownArn } from '../../shared/own-arn';

/**
 * The load balancer's way to the API function.
 *
 * The permission must be there before the target group registers the function, and still name the group: so the group
 * has a name. It would be replaced only if it led to something else than a function.
 */
export function apiTarget(scope: Construct, api: CfnFunction): CfnTargetGroup {
  const name = `bellyfed-api-${stackSuffix()}`;
  const permission = new CfnPermission(scope, 'ApiTargetPermission', {
    action: 'lambda:InvokeFunction',
    functionName: api.attrArn,
    principal: 'elasticloadbalancing.amazonaws.com',
    sourceAccount: Aws.ACCOUNT_ID,
    sourceArn: ownArn('elasticloadbalancing', `targetgroup/\${Name}/*`, { Name: name }),
  });
  const group = new CfnTargetGroup(scope, 'ApiTargetGroup', {
    name,
    targetType: 'lambda',
    targets: [{ id: api.attrArn }],
  });
  group.addResourceDependency(permission);
  return group;
}

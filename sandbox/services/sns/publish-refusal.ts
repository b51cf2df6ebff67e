import { decide, namingPrincipals, type PolicyDocument, trusts } from '../../../catalog/permissions';
import type { Store } from '../../store/store';
import { boundaryPolicy, findRole, rolePolicies, unjudgedPolicies } from '../iam';
import { placeOf } from '../organizations';
import { findTopic } from './topics';

/** Session of a role that would publish. */
export interface Publisher {
  readonly roleArn: string;
  readonly sessionName: string;
}

/**
 * Why a session of a role may not publish to a topic, in SNS's words; undefined where it may. Within the topic's account the
 * role's policies or the topic's allow it, from another account both must. A topic that the sandbox doesn't hold is let
 * through, and what an AWS managed policy that it doesn't hold might allow.
 *
 * @see https://github.com/awslabs/aws-service-catalog-puppet/issues/19 for the words
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
 */
export function publishRefusal(db: Store, topicArn: string, { roleArn, sessionName }: Publisher): string | undefined {
  const topic = findTopic(db, topicArn);
  const [, , , , account = ''] = roleArn.split(':');
  const name = roleArn.split('/').at(-1) ?? '';
  const role = findRole(db, account, name);
  if (!topic || !role) return undefined;
  const principalArn = `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`;
  const context = { ...organizationKeys(db, account), 'aws:PrincipalArn': roleArn, 'aws:SecureTransport': 'true' };
  const asked = { principalArn, action: 'sns:Publish', context };
  const request = { action: 'sns:Publish', resource: topicArn, context };
  const boundary = boundaryPolicy(db, role);
  const layers = [rolePolicies(db, role), ...(boundary ? [[boundary]] : [])];
  const isUnjudged = unjudgedPolicies(db, role).length > 0;
  const byRole = isUnjudged || layers.every((documents) => decide(documents, request) === 'allowed');
  const isOwn = account === topic.owner;
  const byTopic = isOwn ? trusts(namingPrincipals(topic.policy), asked) : trusts(topic.policy, asked);
  const isDenied = !trusts(denialsOf(topic.policy), asked);
  if (!isDenied && (isOwn ? byRole || byTopic : byRole && byTopic)) return undefined;
  const layer = byRole ? 'resource-based policy' : 'identity-based policy';
  const why = isDenied
    ? 'with an explicit deny in a resource-based policy'
    : `because no ${layer} allows the SNS:Publish action`;
  return (
    `User: ${principalArn} is not authorized to perform: SNS:Publish on resource: ${topicArn} ${why} ` +
    '(Service: AmazonSNS; Status Code: 403; Error Code: AuthorizationError; Proxy: null)'
  );
}

/** A policy's denials beside a permission of everything: what isn't allowed by it is denied. */
function denialsOf(policy: PolicyDocument): PolicyDocument {
  const denials = [policy.Statement].flat().filter(({ Effect }) => Effect === 'Deny');
  return { ...policy, Statement: [...denials, { Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgpaths */
function organizationKeys(db: Store, accountId: string): Record<string, string | readonly string[]> {
  const place = placeOf(db, accountId);
  if (!place) return {};
  const path = [place.organizationId, ...[...place.parents].reverse(), ''].join('/');
  return { 'aws:PrincipalOrgID': place.organizationId, 'aws:PrincipalOrgPaths': [path] };
}

import { type EvaluatedResource, type Impact, isObject, type Json, own } from '../template';

type Rule = (policy: Json | undefined) => Impact | undefined;

/** Whether a policy's switch is on; templates write it as a boolean or as text. */
function isOn(policy: Json | undefined, ...path: string[]): boolean {
  const value = path.reduce<Json | undefined>((part, name) => (isObject(part) ? own(part, name) : undefined), policy);
  return String(value) === 'true';
}

const upgrade: Rule = (policy) => (isOn(policy, 'EnableVersionUpgrade') ? 'none' : 'replacement');

const resharding: Rule = (policy) => (isOn(policy, 'UseOnlineResharding') ? 'none' : 'replacement');

const instances: Rule = (policy) => {
  if (isOn(policy, 'AutoScalingReplacingUpdate', 'WillReplace')) return 'replacement';
  return isObject(policy) && policy.AutoScalingRollingUpdate !== undefined ? 'interruption' : undefined;
};

const RULES: Readonly<Record<string, Readonly<Record<string, Rule>>>> = {
  'AWS::AutoScaling::AutoScalingGroup': {
    LaunchConfigurationName: instances,
    LaunchTemplate: instances,
    MixedInstancesPolicy: instances,
    VPCZoneIdentifier: instances,
  },
  'AWS::ElastiCache::ReplicationGroup': { NodeGroupConfiguration: resharding, NumNodeGroups: resharding },
  'AWS::Elasticsearch::Domain': { ElasticsearchVersion: upgrade },
  'AWS::OpenSearchService::Domain': { EngineVersion: upgrade },
};

/**
 * What a change of a property does where the resource's update policy decides it; undefined elsewhere.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
export function impactByPolicy({ type, updatePolicy }: EvaluatedResource, property: string): Impact | undefined {
  return own(own(RULES, type), property)?.(updatePolicy);
}

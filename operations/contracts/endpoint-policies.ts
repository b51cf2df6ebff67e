import { allowsAction, type PolicyDocument } from '../../catalog/permissions';
import { listOf } from '../../catalog/permissions/policy/document';
import type { Json, Template, TemplateResource } from '../../catalog/template';

type Resources = readonly (readonly [string, TemplateResource])[];

/** Resources of a template by logical id, in its order. */
export const resourcesOf = ({ Resources }: Template): Resources => Object.entries(Resources);
const written = (value: unknown) => JSON.stringify(value ?? null);

/** Policies of the endpoints by the beginning of the actions that go through them: `ecr` of `com.amazonaws.….ecr.api`. */
export function endpointPolicies(template: Template): ReadonlyMap<string, readonly PolicyDocument[]> {
  const found = new Map<string, PolicyDocument[]>();
  for (const [, { Type, Properties = {} }] of resourcesOf(template)) {
    if (Type !== 'AWS::EC2::VPCEndpoint') continue;
    const [, service = ''] = /\.([a-z0-9]+)(?:\.[a-z]+)?"[\]}]*$/.exec(written(Properties.ServiceName)) ?? [];
    const policy: PolicyDocument = JSON.parse(written(Properties.PolicyDocument));
    found.set(service, [...(found.get(service) ?? []), policy]);
  }
  return found;
}

/** Logical ids of the roles that something in the VPC acts with: tasks always, functions that are told subnets. */
export function rolesInVpc(resources: Resources): readonly string[] {
  const users = resources.filter(
    ([, { Type, Properties = {} }]) =>
      Type === 'AWS::ECS::TaskDefinition' || (Type === 'AWS::Lambda::Function' && Properties.VpcConfig !== undefined),
  );
  const named = users.flatMap(([, { Properties: { Role, TaskRoleArn, ExecutionRoleArn } = {} }]) =>
    written([Role, TaskRoleArn, ExecutionRoleArn]),
  );
  const isNamed = (id: string) => named.some((text) => text.includes(`"${id}"`));
  return resources.filter(([id, { Type }]) => Type === 'AWS::IAM::Role' && isNamed(id)).map(([id]) => id);
}

/** Actions that a role may take, as `xray:PutTraceSegments`, by its own policies and by those that are attached to it. */
export function actionsOf(role: string, resources: Resources): readonly string[] {
  return resources.flatMap(([id, { Type, Properties = {} }]) => {
    if (id === role) return allowedIn(Properties.Policies);
    const isOfRole = /^AWS::IAM::(?:Role)?Policy$/.test(Type) && written(Properties).includes(`"${role}"`);
    return isOfRole ? allowedIn(Properties.PolicyDocument) : [];
  });
}

/** Actions of all `Allow` statements in a value, those behind conditions of the template too. */
function allowedIn(value: Json | undefined): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value) && value.Effect === 'Allow') return listOf(value.Action).map(String);
  return Object.values(value).flatMap(allowedIn);
}

/** Actions that workloads may take and no endpoint of the service lets through, as `TaskRole: xray:PutSpans`. */
export function heldBack(template: Template, endpoints: ReadonlyMap<string, readonly PolicyDocument[]>): string[] {
  const resources = resourcesOf(template);
  return rolesInVpc(resources).flatMap((role) =>
    actionsOf(role, resources)
      .filter((action) => {
        const policies = endpoints.get(action.split(':')[0] ?? '');
        return policies !== undefined && !allowsAction(policies, action);
      })
      .map((action) => `${role}: ${action}`),
  );
}

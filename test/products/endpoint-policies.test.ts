/** Policies of the network's endpoints are enough for what runs in the VPC: private names send every call to them. */
import { allowsAction, type PolicyDocument } from '../../catalog/permissions';
import { listOf } from '../../catalog/permissions/policy/document';
import { synthesizeProduct } from '../../catalog/product';
import type { Json, Template, TemplateResource } from '../../catalog/template';
import { products } from '../../products';
import { network } from '../../products/network/product';

type Resources = readonly (readonly [string, TemplateResource])[];

const resourcesOf = ({ Resources }: Template): Resources => Object.entries(Resources);
const written = (value: unknown) => JSON.stringify(value ?? null);

/** Policies of the endpoints by the beginning of the actions that go through them: `ecr` of `com.amazonaws.….ecr.api`. */
function endpointPolicies(template: Template): ReadonlyMap<string, readonly PolicyDocument[]> {
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
function rolesInVpc(resources: Resources): readonly string[] {
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

/** Actions that a role may take, as `xray:PutTraceSegments`, by its own policies and by those attached to it. */
function actionsOf(role: string, resources: Resources): readonly string[] {
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
function heldBack(template: Template, endpoints: ReadonlyMap<string, readonly PolicyDocument[]>): string[] {
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

const endpoints = endpointPolicies(synthesizeProduct(network).template);

test('the network has a policy on each of its endpoints', () => {
  expect([...endpoints.keys()].sort()).toEqual(
    [
      'dynamodb',
      'ecr',
      'events',
      'kms',
      'logs',
      's3',
      'secretsmanager',
      'sqs',
      'ssm',
      'ssmmessages',
      'sts',
      'xray',
    ].sort(),
  );
});

test.each(products)('what $id runs in the VPC gets through the endpoints with all that its roles allow', (product) => {
  expect(heldBack(synthesizeProduct(product).template, endpoints)).toEqual([]);
});

test('tasks and functions of the tiers are looked at', () => {
  const looked = products.flatMap((product) => {
    const resources = resourcesOf(synthesizeProduct(product).template);
    return rolesInVpc(resources).flatMap((role) => actionsOf(role, resources));
  });
  expect(looked).toEqual(expect.arrayContaining(['xray:PutTraceSegments', 'logs:PutLogEvents', 'sqs:ReceiveMessage']));
});

test('an endpoint that holds something back is found out', () => {
  const sampling = new Map([['xray', [{ Version: '2012-10-17', Statement: [] }]]] as const);
  const app = products.find(({ id }) => id === 'app');
  expect(app && heldBack(synthesizeProduct(app).template, sampling)).toEqual(
    expect.arrayContaining([expect.stringMatching(/: xray:PutTraceSegments$/)]),
  );
});

import { CfnResource, type Stack } from 'aws-cdk-lib';
import { CfnCompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnEIP } from 'aws-cdk-lib/aws-ec2';
import {
  allowsAction,
  allowsUnscoped,
  decide,
  isCanonicalAction,
  missingRow,
  type PolicyDocument,
  requiredActions,
  resourceScopes,
} from '../../catalog/permissions';
import {
  type ArnPattern,
  type LaunchRoleStatement,
  launchArn,
  type Product,
  synthesizeProduct,
} from '../../catalog/product';
import { products } from '../../products';
import { smallProduct } from '../catalog/product/small-product';

/** A product's statements as the policy of a role in one account. */
function policyOf({ launchRole }: Product): PolicyDocument {
  const statements = JSON.stringify(
    launchRole.map(({ Sid, Effect, Action, Resource, Condition }) => ({ Sid, Effect, Action, Resource, Condition })),
  );
  return { Version: '2012-10-17', Statement: JSON.parse(filled(statements)) };
}

/** Statements as the stack that makes the role fills them in. */
function filled(text: string): string {
  return text.replaceAll(`\${AWS::Partition}`, 'aws').replaceAll(`\${AWS::AccountId}`, '111122223333');
}

/** ARNs of a type, as the service authorization reference writes them, as a pattern like those of a statement. */
function arnPattern(documented: string): string {
  const filled = documented.replace(`\${Partition}`, 'aws').replace(`\${Account}`, '111122223333');
  return filled.replaceAll(/\$\{\w+\}/g, '*');
}

/** Whether some text matches both patterns, in which `*` stands for any run of characters. */
function overlap(one: string, other: string): boolean {
  if (one === '' || other === '') return /^[*]*$/.test(one + other);
  if (one.startsWith('*')) return overlap(one.slice(1), other) || overlap(one, other.slice(1));
  if (other.startsWith('*')) return overlap(other, one);
  return one.charAt(0) === other.charAt(0) && overlap(one.slice(1), other.slice(1));
}

/** Every resource of a product, with what it asks of the launch role; undefined for a type that the table lacks. */
function resourcesOf(product: Product) {
  return Object.entries(synthesizeProduct(product).template.Resources).map(([id, { Type, Properties }]) => ({
    id,
    type: Type,
    required: requiredActions(Type, Properties),
  }));
}

/** Resource types of a product that the table lacks. */
function unknownTypes(product: Product): string[] {
  const unknown = resourcesOf(product).filter(({ required }) => required === undefined);
  return [...new Set(unknown.map(({ type }) => type))];
}

/** Actions that the resources ask of the launch role and don't get, as `Vpc: ec2:CreateVpc`. */
function missingActions(product: Product): string[] {
  const policy = policyOf(product);
  return resourcesOf(product).flatMap(({ id, required }) =>
    (required?.all ?? []).filter((action) => !allowsAction([policy], action)).map((action) => `${id}: ${action}`),
  );
}

/** Actions that the launch role may take on some resources only, and AWS asks for on `*`. */
function tooNarrow(product: Product): string[] {
  const policy = policyOf(product);
  return resourcesOf(product).flatMap(({ id, required }) =>
    (required?.unscoped ?? [])
      .filter((action) => !allowsUnscoped([policy], action))
      .map((action) => `${id}: ${action} must be allowed on *`),
  );
}

describe.each(products)('the launch role of $id', (product) => {
  const policy = policyOf(product);
  const resources = resourcesOf(product);
  const actions = product.launchRole.flatMap(({ Sid, Action, Resource }) =>
    Action.map((action) => ({ sid: Sid, action, resources: Resource })),
  );

  it('has a row in the table of permissions for every type of the template', () => {
    expect(unknownTypes(product).map(missingRow).join('\n')).toBe('');
  });

  it('may create, read, update, delete and tag every resource', () => {
    expect(missingActions(product)).toEqual([]);
  });

  it('may do on * what AWS denies on anything narrower', () => {
    expect(tooNarrow(product)).toEqual([]);
  });

  it('may do nothing that no resource asks for', () => {
    const asked = new Set(resources.flatMap(({ required }) => required?.all ?? []));
    // What Fn::GetAZs asks for: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-getavailabilityzones.html
    const byFunctions = ['ec2:DescribeAvailabilityZones', 'ec2:DescribeAccountAttributes'];
    expect(
      actions.map(({ action }) => action).filter((action) => !asked.has(action) && !byFunctions.includes(action)),
    ).toEqual([]);
  });

  it('names actions as IAM knows them', async () => {
    const known = await Promise.all(actions.map(({ action }) => isCanonicalAction(action)));
    expect(actions.filter((_, index) => !known[index])).toEqual([]);
  });

  it('gives every action resources that it takes, or every resource with a reason', async () => {
    const scopes = await Promise.all(actions.map(({ action }) => resourceScopes(action)));
    const pointless = actions.filter(({ resources }, index) => {
      const scope = scopes[index];
      if (resources === '*') return false;
      const arns = scope?.kind === 'resources' ? scope.types.map(({ arn }) => arnPattern(arn)) : [];
      return !resources.some((resource) => arns.some((arn) => overlap(filled(resource), arn)));
    });
    expect(pointless).toEqual([]);
    const unexplained = product.launchRole.filter((each) => each.Resource === '*' && each.reason.length < 20);
    expect(unexplained).toEqual([]);
  });

  it('passes roles to the services that its resources name, and to no other', () => {
    const passes = (service: string) =>
      decide([policy], {
        action: 'iam:PassRole',
        resource: 'arn:aws:iam::111122223333:role/SC-111122223333-pp-abc-Role-1',
        context: { 'iam:PassedToService': service },
      });
    const services = new Set(
      resources.flatMap(({ required }) => required?.passRole ?? []).map(({ service }) => service),
    );
    expect([...services].filter((service) => passes(service) !== 'allowed')).toEqual([]);
    expect(passes('ec2.amazonaws.com')).toBe(services.has('ec2.amazonaws.com') ? 'allowed' : 'implicitDeny');
  });

  it('locks and deletes no key but those that carry its product’s tag', () => {
    const key = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd';
    const may = (action: string, context: Readonly<Record<string, string>>) =>
      decide([policy], { action, resource: key, context });
    const locking = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKeyRotation', 'kms:UntagResource'];
    const allowed = (context: Readonly<Record<string, string>>) =>
      locking.filter((action) => may(action, context) !== 'implicitDeny');
    expect(allowed({})).toEqual([]);
    expect(allowed({ 'aws:ResourceTag/Product': 'another' })).toEqual([]);
    const hasKeys = resources.some(({ type }) => type === 'AWS::KMS::Key');
    expect(allowed({ 'aws:ResourceTag/Product': product.id })).toEqual(hasKeys ? locking : []);
    const claim = { 'aws:RequestTag/Product': product.id, 'aws:ResourceTag/Product': 'another' };
    expect(may('kms:TagResource', claim)).toBe('implicitDeny');
  });

  it('can’t touch roles that it did not make', () => {
    const iam = actions.filter(({ action }) => action.startsWith('iam:') && !action.startsWith('iam:List'));
    const reached = iam.filter(
      ({ action }) =>
        decide([withoutConditions(policy)], { action, resource: 'arn:aws:iam::111122223333:role/Administrator' }) ===
        'allowed',
    );
    expect(reached).toEqual([]);
  });
});

it('a type that the table lacks is named, with what to do', () => {
  const build = (stack: Stack) => void new CfnResource(stack, 'Config', { type: 'AWS::GroundStation::Config' });
  expect(unknownTypes(smallProduct({ build })).map(missingRow)).toEqual([
    "What AWS::GroundStation::Config asks of the launch role isn't known: add a row to " +
      'catalog/permissions/resource-types.json, as CONTRIBUTING.md says under "Add a resource type".',
  ]);
});

it('a launch role that lacks an action is found out', () => {
  const build = (stack: Stack) => void new CfnEIP(stack, 'Address');
  const missing = missingActions(smallProduct({ build }));
  expect(missing).toContain('Address: ec2:AllocateAddress');
  const Action = missing.slice(1).map((each) => each.replace('Address: ', '') as `${string}:${string}`);
  const launchRole = [
    { Sid: 'Addresses', Effect: 'Allow', Action, Resource: [launchArn('ec2', 'elastic-ip/*')] },
  ] as const;
  expect(missingActions(smallProduct({ build, launchRole }))).toEqual(missing.slice(0, 1));
});

it('a launch role that is narrower than AWS takes is found out', () => {
  const build = (stack: Stack) => {
    new CfnCompositeAlarm(stack, 'EnvironmentAlarm', { alarmRule: 'FALSE' });
  };
  const launchRole = (Resource: readonly ArnPattern[]): LaunchRoleStatement[] => [
    { Sid: 'Alarms', Effect: 'Allow', Action: ['cloudwatch:DescribeAlarms', 'cloudwatch:PutCompositeAlarm'], Resource },
  ];
  expect(tooNarrow(smallProduct({ build, launchRole: launchRole([launchArn('cloudwatch', 'alarm:*')]) }))).toEqual([
    'EnvironmentAlarm: cloudwatch:DescribeAlarms must be allowed on *',
    'EnvironmentAlarm: cloudwatch:PutCompositeAlarm must be allowed on *',
  ]);
});

/** Policy without its conditions: what its statements are about. */
function withoutConditions(policy: PolicyDocument): PolicyDocument {
  return JSON.parse(JSON.stringify(policy), (key, value) => (key === 'Condition' ? undefined : value));
}

it.each([
  ['arn:aws:s3:::bellyfed-*', 'arn:aws:s3:::*', true],
  ['arn:aws:logs:*:1:log-group:/aws/rds/*', 'arn:aws:logs:*:1:log-group:*', true],
  ['arn:aws:s3:::bellyfed-*', 'arn:aws:sqs:*:1:*', false],
  ['table/bellyfed-*', 'table/*/index/*', true],
  ['table/bellyfed', 'table/*/index/*', false],
])('%s and %s have something in common: %s', (one, other, expected) => {
  expect(overlap(one, other)).toBe(expected);
});

import {
  decide,
  isCanonicalAction,
  missingRow,
  type PolicyDocument,
  requiredActions,
  resourceScopes,
} from '../../catalog/permissions';
import type { Product } from '../../catalog/product';
import { type Contract, sourceOf } from './contract';
import { templateOf } from './evaluated';
import { filled, missingIn, tooNarrowIn } from './launch-role-gaps';
import { once } from './once';
import { arnPattern, overlap, withoutConditions } from './statement-reach';

const inRole = (product: Product) => sourceOf(product, 'launch-role.ts');
const rolesOfOthers = 'arn:aws:iam::111122223333:role/Administrator';

/** Permissions of a product's launch role: what its resources need, and nothing beyond. */
export const launchRole: Contract = {
  subject: 'launch role',
  rules: [
    {
      title: 'has a row in the table of permissions for every type of the template',
      advice: () =>
        'The form: { "type": "AWS::…", "source": "<the page of its provider schema>", "create": [], … } with empty lists, ' +
        'which the renewal of resource-types fills in.',
      remedy: () => ({ do: 'read', document: 'CONTRIBUTING.md' }),
      check: (product) => unknownTypes(product).map(missingRow),
    },
    {
      title: 'may create, read, update, delete and tag every resource',
      advice: (product) => `Allow the action in ${inRole(product)}.`,
      check: (product) => missingIn(templateOf(product), policyOf(product)),
    },
    {
      title: 'may do on * what AWS denies on anything narrower',
      advice: (product) =>
        `Move the action in ${inRole(product)} to a statement whose Resource is "*", with the reason.`,
      check: (product) => tooNarrowIn(templateOf(product), policyOf(product)),
    },
    {
      title: 'may do nothing that no resource asks for',
      advice: (product) => `Take the action out of ${inRole(product)}.`,
      check(product) {
        const asked = new Set(resourcesOf(product).flatMap(({ required }) => required?.all ?? []));
        // What Fn::GetAZs asks for: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-getavailabilityzones.html
        const byFunctions = ['ec2:DescribeAvailabilityZones', 'ec2:DescribeAccountAttributes'];
        const needless = ({ action }: Allowed) => !asked.has(action) && !byFunctions.includes(action);
        return actionsOf(product)
          .filter(needless)
          .map(({ sid, action }) => `${sid}: ${action}`);
      },
    },
    {
      title: 'names actions as IAM knows them',
      advice: (product) => `Write the action in ${inRole(product)} as the service authorization reference does.`,
      async check(product) {
        const actions = actionsOf(product);
        const known = await Promise.all(actions.map(({ action }) => isCanonicalAction(action)));
        return actions.filter((_, index) => !known[index]).map(({ sid, action }) => `${sid}: ${action}`);
      },
    },
    {
      title: 'gives every action resources that it takes, or every resource with a reason',
      advice: (product) =>
        `Give the action in ${inRole(product)} an ARN of a type that it takes, or "*" with a reason of a sentence.`,
      check: pointless,
    },
    {
      title: 'passes roles to the services that its resources name, and to no other',
      advice: (product) => `Let iam:PassRole in ${inRole(product)} name the services under iam:PassedToService.`,
      check(product) {
        const policy = policyOf(product);
        const passes = (service: string) => {
          const context = { 'iam:PassedToService': service };
          const resource = 'arn:aws:iam::111122223333:role/SC-111122223333-pp-abc-Role-1';
          return decide([policy], { action: 'iam:PassRole', resource, context }) === 'allowed';
        };
        const services = new Set(
          resourcesOf(product)
            .flatMap(({ required }) => required?.passRole ?? [])
            .map(({ service }) => service),
        );
        const unpassed = [...services]
          .filter((service) => !passes(service))
          .map((each) => `it can't pass a role to ${each}`);
        const other = 'ec2.amazonaws.com';
        return passes(other) && !services.has(other)
          ? [...unpassed, `it passes roles to ${other}, which none needs`]
          : unpassed;
      },
    },
    {
      title: 'locks and deletes no key but those that carry its product’s tag',
      advice: (product) => `Take the statements of keys in ${inRole(product)} from catalog/product/launch-role/kms.ts.`,
      check: lockedKeys,
    },
    {
      title: 'can’t touch roles that it did not make',
      advice: (product) =>
        `Take the statements of roles in ${inRole(product)} from catalog/product/launch-role/iam.ts.`,
      check(product) {
        const policy = withoutConditions(policyOf(product));
        return actionsOf(product)
          .filter(({ action }) => action.startsWith('iam:') && !action.startsWith('iam:List'))
          .filter(({ action }) => decide([policy], { action, resource: rolesOfOthers }) === 'allowed')
          .map(({ sid, action }) => `${sid}: ${action}`);
      },
    },
  ],
};

/** A product's statements as the policy of a role in one account. */
export const policyOf = once(({ launchRole: statements }): PolicyDocument => {
  const plain = statements.map(({ Sid, Effect, Action, Resource, Condition }) => ({
    Sid,
    Effect,
    Action,
    Resource,
    Condition,
  }));
  return { Version: '2012-10-17', Statement: JSON.parse(filled(JSON.stringify(plain))) };
});

/** Resource types of a product that the table lacks. */
function unknownTypes(product: Product): string[] {
  const unknown = resourcesOf(product).filter(({ required }) => required === undefined);
  return [...new Set(unknown.map(({ type }) => type))];
}

/** Every resource of a product, with what it asks of the launch role; undefined for a type that the table lacks. */
const resourcesOf = once((product) =>
  Object.entries(templateOf(product).Resources).map(([id, { Type, Properties }]) => ({
    id,
    type: Type,
    required: requiredActions(Type, Properties),
  })),
);

interface Allowed {
  readonly sid: string;
  readonly action: string;
  readonly resources: Product['launchRole'][number]['Resource'];
}

function actionsOf({ launchRole: statements }: Product): Allowed[] {
  return statements.flatMap(({ Sid, Action, Resource }) =>
    Action.map((action) => ({ sid: Sid, action, resources: Resource })),
  );
}

async function pointless(product: Product): Promise<string[]> {
  const judged = await Promise.all(
    actionsOf(product).map(async ({ sid, action, resources }) => {
      if (resources === '*') return [];
      const scope = await resourceScopes(action);
      const arns = scope?.kind === 'resources' ? scope.types.map(({ arn }) => arnPattern(arn)) : [];
      const takes = resources.some((resource) => arns.some((arn) => overlap(filled(resource), arn)));
      return takes ? [] : [`${sid}: ${action} takes none of ${resources.join(', ')}`];
    }),
  );
  const unexplained = product.launchRole.filter((each) => each.Resource === '*' && each.reason.length < 20);
  return [...judged.flat(), ...unexplained.map(({ Sid }) => `${Sid}: is allowed on * without a reason`)];
}

function lockedKeys(product: Product): string[] {
  const policy = policyOf(product);
  const resource = 'arn:aws:kms:us-east-1:111122223333:key/1234abcd';
  const may = (action: string, context: Readonly<Record<string, string>>) =>
    decide([policy], { action, resource, context }) !== 'implicitDeny';
  const locking = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKeyRotation', 'kms:UntagResource'];
  const ofOthers = locking.filter((action) => may(action, {}) || may(action, { 'aws:ResourceTag/Product': 'another' }));
  const own = locking.filter((action) => may(action, { 'aws:ResourceTag/Product': product.id }));
  const needed = resourcesOf(product).some(({ type }) => type === 'AWS::KMS::Key') ? locking : [];
  const claims = may('kms:TagResource', {
    ...{ 'aws:RequestTag/Product': product.id, 'aws:ResourceTag/Product': 'another' },
  });
  return [
    ...ofOthers.map((action) => `${action} on any key`),
    ...locking.filter((each) => own.includes(each) !== needed.includes(each)).map((each) => `${each} on its own keys`),
    ...(claims ? ["kms:TagResource on another product's key"] : []),
  ];
}

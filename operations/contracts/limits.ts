import { measureProduct, templateLimits } from '../../catalog/product/measure';
import { type Contract, sourceOf } from './contract';
import { templateOf } from './evaluated';

/** Room below AWS's limits, and reasons for what is allowed everywhere. */
export const limits: Contract = {
  subject: 'limits',
  rules: [
    {
      title: 'stays below half of what AWS takes, so that releases to come have room',
      advice: () =>
        'Make fewer of them, or make two products of one: the limits are CloudFormation’s and Service Catalog’s.',
      check(product) {
        const measure = measureProduct(product);
        return measured
          .filter((limit) => measure[limit] >= templateLimits[limit] / 2)
          .map((limit) => `${limit}: ${measure[limit]}, and AWS takes ${templateLimits[limit]}`);
      },
    },
    {
      title: 'gives a reason for each statement that allows something on every resource',
      advice: (product) =>
        `Name the resources, or give the reason: beside the statement in ${sourceOf(product, 'launch-role.ts')}, or as the ` +
        `exception to AwsSolutions-IAM5 in ${sourceOf(product, 'exceptions.ts')}.`,
      check: (product) =>
        measureProduct(product)
          .unrestricted.filter(({ reason }) => reason === undefined)
          .map(({ role, sid, actions }) => `${role}, statement ${sid || '(without a Sid)'}: ${actions.join(', ')}`),
    },
    {
      title: 'has no transform, no nested stack and no custom resource',
      advice: () => 'Make it of plain resources: a released template stands by itself, for ever.',
      check(product) {
        const { Transform, Resources } = templateOf(product);
        const nested = /^(AWS::CloudFormation::(Stack|CustomResource|Macro|Module)|Custom::)/;
        return [
          ...(Transform === undefined ? [] : [`Transform: ${JSON.stringify(Transform)}`]),
          ...Object.entries(Resources).flatMap(([id, { Type }]) => (nested.test(Type) ? [`${id}: ${Type}`] : [])),
        ];
      },
    },
  ],
};

const measured = ['bytes', 'resources', 'parameters', 'mappings', 'outputs'] as const;

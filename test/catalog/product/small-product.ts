import { CfnTopic } from 'aws-cdk-lib/aws-sns';
import type { ContractOutputs, ExportValues, Product, ProductStack, Sizes } from '../../../catalog/product';
import {
  defineContract,
  defineProduct,
  type LaunchRoleStatement,
  type ParameterGroups,
} from '../../../catalog/product';

/** Definition that every small product of the tests shares; a test adds the part that it is about. */
const rest = {
  name: 'Bellyfed Small',
  description: 'A product of the tests.',
  owner: 'Tests',
  distributor: 'Tests',
  support: { email: 'tests@example.com', url: 'https://example.com', description: 'None.' },
  exceptions: { validation: [], nag: [] },
};

/** A product with one topic, unless `build` makes something else. */
export function smallProduct<
  const Groups extends ParameterGroups = Record<never, never>,
  Own extends Sizes = Record<never, never>,
>(
  part: {
    readonly id?: string;
    readonly parameters?: Groups;
    readonly sizes?: Own;
    readonly launchRole?: readonly LaunchRoleStatement[];
    readonly build?: (stack: ProductStack<Groups, Own>) => void;
  } = {},
): Product {
  const id = part.id ?? 'small';
  return defineProduct({
    ...rest,
    id,
    contract: defineContract(id, {}),
    parameters: part.parameters ?? ({} as Groups),
    sizes: part.sizes,
    launchRole: part.launchRole ?? [],
    build(stack) {
      if (part.build) part.build(stack);
      else new CfnTopic(stack, 'Topic');
      return {};
    },
  });
}

/** A product that exports. */
export function exportingProduct<const Outputs extends ContractOutputs>(
  id: string,
  outputs: Outputs,
  values: ExportValues<Outputs>,
): Product {
  return defineProduct({
    ...rest,
    id,
    contract: defineContract(id, outputs),
    parameters: {},
    launchRole: [],
    build(stack) {
      new CfnTopic(stack, 'Topic');
      return values;
    },
  });
}

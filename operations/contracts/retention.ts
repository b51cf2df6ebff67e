import { isStateful } from '../../catalog/template';
import type { Contract } from './contract';
import { templateOf } from './evaluated';

/** Life of a product's data: it outlives the product, and a replacement. */
export const retention: Contract = {
  subject: 'retention',
  rules: [
    {
      title: 'keeps everything stateful, deleted or replaced',
      exemption: 'retention',
      advice: () =>
        'Call applyRemovalPolicy(RemovalPolicy.RETAIN) where it is made, or SNAPSHOT for a database: both DeletionPolicy and ' +
        'UpdateReplacePolicy count.',
      check(product) {
        // Of what was launched, RetainExceptOnCreate keeps all that Retain does.
        const keeping: unknown[] = ['Retain', 'RetainExceptOnCreate', 'Snapshot'];
        return Object.entries(templateOf(product).Resources)
          .filter(([, { Type, Properties }]) => isStateful(Type, Properties))
          .filter(([, each]) => !keeping.includes(each.DeletionPolicy) || !keeping.includes(each.UpdateReplacePolicy))
          .map(([id, { Type }]) => `${id} (${Type}) would be lost`);
      },
    },
  ],
};

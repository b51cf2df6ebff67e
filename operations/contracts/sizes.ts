import { environmentTypeNames } from '../../catalog/product';
import { type Contract, sourceOf } from './contract';
import { templateOf } from './evaluated';

/** Sizes of a product: all used, and each of one kind. */
export const sizes: Contract = {
  subject: 'sizes',
  rules: [
    {
      title: 'uses all its sizes: reads them in the template, or lets the form override them',
      advice: (product) =>
        `Use it (stack.size, stack.choice, byType), or take it out of ${sourceOf(product, 'sizes.ts')}.`,
      check(product) {
        const { Mappings = {} } = templateOf(product);
        const questions = Object.values(product.parameters).flatMap((group) => Object.values(group));
        const isUsed = (name: string) =>
          Mappings.EnvironmentTypes?.dev?.[name] !== undefined ||
          questions.some((question) => 'overrides' in question && question.overrides === name);
        return Object.keys(product.sizes).filter((name) => !isUsed(name));
      },
    },
    {
      title: 'has sizes whose values are of one kind',
      advice: (product) => `Write numbers or texts, not both, for one size in ${sourceOf(product, 'sizes.ts')}.`,
      check: (product) =>
        Object.entries(product.sizes)
          .filter(([, size]) => new Set(environmentTypeNames.map((type) => typeof size[type])).size !== 1)
          .map(([name]) => name),
    },
  ],
};

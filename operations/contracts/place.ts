import { type Contract, sourceOf } from './contract';
import { endpointPolicies, heldBack } from './endpoint-policies';
import { templateOf } from './evaluated';
import { misplaced, unlaunchable } from './tiers';

/** Place of a product among the others: its order, its name, and the network that it runs in. */
export const place: Contract = {
  subject: 'place among the others',
  rules: [
    {
      title: 'stands behind the products that it imports from, and can be launched',
      advice: () =>
        'Order the list in products/index.ts so that what is imported from comes first; two can’t import each other.',
      check: ({ id }, { products }) => [
        ...misplaced(products).filter((each) => each.startsWith(`${id} before `)),
        ...unlaunchable(products)
          .filter((each) => each === id)
          .map((each) => `${each} can't be launched before itself`),
      ],
    },
    {
      title: 'has a name of its own, since launches ask for it by name',
      advice: (product) => `Choose another name in ${sourceOf(product, 'product.ts')}.`,
      check: ({ id, name }, { products }) =>
        products
          .filter((other) => other.id !== id && other.name === name)
          .map((other) => `${other.id} is called ${name}, too`),
    },
    {
      title: 'runs nothing in the VPC whose calls the network’s endpoints hold back',
      advice: () =>
        "Let the action through in the policy of the network's endpoint (products/network), and release that first.",
      check(product, { products }) {
        const network = products.find(({ id }) => id === 'network');
        return network ? heldBack(templateOf(product), endpointPolicies(templateOf(network))) : [];
      },
    },
  ],
};

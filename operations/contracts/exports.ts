import { exportName, type Product } from '../../catalog/product';
import { type Contract, sourceOf } from './contract';
import { everyPair, launched, refusals, templateOf } from './evaluated';
import { unmetImports } from './tiers';

/** Exports and imports of a product: what it promises others, and what it takes for granted of them. */
export const exportsAndImports: Contract = {
  subject: 'exports and imports',
  rules: [
    {
      title: 'exports its whole contract, however it is launched, and never an empty value',
      exemption: 'examples',
      advice: (product) =>
        `Return a value for each output of ${sourceOf(product, 'contract.ts')} from build in ${sourceOf(product, 'product.ts')}, ` +
        '"none" where there is nothing.',
      check: missingExports,
    },
    {
      title: 'exports its contract, and nothing else',
      advice: (product) =>
        `Declare what others may read in ${sourceOf(product, 'contract.ts')}, and return just that from build.`,
      check(product) {
        const outputs = Object.entries(templateOf(product).Outputs ?? {});
        const exported = outputs.filter(([, { Export }]) => Export !== undefined).map(([id]) => id);
        const promised = [...Object.keys(product.contract.outputs), 'TypeMarker'];
        return [
          ...exported.filter((id) => !promised.includes(id)).map((id) => `${id}: is in no contract`),
          ...promised.filter((id) => !exported.includes(id)).map((id) => `${id}: isn't exported`),
        ];
      },
    },
    {
      title: 'describes every output',
      advice: (product) =>
        `Describe it in ten printable characters or more, in ${sourceOf(product, 'contract.ts')} or where it is made.`,
      check: (product) =>
        Object.entries(templateOf(product).Outputs ?? {})
          .filter(([, { Description = '' }]) => !/^[ -~]{10,}$/.test(Description))
          .map(([id]) => id),
    },
    {
      title: 'imports only what another product exports',
      advice: () =>
        "Read other products by the contracts that they have: add the output to the other one's contract.ts first.",
      check: (product, { products }) => unmetImports(product, products),
    },
  ],
};

function missingExports(product: Product): string[] {
  const accepted = everyPair(product).filter((answers) => refusals(product, answers).length === 0);
  if (accepted.length === 0) return ['its rules refuse every way to fill in the form'];
  const found = new Set<string>();
  for (const answers of accepted) {
    const { outputs } = launched(product, answers);
    const { EnvironmentName = '', EnvironmentType } = answers;
    const nameOf = (output: string) => exportName(EnvironmentName, product.id, output);
    for (const name of Object.keys(product.contract.outputs)) {
      const { exportName: as, value } = outputs[name] ?? {};
      if (as !== nameOf(name)) found.add(`${name}: is exported as ${as ?? 'nothing'}`);
      if (!/^[^\s,]+(,[^\s,]+)*$/.test(`${value ?? ''}`))
        found.add(`${name}: can be "${value ?? ''}", with ${JSON.stringify(answers)}`);
    }
    if (outputs.TypeMarker?.exportName !== nameOf(`Is-${EnvironmentType}`)) found.add('TypeMarker: is missing');
  }
  return [...found];
}

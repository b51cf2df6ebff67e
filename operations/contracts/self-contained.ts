import type { Product } from '../../catalog/product';
import type { Json } from '../../catalog/template';
import type { Contract } from './contract';
import { templateOf } from './evaluated';

/** Literals that tie a template to a place. */
export const literals: Readonly<Record<string, RegExp>> = {
  account: /(?<!\d)\d{12}(?!\d)/,
  region: /(?<![a-z])(af|ap|ca|cn|eu|il|me|mx|sa|us)(-gov|-iso[a-z]?)?-(central|north|south|east|west)[a-z]*-\d/,
  partition: /arn:aws(-[a-z-]+)?:/,
  asset: /cdk-hnb659fds|aws:asset|AssetParameters/,
};

/** Independence of a template: of accounts, regions, partitions, and of what would have to be uploaded beside it. */
export const selfContained: Contract = {
  subject: 'self-contained',
  rules: [
    ...Object.entries(literals).map(([kind, literal]) => ({
      title: `names no literal ${kind}`,
      exemption: 'literals' as const,
      advice: () =>
        kind === 'asset'
          ? 'Write the code inline: nothing is uploaded beside a template.'
          : `Use the pseudo parameter (Aws.${pseudo[kind]}).`,
      check: (product: Product) =>
        texts(JSON.parse(JSON.stringify(templateOf(product)))).filter((text) => literal.test(text)),
    })),
    {
      title: 'puts the environment, its type and the product on everything that takes tags',
      advice: () => 'Leave the tags to the catalog: take away what overrides them, or excludes the type.',
      check: (product) =>
        Object.entries(templateOf(product).Resources)
          .filter(([, { Properties }]) => {
            const tags = JSON.stringify(Properties?.Tags ?? Properties?.HostedZoneTags ?? 'takes none');
            const has = (key: string) => tags.includes(`"${key}"`);
            return tags !== '"takes none"' && !['Environment', 'EnvironmentType', 'Product'].every(has);
          })
          .map(([id, { Type }]) => `${id} (${Type})`),
    },
  ],
};

const pseudo: Readonly<Record<string, string>> = { account: 'ACCOUNT_ID', region: 'REGION', partition: 'PARTITION' };

/** Every text in a value, keys included. */
function texts(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...texts(item)]);
}

import { synthesizeProduct } from '../../catalog/product';
import type { Json } from '../../catalog/template';
import { products } from '../../products';
import { held } from './held';

/** Every text in a value, keys included. */
function texts(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...texts(item)]);
}

const literals = {
  account: /(?<!\d)\d{12}(?!\d)/,
  region: /(?<![a-z])(af|ap|ca|cn|eu|il|me|mx|sa|us)(-gov|-iso[a-z]?)?-(central|north|south|east|west)[a-z]*-\d/,
  partition: /arn:aws(-[a-z-]+)?:/,
  asset: /cdk-hnb659fds|aws:asset|AssetParameters/,
};

describe.each(products)('$id', (product) => {
  const { template } = synthesizeProduct(product);
  const all = texts(JSON.parse(JSON.stringify(template)));

  held(product, 'literals').each(Object.entries(literals))('names no literal %s', (_, literal) => {
    expect(all.filter((text) => literal.test(text))).toEqual([]);
  });

  it('has no transform, no nested stack and no custom resource', () => {
    expect(template.Transform).toBeUndefined();
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    expect(
      types.filter((type) => /^(AWS::CloudFormation::(Stack|CustomResource|Macro|Module)|Custom::)/.test(type)),
    ).toEqual([]);
  });

  it('stays within CloudFormation’s 500 resources and 200 parameters and outputs', () => {
    expect(Object.keys(template.Resources).length).toBeLessThanOrEqual(500);
    expect(Object.keys(template.Parameters ?? {}).length).toBeLessThanOrEqual(200);
    expect(Object.keys(template.Outputs ?? {}).length).toBeLessThanOrEqual(200);
  });

  it('puts the environment, its type and the product on everything that takes tags', () => {
    const untagged = Object.entries(template.Resources).filter(([, { Properties }]) => {
      const tags = JSON.stringify(Properties?.Tags ?? Properties?.HostedZoneTags ?? 'takes none');
      return (
        tags !== '"takes none"' &&
        !['Environment', 'EnvironmentType', 'Product'].every((key) => tags.includes(`"${key}"`))
      );
    });
    expect(untagged.map(([id]) => id)).toEqual([]);
  });
});

describe('the literals that are looked for', () => {
  it.each([
    ['account', 'arn:x:iam::111122223333:root'],
    ['region', 'com.amazonaws.eu-central-1.s3'],
    ['region', 'us-gov-west-1'],
    ['region', 'ap-southeast-2'],
    ['partition', 'arn:aws:s3:::bucket'],
    ['partition', 'arn:aws-us-gov:s3:::bucket'],
    ['asset', 'cdk-hnb659fds-assets'],
  ] as const)('would be found: %s in %s', (kind, text) => {
    expect(literals[kind].test(text)).toBe(true);
  });
});

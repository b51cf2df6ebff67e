import type { Template } from 'aws-cdk-lib/assertions';
import type { Offer } from '../../../portfolios/offers/published-product';
import { productOf, releaseFolder } from '../fixture';
import { hub, idOf } from './hub-template';

const release = releaseFolder();
const elsewhere = releaseFolder();
const network: Offer = {
  product: productOf('network'),
  releases: [
    release('network', '1.0.0', 'retired'),
    release('network', '1.1.0', 'deprecated'),
    release('network', '2.0.0'),
  ],
};
const data: Offer = { product: productOf('data'), releases: [release('data', '1.0.0')] };

const usual = hub([network, data]);

/** The versions of a product as the template gives them. */
function versionsOf(template: Template, name: string): { Name: string; Description: string; Info: object }[] {
  const id = idOf(template, 'AWS::ServiceCatalog::CloudFormationProduct', { Name: name });
  return template.toJSON().Resources[id].Properties.ProvisioningArtifactParameters;
}

describe('the products', () => {
  it('are published with every release, the retired ones too so that nothing that runs loses its version', () => {
    expect(versionsOf(usual, 'Bellyfed network')).toMatchObject([
      { Name: '1.0.0', Description: 'What is new in 1.0.0.' },
      { Name: '1.1.0', Description: 'What is new in 1.1.0.' },
      { Name: '2.0.0', Description: 'What is new in 2.0.0.' },
    ]);
  });

  it('take each version from a file named by its hash in the ledger', () => {
    const newest = network.releases.at(-1);
    const version = versionsOf(usual, 'Bellyfed network').at(-1);
    expect(newest?.sha256).toHaveLength(64);
    expect(version?.Info).toEqual({
      LoadTemplateFromURL: {
        'Fn::Sub': expect.stringMatching(
          `^https://s3[.][$]{AWS::Region}[.][$]{AWS::URLSuffix}/cdk-.*-[$]{AWS::AccountId}-[$]{AWS::Region}/[0-9a-f]{64}[.]json$`,
        ),
      },
    });
  });

  it('are described as they describe themselves', () => {
    usual.hasResourceProperties('AWS::ServiceCatalog::CloudFormationProduct', {
      Name: 'Bellyfed network',
      Description: 'The network of the tests.',
      Owner: 'Owner of the product',
      Distributor: 'Distributor of the product',
      SupportEmail: 'product@example.com',
      SupportUrl: 'https://example.com/product',
      SupportDescription: 'Ask about the product.',
      ReplaceProvisioningArtifacts: false,
    });
  });

  it('are described as the context says', () => {
    const context = { owner: 'Us', distributor: 'Them', support: { email: 'us@example.com' } };
    hub([network], context).hasResourceProperties('AWS::ServiceCatalog::CloudFormationProduct', {
      Owner: 'Us',
      Distributor: 'Them',
      SupportEmail: 'us@example.com',
      SupportUrl: 'https://example.com/product',
    });
  });

  it('are left out while nothing of them is released', () => {
    const unreleased = hub([{ product: productOf('app'), releases: [] }]);
    unreleased.resourceCountIs('AWS::ServiceCatalog::CloudFormationProduct', 0);
    unreleased.resourceCountIs('AWS::ServiceCatalog::Portfolio', 3);
  });
});

describe('adding a release', () => {
  const more = hub([{ ...network, releases: [...network.releases, release('network', '2.1.0')] }, data]);

  it('leaves the names and addresses of the other versions as they are, so that they keep their ids', () => {
    expect(versionsOf(more, 'Bellyfed network').slice(0, 3)).toEqual(versionsOf(usual, 'Bellyfed network'));
    expect(versionsOf(more, 'Bellyfed network')).toHaveLength(4);
  });

  it('changes nothing else', () => {
    const product = idOf(usual, 'AWS::ServiceCatalog::CloudFormationProduct', { Name: 'Bellyfed network' });
    const before = usual.toJSON();
    const after = more.toJSON();
    after.Resources[product].Properties.ProvisioningArtifactParameters.pop();
    expect(after).toEqual(before);
  });

  it('from a copy of the repository elsewhere changes nothing at all', () => {
    const releases = network.releases.map(({ version, status }) => elsewhere('network', version, status));
    expect(hub([{ ...network, releases }, data]).toJSON()).toEqual(usual.toJSON());
  });

  it('of another product, or another product, changes no logical id', () => {
    const alone = Object.keys(hub([network]).toJSON().Resources);
    expect(Object.keys(usual.toJSON().Resources)).toEqual(expect.arrayContaining(alone));
  });
});

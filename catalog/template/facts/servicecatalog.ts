import { LAUNCHED_PRODUCT } from '../launched-product';
import type { Fact } from './fact';
import { nested, pageOf } from './families';

const UPDATED = {
  words: 'Requests updates to the configuration of the specified provisioned product.',
  page: 'https://docs.aws.amazon.com/servicecatalog/latest/dg/API_UpdateProvisionedProduct.html',
};

/** Facts about AWS Service Catalog. */
export const servicecatalog: readonly Fact[] = [
  ...nested(LAUNCHED_PRODUCT, 'another version', ['ProvisioningArtifactId', 'ProvisioningArtifactName'], UPDATED),
  ...nested(LAUNCHED_PRODUCT, 'other answers', ['ProvisioningParameters'], UPDATED),
  ...nested(LAUNCHED_PRODUCT, 'another thing', ['ProductId', 'ProductName'], UPDATED),
  {
    // Whatever its template's outputs say.
    type: LAUNCHED_PRODUCT,
    on: 'update',
    effect: 'new attribute',
    attribute: '*',
    page: pageOf(LAUNCHED_PRODUCT),
    readers: ['comparison'],
  },
  ...['ProvisioningArtifactIds', 'ProvisioningArtifactNames'].map(
    (attribute): Fact => ({
      type: 'AWS::ServiceCatalog::CloudFormationProduct',
      on: 'update',
      effect: 'new attribute',
      attribute,
      property: 'ProvisioningArtifactParameters',
      page: pageOf('AWS::ServiceCatalog::CloudFormationProduct'),
      readers: ['comparison'],
    }),
  ),
];

import { LAUNCHED_PRODUCT } from '../launched-product';
import type { Fact } from './fact';
import { pageOf } from './families';

/** Facts about AWS Service Catalog. */
export const servicecatalog: readonly Fact[] = [
  {
    type: LAUNCHED_PRODUCT,
    on: 'update',
    property: 'ProvisioningArtifactName',
    effect: 'nested content',
    page: pageOf(LAUNCHED_PRODUCT),
    readers: ['comparison'],
  },
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

import * as model from '@aws-sdk/client-service-catalog';
import { rpcService } from '../../kernel/service';
import { serviceCatalogAccess } from './caller-access';
import { constraintOperations } from './catalog/constraints';
import { copyProductOperations } from './catalog/copy-product';
import { portfolioOperations } from './catalog/portfolios';
import { principalOperations } from './catalog/principals';
import { productAssociationOperations } from './catalog/product-associations';
import { productSearchOperations } from './catalog/product-search';
import { productViewOperations } from './catalog/product-views';
import { productOperations } from './catalog/products';
import { provisioningArtifactOperations } from './catalog/provisioning-artifacts';
import { serviceActionOperations } from './catalog/service-actions';
import { tagOptionAssociationOperations } from './catalog/tag-option-associations';
import { tagOptionOperations } from './catalog/tag-options';
import { importAsProvisionedProductOperations } from './launch/import-as-provisioned-product';
import { launchPathOperations } from './launch/launch-paths';
import { provisionProductOperations } from './launch/provision-product';
import { provisionedProductPlanViewOperations } from './launch/provisioned-product-plan-views';
import { provisionedProductPlanOperations } from './launch/provisioned-product-plans';
import { provisionedProductPropertyOperations } from './launch/provisioned-product-properties';
import { provisionedProductSearchOperations } from './launch/provisioned-product-search';
import { provisionedProductOperations } from './launch/provisioned-products';
import { provisioningParameterOperations } from './launch/provisioning-parameters';
import { recordOperations } from './launch/records';
import { terminateProvisionedProductOperations } from './launch/terminate-provisioned-product';
import { updateProvisionedProductOperations } from './launch/update-provisioned-product';
import { providers } from './providers';
import { acceptedPortfolioShareOperations } from './sharing/accepted-portfolio-shares';
import { SHARE_JOB, stepShare } from './sharing/organization-node-share-job';
import { organizationsAccessOperations } from './sharing/organizations-access';
import { portfolioAccessOperations } from './sharing/portfolio-access';
import { portfolioShareOperations } from './sharing/portfolio-shares';

export { stackEnded } from './launch/end-record';
export { organizationChanged } from './sharing/organization-changes';

/** AWS Service Catalog: what can be launched, who may launch it, and what was launched. */
export const serviceCatalog = rpcService({
  signingName: 'servicecatalog',
  access: serviceCatalogAccess,
  protocol: 'json',
  targetPrefix: 'AWS242ServiceCatalogService',
  model,
  operations: {
    ...acceptedPortfolioShareOperations,
    ...constraintOperations,
    ...copyProductOperations,
    ...importAsProvisionedProductOperations,
    ...launchPathOperations,
    ...organizationsAccessOperations,
    ...portfolioAccessOperations,
    ...portfolioOperations,
    ...portfolioShareOperations,
    ...principalOperations,
    ...productAssociationOperations,
    ...productOperations,
    ...productSearchOperations,
    ...productViewOperations,
    ...provisionProductOperations,
    ...provisionedProductOperations,
    ...provisionedProductPlanOperations,
    ...provisionedProductPlanViewOperations,
    ...provisionedProductPropertyOperations,
    ...provisionedProductSearchOperations,
    ...provisioningArtifactOperations,
    ...provisioningParameterOperations,
    ...recordOperations,
    ...serviceActionOperations,
    ...tagOptionAssociationOperations,
    ...tagOptionOperations,
    ...terminateProvisionedProductOperations,
    ...updateProvisionedProductOperations,
  },
  providers,
  jobs: { [SHARE_JOB]: stepShare },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});

import * as model from '@aws-sdk/client-service-catalog';
import type { RpcService } from '../../kernel/service';
import {
  createConstraint,
  deleteConstraint,
  describeConstraint,
  listConstraints,
  updateConstraint,
} from './catalog/constraints';
import { copyProduct, describeCopyProductStatus } from './catalog/copy-product';
import {
  createPortfolio,
  deletePortfolio,
  describePortfolio,
  listPortfolios,
  listPortfoliosForProduct,
  updatePortfolio,
} from './catalog/portfolios';
import { associatePrincipal, disassociatePrincipal, listPrincipals } from './catalog/principals';
import { associateProduct, disassociateProduct } from './catalog/product-associations';
import { searchProducts, searchProductsAsAdmin } from './catalog/product-search';
import { describeProduct, describeProductAsAdmin, describeProductView } from './catalog/product-views';
import { createProduct, deleteProduct, updateProduct } from './catalog/products';
import { createArtifact, deleteArtifact, listArtifacts, updateArtifact } from './catalog/provisioning-artifacts';
import {
  associateServiceAction,
  createServiceAction,
  deleteServiceAction,
  describeServiceAction,
  disassociateServiceAction,
  listServiceActions,
  listServiceActionsForArtifact,
  updateServiceAction,
} from './catalog/service-actions';
import {
  associateTagOption,
  disassociateTagOption,
  listResourcesForTagOption,
} from './catalog/tag-option-associations';
import {
  createTagOption,
  deleteTagOption,
  describeTagOption,
  listTagOptions,
  updateTagOption,
} from './catalog/tag-options';
import { importAsProvisionedProduct } from './launch/import-as-provisioned-product';
import { listLaunchPaths } from './launch/launch-paths';
import { provisionProduct } from './launch/provision-product';
import { describePlan, listPlans } from './launch/provisioned-product-plan-views';
import { createPlan, deletePlan, executePlan } from './launch/provisioned-product-plans';
import { updateProvisionedProductProperties } from './launch/provisioned-product-properties';
import { searchProvisionedProducts } from './launch/provisioned-product-search';
import {
  describeProvisionedProduct,
  getProvisionedProductOutputs,
  scanProvisionedProducts,
} from './launch/provisioned-products';
import { describeProvisioningArtifact, describeProvisioningParameters } from './launch/provisioning-parameters';
import { describeRecord, listRecordHistory } from './launch/records';
import { terminateProvisionedProduct } from './launch/terminate-provisioned-product';
import { updateProvisionedProduct } from './launch/update-provisioned-product';
import { providers } from './providers';
import { acceptShare, listAcceptedShares, rejectShare } from './sharing/accepted-portfolio-shares';
import { SHARE_JOB, stepShare } from './sharing/organization-node-share-job';
import {
  disableOrganizationsAccess,
  enableOrganizationsAccess,
  getOrganizationsAccessStatus,
} from './sharing/organizations-access';
import { describeShares, listOrganizationPortfolioAccess, listPortfolioAccess } from './sharing/portfolio-access';
import { createShare, deleteShare, describeShareStatus, updateShare } from './sharing/portfolio-shares';

export { stackEnded } from './launch/end-record';
export { organizationChanged } from './sharing/organization-changes';

/** AWS Service Catalog: what can be launched, who may launch it, and what was launched. */
export const serviceCatalog: RpcService = {
  signingName: 'servicecatalog',
  protocol: 'json',
  targetPrefix: 'AWS242ServiceCatalogService',
  model,
  operations: {
    AcceptPortfolioShare: acceptShare,
    AssociatePrincipalWithPortfolio: associatePrincipal,
    AssociateProductWithPortfolio: associateProduct,
    AssociateServiceActionWithProvisioningArtifact: associateServiceAction,
    AssociateTagOptionWithResource: associateTagOption,
    CopyProduct: copyProduct,
    CreateConstraint: createConstraint,
    CreatePortfolio: createPortfolio,
    CreatePortfolioShare: createShare,
    CreateProduct: createProduct,
    CreateProvisionedProductPlan: createPlan,
    CreateProvisioningArtifact: createArtifact,
    CreateServiceAction: createServiceAction,
    CreateTagOption: createTagOption,
    DeleteConstraint: deleteConstraint,
    DeletePortfolio: deletePortfolio,
    DeletePortfolioShare: deleteShare,
    DeleteProduct: deleteProduct,
    DeleteProvisionedProductPlan: deletePlan,
    DeleteProvisioningArtifact: deleteArtifact,
    DeleteServiceAction: deleteServiceAction,
    DeleteTagOption: deleteTagOption,
    DescribeConstraint: describeConstraint,
    DescribeCopyProductStatus: describeCopyProductStatus,
    DescribePortfolio: describePortfolio,
    DescribePortfolioShares: describeShares,
    DescribePortfolioShareStatus: describeShareStatus,
    DescribeProduct: describeProduct,
    DescribeProductAsAdmin: describeProductAsAdmin,
    DescribeProductView: describeProductView,
    DescribeProvisionedProduct: describeProvisionedProduct,
    DescribeProvisionedProductPlan: describePlan,
    DescribeProvisioningArtifact: describeProvisioningArtifact,
    DescribeProvisioningParameters: describeProvisioningParameters,
    DescribeRecord: describeRecord,
    DescribeServiceAction: describeServiceAction,
    DescribeTagOption: describeTagOption,
    DisableAWSOrganizationsAccess: disableOrganizationsAccess,
    DisassociatePrincipalFromPortfolio: disassociatePrincipal,
    DisassociateProductFromPortfolio: disassociateProduct,
    DisassociateServiceActionFromProvisioningArtifact: disassociateServiceAction,
    DisassociateTagOptionFromResource: disassociateTagOption,
    EnableAWSOrganizationsAccess: enableOrganizationsAccess,
    ExecuteProvisionedProductPlan: executePlan,
    GetAWSOrganizationsAccessStatus: getOrganizationsAccessStatus,
    GetProvisionedProductOutputs: getProvisionedProductOutputs,
    ImportAsProvisionedProduct: importAsProvisionedProduct,
    ListAcceptedPortfolioShares: listAcceptedShares,
    ListConstraintsForPortfolio: listConstraints,
    ListLaunchPaths: listLaunchPaths,
    ListOrganizationPortfolioAccess: listOrganizationPortfolioAccess,
    ListPortfolioAccess: listPortfolioAccess,
    ListPortfolios: listPortfolios,
    ListPortfoliosForProduct: listPortfoliosForProduct,
    ListPrincipalsForPortfolio: listPrincipals,
    ListProvisioningArtifacts: listArtifacts,
    ListProvisionedProductPlans: listPlans,
    ListRecordHistory: listRecordHistory,
    ListResourcesForTagOption: listResourcesForTagOption,
    ListServiceActions: listServiceActions,
    ListServiceActionsForProvisioningArtifact: listServiceActionsForArtifact,
    ListTagOptions: listTagOptions,
    ProvisionProduct: provisionProduct,
    RejectPortfolioShare: rejectShare,
    ScanProvisionedProducts: scanProvisionedProducts,
    SearchProducts: searchProducts,
    SearchProductsAsAdmin: searchProductsAsAdmin,
    SearchProvisionedProducts: searchProvisionedProducts,
    TerminateProvisionedProduct: terminateProvisionedProduct,
    UpdateConstraint: updateConstraint,
    UpdatePortfolio: updatePortfolio,
    UpdatePortfolioShare: updateShare,
    UpdateProduct: updateProduct,
    UpdateProvisionedProduct: updateProvisionedProduct,
    UpdateProvisionedProductProperties: updateProvisionedProductProperties,
    UpdateProvisioningArtifact: updateArtifact,
    UpdateServiceAction: updateServiceAction,
    UpdateTagOption: updateTagOption,
  },
  providers,
  jobs: { [SHARE_JOB]: stepShare },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
};

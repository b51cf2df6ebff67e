import * as model from '@aws-sdk/client-service-catalog';
import type { RpcService } from '../../kernel/service';
import { createArtifact, deleteArtifact, listArtifacts, updateArtifact } from './artifacts';
import {
  createConstraint,
  deleteConstraint,
  describeConstraint,
  listConstraints,
  updateConstraint,
} from './constraints';
import { copyProduct, describeCopyProductStatus } from './copy-product';
import { importAsProvisionedProduct } from './launch/import';
import { listLaunchPaths } from './launch/paths';
import { describePlan, listPlans } from './launch/plan-views';
import { createPlan, deletePlan, executePlan } from './launch/plans';
import { updateProvisionedProductProperties } from './launch/properties';
import { provisionProduct } from './launch/provision';
import {
  describeProvisionedProduct,
  getProvisionedProductOutputs,
  scanProvisionedProducts,
} from './launch/provisioned-products';
import { describeProvisioningArtifact, describeProvisioningParameters } from './launch/provisioning-parameters';
import { describeRecord, listRecordHistory } from './launch/records';
import { searchProvisionedProducts } from './launch/search';
import { terminateProvisionedProduct } from './launch/terminate';
import { updateProvisionedProduct } from './launch/update';
import { associateProduct, disassociateProduct } from './memberships';
import { SHARE_JOB, stepShare } from './node-share-job';
import {
  disableOrganizationsAccess,
  enableOrganizationsAccess,
  getOrganizationsAccessStatus,
} from './organization-access';
import {
  createPortfolio,
  deletePortfolio,
  describePortfolio,
  listPortfolios,
  listPortfoliosForProduct,
  updatePortfolio,
} from './portfolios';
import { associatePrincipal, disassociatePrincipal, listPrincipals } from './principals';
import { searchProducts, searchProductsAsAdmin } from './product-search';
import { describeProduct, describeProductAsAdmin, describeProductView } from './product-views';
import { createProduct, deleteProduct, updateProduct } from './products';
import { providers } from './providers';
import { acceptShare, listAcceptedShares, rejectShare } from './received-shares';
import {
  associateServiceAction,
  createServiceAction,
  deleteServiceAction,
  describeServiceAction,
  disassociateServiceAction,
  listServiceActions,
  listServiceActionsForArtifact,
  updateServiceAction,
} from './service-actions';
import { describeShares, listOrganizationPortfolioAccess, listPortfolioAccess } from './share-lists';
import { createShare, deleteShare, describeShareStatus, updateShare } from './shares';
import { associateTagOption, disassociateTagOption, listResourcesForTagOption } from './tag-option-associations';
import { createTagOption, deleteTagOption, describeTagOption, listTagOptions, updateTagOption } from './tag-options';

export { stackEnded } from './launch/settle';
export { organizationChanged } from './organization-changes';

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

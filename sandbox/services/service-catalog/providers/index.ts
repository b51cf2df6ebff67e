import type { ResourceProvider } from '../../../kernel/work';
import {
  acceptedPortfolioShare,
  portfolioPrincipalAssociation,
  portfolioProductAssociation,
  portfolioShare,
  serviceActionAssociation,
  tagOption,
  tagOptionAssociation,
} from './associations';
import {
  launchNotificationConstraint,
  launchRoleConstraint,
  launchTemplateConstraint,
  resourceUpdateConstraint,
  stackSetConstraint,
} from './constraints';
import { portfolio } from './portfolio';
import { product } from './product';
import { provisionedProduct } from './provisioned-product';
import { serviceAction } from './service-action';

/** The resource types that come into being in Service Catalog. */
export const providers: Readonly<Record<string, ResourceProvider>> = {
  'AWS::ServiceCatalog::AcceptedPortfolioShare': acceptedPortfolioShare,
  'AWS::ServiceCatalog::CloudFormationProduct': product,
  'AWS::ServiceCatalog::CloudFormationProvisionedProduct': provisionedProduct,
  'AWS::ServiceCatalog::LaunchNotificationConstraint': launchNotificationConstraint,
  'AWS::ServiceCatalog::LaunchRoleConstraint': launchRoleConstraint,
  'AWS::ServiceCatalog::LaunchTemplateConstraint': launchTemplateConstraint,
  'AWS::ServiceCatalog::Portfolio': portfolio,
  'AWS::ServiceCatalog::PortfolioPrincipalAssociation': portfolioPrincipalAssociation,
  'AWS::ServiceCatalog::PortfolioProductAssociation': portfolioProductAssociation,
  'AWS::ServiceCatalog::PortfolioShare': portfolioShare,
  'AWS::ServiceCatalog::ResourceUpdateConstraint': resourceUpdateConstraint,
  'AWS::ServiceCatalog::ServiceAction': serviceAction,
  'AWS::ServiceCatalog::ServiceActionAssociation': serviceActionAssociation,
  'AWS::ServiceCatalog::StackSetConstraint': stackSetConstraint,
  'AWS::ServiceCatalog::TagOption': tagOption,
  'AWS::ServiceCatalog::TagOptionAssociation': tagOptionAssociation,
};

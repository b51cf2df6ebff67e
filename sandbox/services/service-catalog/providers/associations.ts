import type { ResourceRequest } from '../../../kernel/resource';
import type { ResourceProvider } from '../../../kernel/work';
import { principalOperations } from '../catalog/principals';
import { productAssociationOperations } from '../catalog/product-associations';
import { serviceActionOperations } from '../catalog/service-actions';
import { tagOptionAssociationOperations } from '../catalog/tag-option-associations';
import { tagOptionOperations } from '../catalog/tag-options';
import type { CatalogCall } from '../catalog-call';
import { acceptedPortfolioShareOperations } from '../sharing/accepted-portfolio-shares';
import { portfolioShareOperations } from '../sharing/portfolio-shares';
import { flagAt, type Properties, textAt } from './properties';
import { deleted, stackCall } from './stack-call';

/** A resource that ties two things: its physical id is their ids, joined by `|`. */
interface Tie {
  /** Names of the properties that identify it, in the order of its physical id. */
  readonly identifiedBy: readonly [string, ...string[]];
  make(properties: Properties, call: CatalogCall): unknown;
  /** Properties that change in place; default none do. */
  change?(properties: Properties, call: CatalogCall): unknown;
  undo(properties: Properties, call: CatalogCall): unknown;
}

function tie({ identifiedBy, make, change, undo }: Tie): ResourceProvider {
  const provided = ({ properties }: ResourceRequest) => {
    const physicalId = identifiedBy.map((name) => textAt(properties, name) ?? '').join('|');
    return { physicalId, attributes: { Id: physicalId } };
  };
  return {
    create(request, work) {
      make(request.properties, stackCall(request, work));
      return provided(request);
    },
    update(request, work) {
      change?.(request.properties, stackCall(request, work));
      return provided(request);
    },
    delete: (request, work) => deleted(() => undo(request.previousProperties, stackCall(request, work))),
  };
}

/** The texts of some properties, under their own names. */
function pick<K extends string>(properties: Properties, ...names: K[]): { [name in K]: string | undefined } {
  return Object.fromEntries(names.map((name) => [name, textAt(properties, name)])) as {
    [name in K]: string | undefined;
  };
}

export const portfolioProductAssociation = tie({
  identifiedBy: ['PortfolioId', 'ProductId'],
  make: (properties, call) =>
    productAssociationOperations.AssociateProductWithPortfolio(
      pick(properties, 'PortfolioId', 'ProductId', 'SourcePortfolioId'),
      call,
    ),
  undo: (properties, call) =>
    productAssociationOperations.DisassociateProductFromPortfolio(pick(properties, 'PortfolioId', 'ProductId'), call),
});

export const portfolioPrincipalAssociation = tie({
  identifiedBy: ['PortfolioId', 'PrincipalARN'],
  make: (properties, call) => principalOperations.AssociatePrincipalWithPortfolio(principal(properties), call),
  undo: (properties, call) => principalOperations.DisassociatePrincipalFromPortfolio(principal(properties), call),
});

export const portfolioShare = tie({
  identifiedBy: ['PortfolioId', 'AccountId'],
  make: (properties, call) => portfolioShareOperations.CreatePortfolioShare(share(properties), call),
  change: (properties, call) => portfolioShareOperations.UpdatePortfolioShare(share(properties), call),
  undo: (properties, call) =>
    portfolioShareOperations.DeletePortfolioShare(pick(properties, 'PortfolioId', 'AccountId'), call),
});

export const acceptedPortfolioShare = tie({
  identifiedBy: ['PortfolioId'],
  make: (properties, call) =>
    acceptedPortfolioShareOperations.AcceptPortfolioShare(pick(properties, 'PortfolioId'), call),
  undo: (properties, call) =>
    acceptedPortfolioShareOperations.RejectPortfolioShare(pick(properties, 'PortfolioId'), call),
});

export const tagOptionAssociation = tie({
  identifiedBy: ['TagOptionId', 'ResourceId'],
  make: (properties, call) =>
    tagOptionAssociationOperations.AssociateTagOptionWithResource(pick(properties, 'TagOptionId', 'ResourceId'), call),
  undo: (properties, call) =>
    tagOptionAssociationOperations.DisassociateTagOptionFromResource(
      pick(properties, 'TagOptionId', 'ResourceId'),
      call,
    ),
});

export const serviceActionAssociation = tie({
  identifiedBy: ['ProductId', 'ProvisioningArtifactId', 'ServiceActionId'],
  make: (properties, call) =>
    serviceActionOperations.AssociateServiceActionWithProvisioningArtifact(
      pick(properties, 'ProductId', 'ProvisioningArtifactId', 'ServiceActionId'),
      call,
    ),
  undo: (properties, call) =>
    serviceActionOperations.DisassociateServiceActionFromProvisioningArtifact(
      pick(properties, 'ProductId', 'ProvisioningArtifactId', 'ServiceActionId'),
      call,
    ),
});

/** `AWS::ServiceCatalog::TagOption`: `Ref` gives the id. */
export const tagOption: ResourceProvider = {
  create(request, work) {
    const call = stackCall(request, work);
    const { TagOptionDetail: detail } = tagOptionOperations.CreateTagOption(
      pick(request.properties, 'Key', 'Value'),
      call,
    );
    const id = detail?.Id ?? '';
    const Active = flagAt(request.properties, 'Active');
    if (Active === false) tagOptionOperations.UpdateTagOption({ Id: id, Active }, call);
    return { physicalId: id, attributes: { Id: id } };
  },
  update(request, work) {
    const { physicalId: Id, properties } = request;
    tagOptionOperations.UpdateTagOption({ Id, Active: flagAt(properties, 'Active') ?? true }, stackCall(request, work));
    return { physicalId: Id, attributes: { Id } };
  },
  delete: (request, work) =>
    deleted(() => tagOptionOperations.DeleteTagOption({ Id: request.physicalId }, stackCall(request, work))),
};

function principal(properties: Properties) {
  const PrincipalType = textAt(properties, 'PrincipalType') === 'IAM_PATTERN' ? 'IAM_PATTERN' : 'IAM';
  return { ...pick(properties, 'PortfolioId', 'PrincipalARN'), PrincipalType } as const;
}

function share(properties: Properties) {
  return {
    ...pick(properties, 'PortfolioId', 'AccountId'),
    ShareTagOptions: flagAt(properties, 'ShareTagOptions') ?? false,
  };
}

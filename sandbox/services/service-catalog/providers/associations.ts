import type { ResourceRequest } from '../../../kernel/resource';
import type { ResourceProvider } from '../../../kernel/work';
import { associatePrincipal, disassociatePrincipal } from '../catalog/principals';
import { associateProduct, disassociateProduct } from '../catalog/product-associations';
import { associateServiceAction, disassociateServiceAction } from '../catalog/service-actions';
import { associateTagOption, disassociateTagOption } from '../catalog/tag-option-associations';
import { createTagOption, deleteTagOption, updateTagOption } from '../catalog/tag-options';
import type { CatalogCall } from '../catalog-call';
import { acceptShare, rejectShare } from '../sharing/accepted-portfolio-shares';
import { createShare, deleteShare, updateShare } from '../sharing/portfolio-shares';
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
  make: (properties, call) => associateProduct(pick(properties, 'PortfolioId', 'ProductId', 'SourcePortfolioId'), call),
  undo: (properties, call) => disassociateProduct(pick(properties, 'PortfolioId', 'ProductId'), call),
});

export const portfolioPrincipalAssociation = tie({
  identifiedBy: ['PortfolioId', 'PrincipalARN'],
  make: (properties, call) => associatePrincipal(principal(properties), call),
  undo: (properties, call) => disassociatePrincipal(principal(properties), call),
});

export const portfolioShare = tie({
  identifiedBy: ['PortfolioId', 'AccountId'],
  make: (properties, call) => createShare(share(properties), call),
  change: (properties, call) => updateShare(share(properties), call),
  undo: (properties, call) => deleteShare(pick(properties, 'PortfolioId', 'AccountId'), call),
});

export const acceptedPortfolioShare = tie({
  identifiedBy: ['PortfolioId'],
  make: (properties, call) => acceptShare(pick(properties, 'PortfolioId'), call),
  undo: (properties, call) => rejectShare(pick(properties, 'PortfolioId'), call),
});

export const tagOptionAssociation = tie({
  identifiedBy: ['TagOptionId', 'ResourceId'],
  make: (properties, call) => associateTagOption(pick(properties, 'TagOptionId', 'ResourceId'), call),
  undo: (properties, call) => disassociateTagOption(pick(properties, 'TagOptionId', 'ResourceId'), call),
});

export const serviceActionAssociation = tie({
  identifiedBy: ['ProductId', 'ProvisioningArtifactId', 'ServiceActionId'],
  make: (properties, call) =>
    associateServiceAction(pick(properties, 'ProductId', 'ProvisioningArtifactId', 'ServiceActionId'), call),
  undo: (properties, call) =>
    disassociateServiceAction(pick(properties, 'ProductId', 'ProvisioningArtifactId', 'ServiceActionId'), call),
});

/** `AWS::ServiceCatalog::TagOption`: `Ref` gives the id. */
export const tagOption: ResourceProvider = {
  create(request, work) {
    const call = stackCall(request, work);
    const { TagOptionDetail: detail } = createTagOption(pick(request.properties, 'Key', 'Value'), call);
    const id = detail?.Id ?? '';
    const Active = flagAt(request.properties, 'Active');
    if (Active === false) updateTagOption({ Id: id, Active }, call);
    return { physicalId: id, attributes: { Id: id } };
  },
  update(request, work) {
    const { physicalId: Id, properties } = request;
    updateTagOption({ Id, Active: flagAt(properties, 'Active') ?? true }, stackCall(request, work));
    return { physicalId: Id, attributes: { Id } };
  },
  delete: (request, work) => deleted(() => deleteTagOption({ Id: request.physicalId }, stackCall(request, work))),
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

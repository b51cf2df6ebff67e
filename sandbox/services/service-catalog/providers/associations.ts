import type { ResourceRequest } from '../../../kernel/resource';
import type { ResourceProvider } from '../../../kernel/work';
import { associateProduct, disassociateProduct } from '../memberships';
import { associatePrincipal, disassociatePrincipal } from '../principals';
import { acceptShare, rejectShare } from '../received-shares';
import { associateServiceAction, disassociateServiceAction } from '../service-actions';
import { createShare, deleteShare, updateShare } from '../shares';
import type { Actor } from '../state';
import { associateTagOption, disassociateTagOption } from '../tag-option-associations';
import { createTagOption, deleteTagOption, updateTagOption } from '../tag-options';
import { flagAt, type Properties, textAt } from './properties';
import { deleted, stackActor } from './stack-actor';

/** A resource that ties two things: its physical id is their ids, joined by `|`. */
interface Tie {
  /** Names of the properties that identify it, in the order of its physical id. */
  readonly identifiedBy: readonly [string, ...string[]];
  make(properties: Properties, actor: Actor): unknown;
  /** Properties that change in place; default none do. */
  change?(properties: Properties, actor: Actor): unknown;
  undo(properties: Properties, actor: Actor): unknown;
}

function tie({ identifiedBy, make, change, undo }: Tie): ResourceProvider {
  const provided = ({ properties }: ResourceRequest) => {
    const physicalId = identifiedBy.map((name) => textAt(properties, name) ?? '').join('|');
    return { physicalId, attributes: { Id: physicalId } };
  };
  return {
    create(request, work) {
      make(request.properties, stackActor(request, work));
      return provided(request);
    },
    update(request, work) {
      change?.(request.properties, stackActor(request, work));
      return provided(request);
    },
    delete: (request, work) => deleted(() => undo(request.previousProperties, stackActor(request, work))),
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
  make: (properties, actor) =>
    associateProduct(pick(properties, 'PortfolioId', 'ProductId', 'SourcePortfolioId'), actor),
  undo: (properties, actor) => disassociateProduct(pick(properties, 'PortfolioId', 'ProductId'), actor),
});

export const portfolioPrincipalAssociation = tie({
  identifiedBy: ['PortfolioId', 'PrincipalARN'],
  make: (properties, actor) => associatePrincipal(principal(properties), actor),
  undo: (properties, actor) => disassociatePrincipal(principal(properties), actor),
});

export const portfolioShare = tie({
  identifiedBy: ['PortfolioId', 'AccountId'],
  make: (properties, actor) => createShare(share(properties), actor),
  change: (properties, actor) => updateShare(share(properties), actor),
  undo: (properties, actor) => deleteShare(pick(properties, 'PortfolioId', 'AccountId'), actor),
});

export const acceptedPortfolioShare = tie({
  identifiedBy: ['PortfolioId'],
  make: (properties, actor) => acceptShare(pick(properties, 'PortfolioId'), actor),
  undo: (properties, actor) => rejectShare(pick(properties, 'PortfolioId'), actor),
});

export const tagOptionAssociation = tie({
  identifiedBy: ['TagOptionId', 'ResourceId'],
  make: (properties, actor) => associateTagOption(pick(properties, 'TagOptionId', 'ResourceId'), actor),
  undo: (properties, actor) => disassociateTagOption(pick(properties, 'TagOptionId', 'ResourceId'), actor),
});

export const serviceActionAssociation = tie({
  identifiedBy: ['ProductId', 'ProvisioningArtifactId', 'ServiceActionId'],
  make: (properties, actor) =>
    associateServiceAction(pick(properties, 'ProductId', 'ProvisioningArtifactId', 'ServiceActionId'), actor),
  undo: (properties, actor) =>
    disassociateServiceAction(pick(properties, 'ProductId', 'ProvisioningArtifactId', 'ServiceActionId'), actor),
});

/** `AWS::ServiceCatalog::TagOption`: `Ref` gives the id. */
export const tagOption: ResourceProvider = {
  create(request, work) {
    const actor = stackActor(request, work);
    const { TagOptionDetail: detail } = createTagOption(pick(request.properties, 'Key', 'Value'), actor);
    const id = detail?.Id ?? '';
    const Active = flagAt(request.properties, 'Active');
    if (Active === false) updateTagOption({ Id: id, Active }, actor);
    return { physicalId: id, attributes: { Id: id } };
  },
  update(request, work) {
    const { physicalId: Id, properties } = request;
    updateTagOption({ Id, Active: flagAt(properties, 'Active') ?? true }, stackActor(request, work));
    return { physicalId: Id, attributes: { Id } };
  },
  delete: (request, work) => deleted(() => deleteTagOption({ Id: request.physicalId }, stackActor(request, work))),
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

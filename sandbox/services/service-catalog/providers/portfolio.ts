import type { ResourceProvider } from '../../../kernel/work';
import { portfolioOperations } from '../catalog/portfolios';
import { portfolios } from '../catalog/state';
import { type Properties, resourceTags, textAt } from './properties';
import { deleted, stackCall } from './stack-call';

/** `AWS::ServiceCatalog::Portfolio`: `Ref` gives the id. */
export const portfolio: ResourceProvider = {
  create(request, work) {
    const { PortfolioDetail: detail } = portfolioOperations.CreatePortfolio(
      { ...given(request.properties), Tags: resourceTags(request) },
      stackCall(request, work),
    );
    return provided(detail?.Id ?? '', request.properties);
  },
  update(request, work) {
    const { physicalId: Id, properties } = request;
    const AddTags = resourceTags(request);
    const present = Object.keys(work.db.get(portfolios, [request.region, Id])?.tags ?? {});
    const RemoveTags = present.filter((key) => !AddTags.some(({ Key }) => Key === key));
    portfolioOperations.UpdatePortfolio({ ...given(properties), Id, AddTags, RemoveTags }, stackCall(request, work));
    return provided(Id, properties);
  },
  delete: (request, work) =>
    deleted(() => portfolioOperations.DeletePortfolio({ Id: request.physicalId }, stackCall(request, work))),
};

function given(properties: Properties) {
  return {
    DisplayName: textAt(properties, 'DisplayName'),
    ProviderName: textAt(properties, 'ProviderName'),
    Description: textAt(properties, 'Description'),
  };
}

function provided(physicalId: string, properties: Properties) {
  return { physicalId, attributes: { Id: physicalId, PortfolioName: textAt(properties, 'DisplayName') ?? '' } };
}

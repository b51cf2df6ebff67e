import type { ServiceActionDefinitionKey } from '@aws-sdk/client-service-catalog';
import type { ResourceProvider } from '../../../kernel/work';
import { serviceActionOperations } from '../catalog/service-actions';
import { objectsAt, type Properties, textAt } from './properties';
import { deleted, stackCall } from './stack-call';

/** `AWS::ServiceCatalog::ServiceAction`: `Ref` gives the id. */
export const serviceAction: ResourceProvider = {
  create(request, work) {
    const input = {
      ...inputOf(request.properties),
      DefinitionType: 'SSM_AUTOMATION' as const,
      IdempotencyToken: undefined,
    };
    const { ServiceActionDetail: made } = serviceActionOperations.CreateServiceAction(input, stackCall(request, work));
    const id = made?.ServiceActionSummary?.Id ?? '';
    return { physicalId: id, attributes: { Id: id } };
  },
  update(request, work) {
    const { physicalId: Id, properties } = request;
    serviceActionOperations.UpdateServiceAction({ Id, ...inputOf(properties) }, stackCall(request, work));
    return { physicalId: Id, attributes: { Id } };
  },
  delete: (request, work) =>
    deleted(() => serviceActionOperations.DeleteServiceAction({ Id: request.physicalId }, stackCall(request, work))),
};

function inputOf(properties: Properties) {
  const entries = objectsAt(properties, 'Definition').map((each) => [
    textAt(each, 'Key') ?? '',
    textAt(each, 'Value') ?? '',
  ]);
  const Definition: Partial<Record<ServiceActionDefinitionKey, string>> = Object.fromEntries(entries);
  return { Name: textAt(properties, 'Name'), Description: textAt(properties, 'Description'), Definition };
}

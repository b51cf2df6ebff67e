import type { ExistingResourceRequest, ResourceRequest } from '../../../kernel/resource';
import type { ResourceProvider } from '../../../kernel/work';
import { claimName, releaseName } from './names';
import { newPhysicalId } from './physical-id';

/**
 * Provider of the types that have none of their own: a resource gets a physical id, and its name is taken. What
 * `Fn::GetAtt` gives of it is worked out when it is asked for: see `simulatedAttribute`.
 */
export const simulatedProvider: ResourceProvider = {
  create(request, { db }) {
    claimName(db, request);
    return { physicalId: newPhysicalId(request), attributes: {} };
  },
  update(request, { db }) {
    releaseName(db, before(request));
    claimName(db, request);
    return { physicalId: request.physicalId, attributes: {} };
  },
  delete(request, { db }) {
    releaseName(db, before(request));
    return undefined;
  },
};

function before(request: ExistingResourceRequest): ResourceRequest {
  return { ...request, properties: request.previousProperties };
}

import * as model from '@aws-sdk/client-cloudcontrol';
import type { RpcService } from '../../kernel/service';
import { carryOut } from './carry-out';
import { deleteResource, getResourceRequestStatus, REQUEST_JOB, updateResource } from './requests';
import { getResource, listResources } from './resources';

/** AWS Cloud Control API over the resources that stacks made: what they have, and what they left behind. */
export const cloudControl: RpcService = {
  signingName: 'cloudcontrolapi',
  protocol: 'json',
  targetPrefix: 'CloudApiService',
  model,
  operations: {
    DeleteResource: deleteResource,
    GetResource: getResource,
    GetResourceRequestStatus: getResourceRequestStatus,
    ListResources: listResources,
    UpdateResource: updateResource,
  },
  jobs: { [REQUEST_JOB]: carryOut },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
};

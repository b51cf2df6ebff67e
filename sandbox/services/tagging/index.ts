import * as model from '@aws-sdk/client-resource-groups-tagging-api';
import { rpcService } from '../../kernel/service';
import { getResourceOperations } from './get-resources';

/** Resource Groups Tagging API: what carries which tags. */
export const tagging = rpcService({
  signingName: 'tagging',
  access: { prefix: 'tag' },
  protocol: 'json',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  model,
  operations: getResourceOperations,
  validationCode: 'InvalidParameterException',
  throttling: { code: 'ThrottledException', status: 429 },
});

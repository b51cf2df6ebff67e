import * as model from '@aws-sdk/client-resource-groups-tagging-api';
import type { RpcService } from '../../kernel/service';
import { getResources } from './get-resources';

/** Resource Groups Tagging API: what carries which tags. */
export const tagging: RpcService = {
  signingName: 'tagging',
  protocol: 'json',
  targetPrefix: 'ResourceGroupsTaggingAPI_20170126',
  model,
  operations: { GetResources: getResources },
  validationCode: 'InvalidParameterException',
  throttling: { code: 'ThrottledException', status: 429 },
};

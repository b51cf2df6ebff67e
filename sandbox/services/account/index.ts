import * as model from '@aws-sdk/client-account';
import { restJsonService } from '../../http/protocol/rest-json';
import { regionOperations } from './regions';

/** AWS Account Management, as far as the regions of an account go. */
export const account = restJsonService({
  signingName: 'account',
  model,
  operations: regionOperations,
  validationCode: 'ValidationException',
});

import * as model from '@aws-sdk/client-proton';
import { rpcService } from '../../kernel/service';
import { protonOperations } from './operations';

/**
 * AWS Proton's registry of templates, as AWS documented it: bundles are checked when they are registered. AWS itself
 * ended the service on 2026-10-07.
 */
export const proton = rpcService({
  signingName: 'proton',
  access: { members: { Name: 'templateName' } },
  protocol: 'json',
  targetPrefix: 'AwsProton20200720',
  model,
  operations: protonOperations,
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});

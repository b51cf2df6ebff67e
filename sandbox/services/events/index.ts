import * as model from '@aws-sdk/client-eventbridge';
import { rpcService } from '../../kernel/service';
import { eventsAccess } from './access';
import { DELIVERY_JOB, deliver } from './deliver';
import { ruleProvider } from './provider';
import { putEventOperations } from './put-events';
import { ruleOperations } from './rules';
import { targetOperations } from './targets';

export { stackStatusChanged } from './stack-status';

/** Amazon EventBridge: rules that start state machines. */
export const events = rpcService({
  signingName: 'events',
  access: eventsAccess,
  protocol: 'json',
  targetPrefix: 'AWSEvents',
  model,
  operations: {
    ...putEventOperations,
    ...ruleOperations,
    ...targetOperations,
  },
  providers: { 'AWS::Events::Rule': ruleProvider },
  jobs: { [DELIVERY_JOB]: deliver },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});

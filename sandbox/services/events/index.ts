import * as model from '@aws-sdk/client-eventbridge';
import { rpcService } from '../../kernel/service';
import { eventsAccess } from './access';
import { DELIVERY_JOB, deliver } from './deliver';
import { ruleProvider } from './provider';
import { putEventOperations } from './put-events';
import { ruleOperations } from './rules';
import { SCHEDULE_JOB, takeScheduledTime } from './schedule';
import { targetOperations } from './targets';

export { makeDue } from './schedule';
export { stackStatusChanged } from './stack-status';

/** Amazon EventBridge: rules that start state machines, by events and on schedules. */
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
  jobs: { [DELIVERY_JOB]: deliver, [SCHEDULE_JOB]: takeScheduledTime },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
});

import * as model from '@aws-sdk/client-eventbridge';
import type { RpcService } from '../../kernel/service';
import { DELIVERY_JOB, deliver } from './deliver';
import { ruleProvider } from './provider';
import { putEvents, testEventPattern } from './put-events';
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from './rules';
import { listTargetsByRule, putTargets, removeTargets } from './targets';

export { stackStatusChanged } from './stack-status';

/** Amazon EventBridge: rules that start state machines. */
export const events: RpcService = {
  signingName: 'events',
  protocol: 'json',
  targetPrefix: 'AWSEvents',
  model,
  operations: {
    DeleteRule: deleteRule,
    DescribeRule: describeRule,
    DisableRule: disableRule,
    EnableRule: enableRule,
    ListRules: listRules,
    ListTargetsByRule: listTargetsByRule,
    PutEvents: putEvents,
    PutRule: putRule,
    PutTargets: putTargets,
    RemoveTargets: removeTargets,
    TestEventPattern: testEventPattern,
  },
  providers: { 'AWS::Events::Rule': ruleProvider },
  jobs: { [DELIVERY_JOB]: deliver },
  validationCode: 'ValidationException',
  throttling: { code: 'ThrottlingException', status: 400 },
};

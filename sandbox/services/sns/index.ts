import * as model from '@aws-sdk/client-sns';
import { rpcService } from '../../kernel/service';
import { topicOperations } from './get-topic-attributes';

export { publishRefusal } from './publish-refusal';

/** Amazon SNS: who may publish to the topics that stacks made. Nothing is delivered. */
export const sns = rpcService({
  signingName: 'sns',
  protocol: 'query',
  version: '2010-03-31',
  model,
  operations: topicOperations,
  validationCode: 'InvalidParameter',
  throttling: { code: 'Throttled', status: 429 },
});

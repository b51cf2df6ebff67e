import { type CostRow, isOn, MONTH_SECONDS, referred } from '../cost-row';

const EVENTBRIDGE = 'https://aws.amazon.com/eventbridge/pricing/';
const SQS = 'https://aws.amazon.com/sqs/pricing/';
const SNS = 'https://aws.amazon.com/sns/pricing/';

/** Connections by which Lambda waits for messages of an idle queue, and how long each waits, seconds. */
const POLLERS = 5;
const POLL_SECONDS = 20;

/** Costs of what carries requests, messages and events. */
export const eventRows: readonly CostRow[] = [
  {
    type: 'AWS::ApiGateway::RestApi',
    page: 'https://aws.amazon.com/api-gateway/pricing/',
    usage: ['api-request', 'internet-gb'],
  },
  {
    type: 'AWS::ApiGateway::Stage',
    page: 'https://aws.amazon.com/api-gateway/pricing/',
    standing: ({ CacheClusterEnabled: cached }) => (isOn(cached) ? [{ unpriced: 'its cache has no price here' }] : []),
  },
  {
    type: 'AWS::SQS::Queue',
    page: SQS,
    usage: ({ FifoQueue: fifo }) => [isOn(fifo) ? 'fifo-queue-request' : 'queue-request'],
  },
  {
    // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
    type: 'AWS::Lambda::EventSourceMapping',
    page: SQS,
    standing: ({ EventSourceArn: source, Enabled: enabled = true }, scene) => {
      const queue = referred(source, scene);
      if (!isOn(enabled) || queue?.type !== 'AWS::SQS::Queue') return [];
      const price = isOn(queue.properties.FifoQueue) ? 'fifo-queue-request' : 'queue-request';
      return [{ price, quantity: (POLLERS * MONTH_SECONDS) / POLL_SECONDS }];
    },
    assumption: `Lambda asks an empty queue by ${POLLERS} connections that wait ${POLL_SECONDS} seconds each.`,
  },
  { type: 'AWS::SNS::Topic', page: SNS, usage: ['topic-request'] },
  {
    type: 'AWS::SNS::Subscription',
    page: SNS,
    usage: ({ Protocol: kind }) => (kind === 'email' ? ['topic-email'] : []),
  },
  { type: 'AWS::Events::EventBus', page: EVENTBRIDGE, usage: ['event'] },
  { type: 'AWS::Events::Archive', page: EVENTBRIDGE, usage: ['archive-gb', 'archive-gb-month'] },
];

import { Aws } from 'aws-cdk-lib';
import type { CfnTaskDefinition } from 'aws-cdk-lib/aws-ecs';
import type { CfnLogGroup } from 'aws-cdk-lib/aws-logs';
import { logDriver } from '../../shared/logs/log-groups';

/** AWS's distribution of the OpenTelemetry collector; its version moves with releases of this product. */
const collectorImage = 'public.ecr.aws/aws-observability/aws-otel-collector:v0.46.0';

/** Address of the OTLP receiver over HTTP, for containers of the same task. */
export const otlpEndpoint = 'http://localhost:4318';

/**
 * Configuration of the collector: it takes spans from the application, on the loopback interface only, and sends them
 * to X-Ray. JSON is YAML too.
 *
 * @see https://aws-otel.github.io/docs/getting-started/x-ray
 */
export const collectorConfiguration = {
  extensions: { health_check: { endpoint: 'localhost:13133' } },
  receivers: {
    otlp: { protocols: { grpc: { endpoint: 'localhost:4317' }, http: { endpoint: 'localhost:4318' } } },
  },
  processors: {
    memory_limiter: { check_interval: '1s', limit_mib: 100 },
    batch: { timeout: '1s', send_batch_size: 50 },
  },
  exporters: { awsxray: {} },
  service: {
    extensions: ['health_check'],
    pipelines: {
      traces: { receivers: ['otlp'], processors: ['memory_limiter', 'batch'], exporters: ['awsxray'] },
    },
  },
} as const;

/**
 * The collector as a container beside the application. It isn't essential: without it spans are lost, not requests.
 *
 * @see https://aws-otel.github.io/docs/setup/ecs/config-through-ssm
 */
export function collectorContainer(logGroup: CfnLogGroup): CfnTaskDefinition.ContainerDefinitionProperty {
  return {
    name: 'collector',
    image: collectorImage,
    essential: false,
    readonlyRootFilesystem: true,
    memoryReservation: 64,
    memory: 160,
    environment: [
      { name: 'AOT_CONFIG_CONTENT', value: JSON.stringify(collectorConfiguration) },
      { name: 'AWS_REGION', value: Aws.REGION },
    ],
    healthCheck: { command: ['/healthcheck'], interval: 30, timeout: 5, retries: 3, startPeriod: 10 },
    logConfiguration: logDriver(logGroup.ref, 'collector'),
  };
}

/** Policy statement for the calls of the collector's exporter; X-Ray's actions take no resource. */
export const tracePolicyStatement = {
  Sid: 'Traces',
  Effect: 'Allow',
  Action: [
    'xray:GetSamplingRules',
    'xray:GetSamplingStatisticSummaries',
    'xray:GetSamplingTargets',
    'xray:PutTelemetryRecords',
    'xray:PutTraceSegments',
  ],
  Resource: '*',
};

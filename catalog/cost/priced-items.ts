/** Thing that AWS has a price for, and how the Price List is asked for that price. */
export interface PricedItem {
  /** The thing in a few words, as it stands in the text of a cost. */
  readonly what: string;
  /** Unit of quantities, which the price is for. */
  readonly unit: string;
  /** Service code of the offer that lists it. */
  readonly offer: string;
  /** Values of columns of the Price List that tell its row; the usage type without the prefix of its region. */
  readonly row?: Readonly<Record<string, string>>;
}

/**
 * Things that this project's products are charged for, by the key that prices, charges and files of usage know them by. One
 * without a row can't be looked up by `npm run prices`: no copy of the Price List that was read told its usage type.
 *
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/reading-service-price-list-file-for-services.html
 */
export const PRICED_ITEMS = {
  // network
  'nat-gateway-hour': {
    what: 'NAT gateway',
    unit: 'hour',
    offer: 'AmazonEC2',
    row: { usageType: 'NatGateway-Hours', operation: 'NatGateway' },
  },
  'nat-gateway-gb': {
    what: 'data through NAT gateways',
    unit: 'GB',
    offer: 'AmazonEC2',
    row: { usageType: 'NatGateway-Bytes', operation: 'NatGateway' },
  },
  'public-address-hour': {
    what: 'public IPv4 address',
    unit: 'hour',
    offer: 'AmazonVPC',
    row: { usageType: 'PublicIPv4:InUseAddress' },
  },
  'interface-endpoint-hour': {
    what: 'interface endpoint in one zone',
    unit: 'hour',
    offer: 'AmazonVPC',
    row: { usageType: 'VpcEndpoint-Hours' },
  },
  'interface-endpoint-gb': {
    what: 'data through interface endpoints',
    unit: 'GB',
    offer: 'AmazonVPC',
    row: { usageType: 'VpcEndpoint-Bytes' },
  },
  'load-balancer-hour': {
    what: 'Application Load Balancer',
    unit: 'hour',
    offer: 'AWSELB',
    row: { usageType: 'LoadBalancerUsage', operation: 'LoadBalancing:Application' },
  },
  'load-balancer-capacity': {
    what: 'capacity of load balancers',
    unit: 'LCU-hour',
    offer: 'AWSELB',
    row: { usageType: 'LCUUsage', operation: 'LoadBalancing:Application' },
  },
  'internet-gb': {
    what: 'data out to the internet',
    unit: 'GB',
    offer: 'AWSDataTransfer',
    row: { usageType: 'DataTransfer-Out-Bytes' },
  },
  'zone-gb': {
    what: 'data between zones, each way',
    unit: 'GB',
    offer: 'AWSDataTransfer',
    row: { usageType: 'DataTransfer-Regional-Bytes' },
  },
  'zone-month': { what: 'hosted zone', unit: 'month', offer: 'AmazonRoute53' },
  'million-dns-queries': { what: 'DNS queries', unit: 'million queries', offer: 'AmazonRoute53' },
  'health-check-month': { what: 'Route 53 health check of an AWS endpoint', unit: 'month', offer: 'AmazonRoute53' },
  'health-check-feature-month': {
    what: 'option of a health check (HTTPS, text, fast, latency)',
    unit: 'month',
    offer: 'AmazonRoute53',
  },
  'registered-instance-month': { what: 'instance registered in Cloud Map', unit: 'month', offer: 'AWSCloudMap' },
  'firewall-month': { what: 'WAF web ACL', unit: 'month', offer: 'awswaf', row: { usageType: 'WebACLV2' } },
  'firewall-rule-month': {
    what: 'WAF rule or managed rule group',
    unit: 'month',
    offer: 'awswaf',
    row: { usageType: 'RuleV2' },
  },
  'firewall-million-requests': {
    what: 'requests that WAF inspects',
    unit: 'million requests',
    offer: 'awswaf',
    row: { usageType: 'RequestV2-Tier0' },
  },
  // compute
  'fargate-vcpu-hour': {
    what: 'Fargate CPU, x86',
    unit: 'vCPU-hour',
    offer: 'AmazonECS',
    row: { usageType: 'Fargate-vCPU-Hours:perCPU' },
  },
  'fargate-gb-hour': {
    what: 'Fargate memory, x86',
    unit: 'GB-hour',
    offer: 'AmazonECS',
    row: { usageType: 'Fargate-GB-Hours' },
  },
  'fargate-arm-vcpu-hour': {
    what: 'Fargate CPU, Arm',
    unit: 'vCPU-hour',
    offer: 'AmazonECS',
    row: { usageType: 'Fargate-ARM-vCPU-Hours:perCPU' },
  },
  'fargate-arm-gb-hour': {
    what: 'Fargate memory, Arm',
    unit: 'GB-hour',
    offer: 'AmazonECS',
    row: { usageType: 'Fargate-ARM-GB-Hours' },
  },
  'fargate-spot-vcpu-hour': { what: 'Fargate Spot CPU', unit: 'vCPU-hour', offer: 'AmazonECS' },
  'fargate-spot-gb-hour': { what: 'Fargate Spot memory', unit: 'GB-hour', offer: 'AmazonECS' },
  'fargate-storage-gb-hour': {
    what: 'Fargate storage above 20 GB',
    unit: 'GB-hour',
    offer: 'AmazonECS',
    row: { usageType: 'Fargate-EphemeralStorage-GB-Hours' },
  },
  'function-request': { what: 'Lambda requests', unit: 'request', offer: 'AWSLambda', row: { usageType: 'Request' } },
  'function-arm-gb-second': {
    what: 'Lambda duration, Arm',
    unit: 'GB-second',
    offer: 'AWSLambda',
    row: { usageType: 'Lambda-GB-Second-ARM' },
  },
  'function-gb-second': {
    what: 'Lambda duration, x86',
    unit: 'GB-second',
    offer: 'AWSLambda',
    row: { usageType: 'Lambda-GB-Second' },
  },
  'image-gb-month': {
    what: 'images in ECR',
    unit: 'GB-month',
    offer: 'AmazonECR',
    row: { usageType: 'TimedStorage-ByteHrs' },
  },
  'build-small-minute': { what: 'CodeBuild general1.small', unit: 'minute', offer: 'CodeBuild' },
  'build-medium-minute': { what: 'CodeBuild general1.medium', unit: 'minute', offer: 'CodeBuild' },
  'build-large-minute': { what: 'CodeBuild general1.large', unit: 'minute', offer: 'CodeBuild' },
  'pipeline-action-minute': { what: 'action of a pipeline of type V2', unit: 'minute', offer: 'AWSCodePipeline' },
  // data
  'database-acu-hour': { what: 'Aurora Serverless v2 capacity', unit: 'ACU-hour', offer: 'AmazonRDS' },
  'database-io-optimized-acu-hour': {
    what: 'Aurora Serverless v2 capacity, I/O-Optimized',
    unit: 'ACU-hour',
    offer: 'AmazonRDS',
  },
  'database-gb-month': { what: 'Aurora storage', unit: 'GB-month', offer: 'AmazonRDS' },
  'database-io': { what: 'Aurora I/O', unit: 'request', offer: 'AmazonRDS' },
  'database-backup-gb-month': {
    what: 'Aurora backups beyond the size of the database',
    unit: 'GB-month',
    offer: 'AmazonRDS',
  },
  'table-write': {
    what: 'DynamoDB writes',
    unit: 'write request unit',
    offer: 'AmazonDynamoDB',
    row: { usageType: 'WriteRequestUnits' },
  },
  'table-read': {
    what: 'DynamoDB reads',
    unit: 'read request unit',
    offer: 'AmazonDynamoDB',
    row: { usageType: 'ReadRequestUnits' },
  },
  'table-gb-month': {
    what: 'DynamoDB storage',
    unit: 'GB-month',
    offer: 'AmazonDynamoDB',
    row: { usageType: 'TimedStorage-ByteHrs' },
  },
  'table-recovery-gb-month': { what: 'DynamoDB point-in-time recovery', unit: 'GB-month', offer: 'AmazonDynamoDB' },
  'bucket-gb-month': {
    what: 'S3 Standard storage',
    unit: 'GB-month',
    offer: 'AmazonS3',
    row: { usageType: 'TimedStorage-ByteHrs' },
  },
  'bucket-infrequent-gb-month': {
    what: 'S3 infrequent-access storage',
    unit: 'GB-month',
    offer: 'AmazonS3',
    row: { usageType: 'TimedStorage-SIA-ByteHrs' },
  },
  'bucket-write': {
    what: 'S3 writes and lists',
    unit: 'request',
    offer: 'AmazonS3',
    row: { usageType: 'Requests-Tier1' },
  },
  'bucket-read': { what: 'S3 reads', unit: 'request', offer: 'AmazonS3', row: { usageType: 'Requests-Tier2' } },
  'files-gb-month': { what: 'EFS Standard storage', unit: 'GB-month', offer: 'AmazonEFS' },
  'files-infrequent-gb-month': { what: 'EFS infrequent-access storage', unit: 'GB-month', offer: 'AmazonEFS' },
  'files-read-gb': { what: 'EFS elastic throughput, read', unit: 'GB', offer: 'AmazonEFS' },
  'files-write-gb': { what: 'EFS elastic throughput, written', unit: 'GB', offer: 'AmazonEFS' },
  'files-backup-gb-month': { what: 'backups of EFS', unit: 'GB-month', offer: 'AWSBackup' },
  'secret-month': {
    what: 'secret',
    unit: 'month',
    offer: 'AWSSecretsManager',
    row: { usageType: 'AWSSecretsManager-Secrets' },
  },
  'secret-request': {
    what: 'requests to Secrets Manager',
    unit: 'request',
    offer: 'AWSSecretsManager',
    row: { usageType: 'AWSSecretsManagerAPIRequest' },
  },
  'key-month': { what: 'customer managed key', unit: 'month', offer: 'awskms', row: { usageType: 'KMS-Keys' } },
  'key-request': { what: 'requests to KMS', unit: 'request', offer: 'awskms', row: { usageType: 'KMS-Requests' } },
  'user-essentials': {
    what: 'monthly active users, Cognito Essentials',
    unit: 'user',
    offer: 'AmazonCognito',
    row: { usageType: 'CognitoEssentialsMAU' },
  },
  'user-plus': {
    what: 'monthly active users, Cognito Plus',
    unit: 'user',
    offer: 'AmazonCognito',
    row: { usageType: 'CognitoPlusMAU' },
  },
  // events
  'api-request': {
    what: 'requests to REST APIs',
    unit: 'request',
    offer: 'AmazonApiGateway',
    row: { usageType: 'ApiGatewayRequest' },
  },
  'queue-request': {
    what: 'requests to standard queues',
    unit: 'request',
    offer: 'AWSQueueService',
    row: { usageType: 'Requests-RBP' },
  },
  'fifo-queue-request': {
    what: 'requests to FIFO queues',
    unit: 'request',
    offer: 'AWSQueueService',
    row: { usageType: 'Requests-FIFO-RBP' },
  },
  'topic-request': {
    what: 'requests to SNS',
    unit: 'request',
    offer: 'AmazonSNS',
    row: { usageType: 'Requests-Tier1' },
  },
  'topic-email': {
    what: 'e-mails from SNS',
    unit: 'e-mail',
    offer: 'AmazonSNS',
    row: { usageType: 'DeliveryAttempts-SMTP' },
  },
  event: { what: 'events on custom buses', unit: 'event', offer: 'AWSEvents', row: { usageType: 'Event-64K-Chunks' } },
  'archive-gb': { what: 'events archived', unit: 'GB', offer: 'AWSEvents' },
  'archive-gb-month': { what: 'archive of events', unit: 'GB-month', offer: 'AWSEvents' },
  'schedule-run': { what: 'runs of schedules', unit: 'run', offer: 'AWSEvents' },
  // observability
  'alarm-metric-month': {
    what: 'metric of an alarm',
    unit: 'month',
    offer: 'AmazonCloudWatch',
    row: { usageType: 'CW:AlarmMonitorUsage' },
  },
  'quick-alarm-metric-month': {
    what: 'metric of an alarm of high resolution',
    unit: 'month',
    offer: 'AmazonCloudWatch',
    row: { usageType: 'CW:HighResAlarmMonitorUsage' },
  },
  'composite-alarm-month': { what: 'composite alarm', unit: 'month', offer: 'AmazonCloudWatch' },
  'custom-metric-month': {
    what: 'custom metric',
    unit: 'month',
    offer: 'AmazonCloudWatch',
    row: { usageType: 'CW:MetricMonitorUsage' },
  },
  'dashboard-month': { what: 'dashboard', unit: 'month', offer: 'AmazonCloudWatch' },
  'log-gb': {
    what: 'logs ingested',
    unit: 'GB',
    offer: 'AmazonCloudWatch',
    row: { usageType: 'DataProcessing-Bytes' },
  },
  'vended-log-gb': {
    what: 'flow logs and logs of WAF ingested',
    unit: 'GB',
    offer: 'AmazonCloudWatch',
    row: { usageType: 'VendedLog-Bytes' },
  },
  'log-gb-month': {
    what: 'logs kept',
    unit: 'GB-month',
    offer: 'AmazonCloudWatch',
    row: { usageType: 'TimedStorage-ByteHrs' },
  },
  'log-scan-gb': { what: 'logs scanned by queries', unit: 'GB', offer: 'AmazonCloudWatch' },
  signal: { what: 'Application Signals', unit: 'signal', offer: 'AmazonCloudWatch' },
  'million-traces': { what: 'traces recorded by X-Ray', unit: 'million traces', offer: 'AWSXRay' },
} as const satisfies Readonly<Record<string, PricedItem>>;

/** Key of a thing that AWS has a price for. */
export type PriceKey = keyof typeof PRICED_ITEMS;

/** Keys of all things that AWS has a price for, in the order of the table. */
export const priceKeys = Object.keys(PRICED_ITEMS) as readonly PriceKey[];

/** Whether a text is the key of a priced thing. */
export function isPriceKey(text: string): text is PriceKey {
  return Object.hasOwn(PRICED_ITEMS, text);
}

/** A priced thing by its key. */
export function pricedItem(key: PriceKey): PricedItem {
  return PRICED_ITEMS[key];
}

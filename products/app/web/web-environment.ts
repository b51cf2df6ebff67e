import type { Upstream } from '../upstream';
import { otlpEndpoint } from './collector';

/** Names and addresses that the web application is told beside what the data tier offers. */
export interface WebEnvironmentProps {
  /** Name of the environment. */
  readonly environment: string;
  readonly data: Upstream['data'];
  /** Address of the application itself. */
  readonly url: string;
  readonly restApiUrl: string;
  readonly apiKeyId: string;
  readonly eventBusName: string;
}

/**
 * The variables of the web application: where everything is. Secrets are not among them: the application reads the
 * database's secret and the API key's value when it needs them.
 */
export function webEnvironment(props: WebEnvironmentProps): Readonly<Record<string, string>> {
  const { environment, data } = props;
  return {
    ENVIRONMENT: environment,
    APPLICATION_URL: props.url,
    REST_API_URL: props.restApiUrl,
    REST_API_KEY_ID: props.apiKeyId,
    EVENT_BUS: props.eventBusName,
    DATABASE_HOST: data.databaseEndpoint,
    DATABASE_READER_HOST: data.databaseReaderEndpoint,
    DATABASE_PORT: data.databasePort,
    DATABASE_NAME: data.databaseName,
    DATABASE_SECRET_ARN: data.databaseSecretArn,
    CONTENT_TABLE: data.contentTableName,
    SESSIONS_TABLE: data.sessionsTableName,
    IDEMPOTENCY_TABLE: data.idempotencyTableName,
    ASSETS_BUCKET: data.assetsBucketName,
    UPLOADS_BUCKET: data.uploadsBucketName,
    USER_POOL_ID: data.userPoolId,
    USER_POOL_CLIENT_ID: data.webClientId,
    USER_POOL_DOMAIN: data.userPoolDomain,
    IDENTITY_POOL_ID: data.identityPoolId,
    OTEL_SERVICE_NAME: `bellyfed-${environment}`,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    OTEL_PROPAGATORS: 'tracecontext,baggage,xray',
    OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${environment}`,
  };
}

import { SSM } from '@aws-sdk/client-ssm';
import type { Place } from '../place';

/** Parameter that `cdk bootstrap` leaves: https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html */
const Name = '/cdk-bootstrap/hnb659fds/version';

/** Version of the CDK's bootstrap in a place; undefined where there is none. */
export async function bootstrapVersion({ target, region }: Place): Promise<string | undefined> {
  const { config } = await target.cloudFormation();
  const client = new SSM({ region, endpoint: target.endpoint, credentials: config.credentials, maxAttempts: 6 });
  try {
    return (await client.getParameter({ Name })).Parameter?.Value;
  } catch (error) {
    if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
    throw error;
  }
}

import { CloudFormation } from '@aws-sdk/client-cloudformation';
import { EventBridge } from '@aws-sdk/client-eventbridge';
import { IAM } from '@aws-sdk/client-iam';
import { Organizations } from '@aws-sdk/client-organizations';
import { S3 } from '@aws-sdk/client-s3';
import { ServiceCatalog } from '@aws-sdk/client-service-catalog';
import { SFN } from '@aws-sdk/client-sfn';
import { SSM } from '@aws-sdk/client-ssm';
import { clientSettings } from '../../sandbox/with-sandbox';

/** Account whose credentials the requests are signed with. */
export const ACCOUNT = '100000000000';

/** Request as a client of AWS's writes it. */
export interface Captured {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Requests that AWS's clients would send, none of which is sent.
 *
 * @param calls of the clients, in their order
 */
export async function captured(calls: (clients: Clients) => readonly (() => Promise<unknown>)[]): Promise<Captured[]> {
  const requests: Captured[] = [];
  const clients = clientsOf((request) => requests.push(request));
  for (const call of calls(clients)) await call().catch(() => {});
  return requests;
}

type Clients = ReturnType<typeof clientsOf>;

/** Clients whose requests are kept and not sent. */
function clientsOf(keep: (request: Captured) => void) {
  const requestHandler = {
    handle: (request: Sent): Promise<never> => {
      keep(written(request));
      return Promise.reject(new Error('It is kept.'));
    },
  };
  const kept = { ...clientSettings('http://127.0.0.1:4566', ACCOUNT, 'us-east-1'), requestHandler };
  return {
    cloudFormation: new CloudFormation(kept),
    iam: new IAM(kept),
    events: new EventBridge(kept),
    states: new SFN(kept),
    s3: new S3({ ...kept, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    ssm: new SSM(kept),
    catalog: new ServiceCatalog(kept),
    organizations: new Organizations(kept),
  };
}

/** Part of the SDK's request that is written. */
interface Sent {
  readonly method: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

function written({ method, path, query = {}, headers, body }: Sent): Captured {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value ?? ''))}`,
  );
  return {
    method,
    path: pairs.length > 0 ? `${path}?${pairs.join('&')}` : path,
    headers,
    body: Buffer.from(body ?? '').toString(),
  };
}

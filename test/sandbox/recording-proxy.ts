import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Call of AWS as it was sent. */
export interface RecordedCall {
  /** Access key id that signed it. */
  readonly accessKeyId: string;
  /** Service that it was signed for: `servicecatalog`. */
  readonly service: string;
  readonly region: string;
  /** Name of the operation; empty where the protocol sends none, as S3's. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Proxy in front of a sandbox that keeps the calls which went through it, in order. */
export interface RecordingProxy {
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  close(): Promise<void>;
}

/** Starts a proxy on a free port of this machine. */
export async function startRecordingProxy(sandboxUrl: string): Promise<RecordingProxy> {
  const calls: RecordedCall[] = [];
  const server = createServer((incoming, answer) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const body = Buffer.concat(chunks);
      const { authorization = '', 'x-amz-target': target = '' } = incoming.headers;
      const signed = /Credential=([^/]+)\/\d+\/([^/]+)\/([^/]+)\//.exec(authorization);
      if (signed) {
        const [, accessKeyId = '', region = '', service = ''] = signed;
        calls.push({ accessKeyId, region, service, ...operationOf(String(target), body.toString()) });
      }
      const { port, hostname } = new URL(sandboxUrl);
      const { method, url: path, headers } = incoming;
      const outgoing = request({ hostname, port, method, path, headers }, (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers);
        response.pipe(answer);
      });
      outgoing.on('error', (error) => answer.destroy(error));
      outgoing.end(body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => {
      server.closeAllConnections();
      return new Promise((done, fail) => server.close((error) => (error ? fail(error) : done())));
    },
  };
}

/** The operation by the JSON protocols' header, or by the query protocol's form. */
function operationOf(target: string, body: string): Pick<RecordedCall, 'operation' | 'input'> {
  if (target !== '') return { operation: target.split('.').at(-1) ?? '', input: JSON.parse(body || '{}') };
  if (!body.startsWith('Action=') && !body.includes('&Action=')) return { operation: '', input: {} };
  const form = new URLSearchParams(body);
  return { operation: form.get('Action') ?? '', input: Object.fromEntries(form) };
}

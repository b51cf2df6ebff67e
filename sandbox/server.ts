import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { CatalogError } from '../catalog/errors';
import type { FaultSettings } from './faults';
import { decodeChunks } from './protocol/aws-chunked';
import type { Sandbox } from './sandbox';
import type { RestRequest } from './service';

/** Largest request body in bytes: a CDK file asset fits. */
const BODY_LIMIT = 256 * 1024 * 1024;

/** A sandbox that listens. */
export interface RunningServer {
  /** What `AWS_ENDPOINT_URL` is set to: `http://127.0.0.1:4566`. An address, so that S3 is called by path. */
  readonly url: string;
  /** Ends connections, then the sandbox. */
  close(): Promise<void>;
}

/**
 * Puts a sandbox on a port of the loopback interface, never another.
 *
 * @param port 0 takes a free one.
 * @throws CatalogError `port-in-use`.
 */
export async function serve(sandbox: Sandbox, port: number): Promise<RunningServer> {
  const server = fastify({ bodyLimit: BODY_LIMIT, exposeHeadRoutes: false, forceCloseConnections: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  addControl(server, sandbox);
  server.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'],
    url: '/*',
    handler: async (request, reply) => send(reply, await sandbox.answer(restRequest(request))),
  });
  try {
    await server.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await server.close();
    await sandbox.close();
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new CatalogError(
      'port-in-use',
      `Port ${port} is in use on 127.0.0.1; stop what listens there, or choose another with --port.`,
    );
  }
  const address = server.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: async () => {
      await server.close();
      await sandbox.close();
    },
  };
}

/** The sandbox's own endpoints, beside AWS's: whether it is up, and the faults that tests ask for. */
function addControl(server: FastifyInstance, sandbox: Sandbox): void {
  server.get('/_sandbox/health', async () => ({ status: 'running' }));
  server.get('/_sandbox/faults', async () => sandbox.faults.current);
  server.put('/_sandbox/faults', async (request, reply) => {
    const settings = parseFaults(request.body as Buffer | undefined);
    if (!settings) return reply.code(400).send({ message: 'The body must be a JSON object of fault settings.' });
    sandbox.faults.set(settings);
    return sandbox.faults.current;
  });
}

function parseFaults(body: Buffer | undefined): FaultSettings | undefined {
  try {
    const value: unknown = JSON.parse(body?.toString('utf8') || '{}');
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function restRequest(request: FastifyRequest): RestRequest {
  const [rawPath = '/', ...rest] = request.raw.url?.split('?') ?? [];
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(',') : `${value}`;
  const body = (request.body as Buffer | undefined) ?? Buffer.alloc(0);
  return {
    method: request.method,
    rawPath,
    path: decodePath(rawPath),
    query: new URLSearchParams(rest.join('?')),
    headers,
    body: decodeChunks(body, headers),
  };
}

function decodePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return rawPath;
  }
}

function send(reply: FastifyReply, response: Awaited<ReturnType<Sandbox['answer']>>): FastifyReply {
  return reply
    .code(response.status)
    .headers(response.headers ?? {})
    .send(response.body ?? '');
}

import type { Socket } from 'node:net';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { listenError } from '../../catalog/listen-error';
import type { RestRequest, RestResponse } from '../kernel/service';
import type { Sandbox } from '../sandbox';
import type { StoreFailure } from '../store/store-failure';
import { addControl } from './control';
import { foreignProblem } from './foreign-request';

/** Largest request body in bytes: a CDK file asset fits. */
const BODY_LIMIT = 256 * 1024 * 1024;

/** Milliseconds that requests under way have when the sandbox stops. */
const GRACE = 3_000;

/** A sandbox that listens. */
export interface RunningServer {
  /** Value for `AWS_ENDPOINT_URL`: `http://127.0.0.1:4566`. An address, so that S3 is called by path. */
  readonly url: string;
  /** Resolves, with the reason, once the state can't be written to any more: what is asked is refused from then on. */
  readonly failure: Promise<StoreFailure>;
  /** Answers what is under way, ends the connections, stops the sandbox and gives its state folder up. */
  close(): Promise<void>;
}

/**
 * Puts a sandbox on a port of the loopback interface, never another, and starts it once the port is its own.
 *
 * @param port 0 takes a free one.
 * @throws CatalogError `port-in-use`, `bad-port`; the sandbox is closed then.
 */
export async function serve(sandbox: Sandbox, port: number): Promise<RunningServer> {
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    keepAliveTimeout: 72_000,
    frameworkErrors: (error, _request, reply) => refuse(reply, error.statusCode ?? 400, error.message),
    clientErrorHandler: (_error, socket) => refuseConnection(socket),
  });
  server.setErrorHandler((error: { statusCode?: number; message: string }, _request, reply) =>
    refuse(reply, error.statusCode ?? 400, error.message),
  );
  server.setNotFoundHandler((_request, reply) => refuse(reply, 405, 'The method is not allowed.'));
  server.addHook('onRequest', async (request, reply) => {
    const problem = foreignProblem(request.headers);
    return problem === undefined ? undefined : refuse(reply, 403, problem);
  });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  addControl(server, sandbox);
  server.route({
    method: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'],
    url: '/*',
    handler: async (request, reply) => send(request, reply, await sandbox.answer(restRequest(request))),
  });
  try {
    await server.listen({ host: '127.0.0.1', port });
  } catch (error) {
    await server.close();
    await sandbox.close();
    throw listenError(error, port);
  }
  sandbox.start();
  const address = server.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return { url: `http://127.0.0.1:${bound}`, failure: sandbox.failure, close: () => stop(server, sandbox) };
}

async function stop(server: FastifyInstance, sandbox: Sandbox): Promise<void> {
  const timer = setTimeout(() => server.server.closeAllConnections(), GRACE);
  // A connection that was busy when the server closed is idle once it is answered, and would be kept alive.
  const sweeper = setInterval(() => server.server.closeIdleConnections(), 20);
  await server.close();
  clearTimeout(timer);
  clearInterval(sweeper);
  await sandbox.close();
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
    body,
  };
}

function decodePath(rawPath: string): string {
  try {
    return decodeURIComponent(rawPath);
  } catch {
    return rawPath;
  }
}

/** An answer to HEAD says how long the body would be and has none. */
function send(request: FastifyRequest, reply: FastifyReply, { status, headers, body }: RestResponse): FastifyReply {
  if (request.method !== 'HEAD')
    return reply
      .code(status)
      .headers(headers ?? {})
      .send(body ?? '');
  const length = headers?.['content-length'] ?? String(Buffer.byteLength(body ?? ''));
  reply.hijack();
  reply.raw.writeHead(status, { ...headers, 'content-length': length }).end();
  return reply;
}

/** The answer to what never reaches a service. */
function refuse(reply: FastifyReply, status: number, message: string): FastifyReply {
  const code = status === 413 ? 'RequestEntityTooLargeException' : 'InvalidRequestException';
  return reply
    .code(status)
    .type('application/x-amz-json-1.1')
    .send(JSON.stringify({ __type: code, message }));
}

/** The answer to what isn't HTTP. */
function refuseConnection(socket: Socket): void {
  const body = JSON.stringify({ __type: 'InvalidRequestException', message: 'The request is not valid HTTP.' });
  const head = 'HTTP/1.1 400 Bad Request\r\ncontent-type: application/x-amz-json-1.1\r\nconnection: close';
  if (socket.writable) socket.end(`${head}\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
  else socket.destroy();
}

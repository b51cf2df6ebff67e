import type { AddressInfo } from 'node:net';
import fastify, { type FastifyReply } from 'fastify';
import { CatalogError } from '../../catalog/errors';
import { listenError } from '../../catalog/listen-error';
import type { AwsTarget } from '../../operations/aws/aws-target';
import { newSession } from '../../operations/aws/session';
import type { Project } from '../../operations/context';
import type { ApiProblem } from '../protocol';
import { problemOf } from './api-problem';
import type { Page } from './build-page';
import { isApiPath, type Refusal, refusalOf, SAFE_HEADERS } from './gate';
import { Plans } from './plans';
import { addRoutes } from './routes';
import { RunningOperations } from './running-operations';
import { Targets } from './targets';
import { Token, type TokenOptions } from './token';
import { withoutSecrets } from './without-secrets';

/** Largest body in bytes: a form of 200 answers is a tenth of it. */
const BODY_LIMIT = 256 * 1024;

/** Settings of a console. */
export interface ConsoleSettings {
  /** 0 takes a free one. */
  readonly port: number;
  /** Option that chooses the port, for words on another. @default --port */
  readonly portOption?: string;
  readonly project: Project;
  readonly target: AwsTarget;
  /** Profile that the target's credentials are of, for words on how to sign in. @default - the environment's */
  readonly profile?: string | undefined;
  /** Whether plans may be carried out. */
  readonly allowsChanges: boolean;
  /** Page that is answered; see `buildPage`. */
  readonly page: Page;
  /** Told the console's new link when an idle hour has locked it. */
  onLocked?(link: string): void;
  /** @default - `Date.now` */
  readonly now?: TokenOptions['now'];
}

/** A console that listens. */
export interface RunningConsole {
  /** `http://127.0.0.1:4567` */
  readonly url: string;
  /** Address to open, with the token in its fragment, which no request carries. */
  readonly link: string;
  /** Discards its plans and ends. What AWS has begun goes on. */
  close(): Promise<void>;
}

/**
 * Puts a console on a port of the loopback interface, never another.
 *
 * @throws `CatalogError` `port-in-use`, `bad-port`
 */
export async function startConsole(settings: ConsoleSettings): Promise<RunningConsole> {
  const { project, target, page, allowsChanges, profile, now } = settings;
  const ending = new AbortController();
  const toProblem = (error: unknown) => problemOf(error, { profile, env: target.environment });
  const plans = new Plans();
  const token = new Token({ now, onLocked: () => settings.onLocked?.(linkTo(url, token)) });
  const server = fastify({
    bodyLimit: BODY_LIMIT,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    // By default what isn't asked for is taken out of a body, and a text made a number or a yes.
    ajv: { customOptions: { removeAdditional: false, coerceTypes: false } },
    frameworkErrors: (error, _request, reply) => refuse(reply, frameworkRefusal(error)),
  });
  let port = 0;
  server.addHook('onRequest', async ({ method, raw, headers, is404 }, reply) => {
    reply.headers(SAFE_HEADERS);
    const { url = '/' } = raw;
    const refusal = refusalOf({ method, url, headers, isApi: !is404 || isApiPath(url) }, { port, token });
    return refusal && refuse(reply, refusal);
  });
  server.setErrorHandler(async (error: Error & { statusCode?: number; code?: string }, { body }, reply) => {
    if (error.code?.startsWith('FST_')) return refuse(reply, frameworkRefusal(error));
    const { status, problem } = await toProblem(error);
    return refuse(reply, { status, problem: withoutSecrets(problem, secretsIn(body)) });
  });
  server.setNotFoundHandler(({ method, raw }, reply) => {
    const path = (raw.url ?? '/').split('?')[0] ?? '/';
    if (method !== 'GET' || isApiPath(path)) return refuse(reply, UNKNOWN);
    const { type, body } = page.files.get(path) ?? page.document;
    return reply.type(type).send(body);
  });
  const session = newSession();
  const targets = new Targets(target);
  const operations = new RunningOperations(toProblem);
  addRoutes(server, { project, session, signal: ending.signal, targets, plans, operations, allowsChanges });
  try {
    await server.listen({ host: '127.0.0.1', port: settings.port });
  } catch (error) {
    await server.close();
    throw listenError(error, settings.port, settings.portOption);
  }
  port = (server.server.address() as AddressInfo).port;
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    get link() {
      return linkTo(url, token);
    },
    close: async () => {
      ending.abort(new CatalogError('stopped', 'The console was stopped.'));
      await plans.discardAll();
      await server.close();
    },
  };
}

const UNKNOWN: Refusal = {
  status: 404,
  problem: { kind: 'refused', code: 'unknown-address', message: 'The console has nothing at this address.' },
};

function linkTo(url: string, { secret }: Token): string {
  return `${url}/#token=${secret}`;
}

/** Hidden answers of a body, whatever it is: an error's words may hold what was typed. */
function secretsIn(body: unknown): readonly string[] {
  const hidden = typeof body === 'object' && body !== null && 'hidden' in body ? body.hidden : undefined;
  const values: unknown[] = typeof hidden === 'object' && hidden !== null ? Object.values(hidden) : [];
  return values.filter((value) => typeof value === 'string');
}

function frameworkRefusal({ statusCode = 400, message }: Error & { readonly statusCode?: number }): Refusal {
  return { status: statusCode, problem: { kind: 'refused', code: 'bad-request', message } };
}

function refuse(reply: FastifyReply, { status, location, problem }: Refusal & { problem: ApiProblem }): FastifyReply {
  reply.headers(SAFE_HEADERS).code(status);
  if (location !== undefined) reply.header('location', location);
  return reply.send(problem);
}

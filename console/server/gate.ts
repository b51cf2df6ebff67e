import type { ApiProblem } from '../protocol';
import type { Token } from './token';

/** Request as the gate looks at it: nothing of it is read before it has passed. */
export interface GateRequest {
  readonly method: string;
  /** Path with query. */
  readonly url: string;
  /**
   * Whether it asks the API: whatever the router leads to a route does, since the router reads `/%61pi` and
   * `http://127.0.0.1/api` as `/api`.
   */
  readonly isApi: boolean;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Refusal of a request. */
export interface Refusal {
  readonly status: number;
  /** Address to go to instead. */
  readonly location?: string;
  readonly problem: Pick<ApiProblem, 'kind' | 'code' | 'message'>;
}

/** Methods that the console answers: nothing changes on GET. */
const METHODS = ['GET', 'POST'];

/**
 * Gate of the console: on loopback anybody's page and program can call, and loopback alone is no proof of who does. It
 * lets through what names the console's own host, comes from its own page, and has the token; see ADR 22.
 *
 * @param port that the console listens on
 * @returns undefined where the request may pass
 */
export function refusalOf(request: GateRequest, { port, token }: { port: number; token: Token }): Refusal | undefined {
  const { method, url, isApi, headers } = request;
  const host = `127.0.0.1:${port}`;
  if (headers.host !== host) {
    if (headers.host === `localhost:${port}` && method === 'GET' && !isApi) {
      return { ...refusal(308, 'other-host', `The console is at http://${host}.`), location: `http://${host}${url}` };
    }
    return refusal(421, 'other-host', 'The console answers to its own address only.');
  }
  if (!METHODS.includes(method)) return refusal(405, 'bad-method', 'The method is not allowed.');
  if (headers.origin !== undefined && headers.origin !== `http://${host}`) {
    return refusal(403, 'foreign-origin', 'The console takes no requests of pages elsewhere.');
  }
  if (!isApi) return method === 'GET' ? undefined : refusal(405, 'bad-method', 'The method is not allowed.');
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') {
    return refusal(403, 'foreign-origin', 'The console takes no requests of pages elsewhere.');
  }
  const entry = token.judge(headers.authorization);
  if (entry === 'locked') {
    return {
      status: 401,
      problem: {
        kind: 'locked',
        code: 'locked',
        message: 'The console was idle for an hour and has locked itself: open the new link that it printed.',
      },
    };
  }
  if (entry === 'wrong') {
    return {
      status: 401,
      problem: {
        kind: 'locked',
        code: 'no-token',
        message: 'The console opens by the link that it prints when it starts: it is new at every start.',
      },
    };
  }
  if (method === 'POST' && !/^application\/json(;|$)/.test(`${headers['content-type'] ?? ''}`)) {
    return refusal(415, 'bad-content-type', 'A body must be application/json.');
  }
  return undefined;
}

/** Whether a path is one of the server's own answers, and not the page's. */
export function isApiPath(url: string): boolean {
  return /^\/api(\/|\?|$)/.test(url);
}

function refusal(status: number, code: string, message: string): Refusal {
  return { status, problem: { kind: 'refused', code, message } };
}

/**
 * Headers of every answer, refusals included. Styles and scripts come from here alone, nobody may frame or embed anything,
 * and nothing is kept.
 */
export const SAFE_HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

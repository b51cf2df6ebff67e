import { randomInt } from 'node:crypto';
import { type Agent, request } from 'node:https';

/** What a node answered: status and JSON body. */
export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** One request to the API of Typesense. */
export interface ApiRequest {
  readonly method: 'DELETE' | 'GET' | 'PATCH' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: object;
  /** How long one node may take to answer, in milliseconds. @default 5000 */
  readonly timeout?: number;
}

/** How the nodes are reached. */
export interface TypesenseOptions {
  /** Host names of the nodes; each of them answers everything. */
  readonly nodes: readonly string[];
  readonly port: number;
  readonly key: string;
  readonly agent: Agent;
  /** How often all nodes are asked before giving up. @default 2 */
  readonly rounds?: number;
  /** Pause between two rounds, in milliseconds. @default 500 */
  readonly pause?: number;
}

/** No node could be reached, or none was ready; worth trying again later. */
export class SearchUnavailableError extends Error {
  override readonly name = 'SearchUnavailableError';
}

/** Answers that another node, or the same one a little later, may not give: it is starting, lagging or overloaded. */
const passing = new Set([408, 429, 500, 502, 503, 504]);

/**
 * A client of the nodes. It starts with any of them and goes on to the next one when it can't be reached, doesn't
 * answer in time or isn't ready. A request may so be carried out twice: send only what may be repeated.
 *
 * @see https://typesense.org/docs/30.2/api/
 */
export class Typesense {
  private current: number;

  constructor(private readonly options: TypesenseOptions) {
    this.current = randomInt(options.nodes.length);
  }

  /** @throws `SearchUnavailableError` when no node gave an answer that lasts */
  async ask(apiRequest: ApiRequest): Promise<Answer> {
    const { nodes, rounds = 2, pause = 500 } = this.options;
    const problems: string[] = [];
    for (let attempt = 0; attempt < rounds * nodes.length; attempt += 1) {
      if (attempt > 0 && attempt % nodes.length === 0) await new Promise((resume) => setTimeout(resume, pause));
      const node = nodes[this.current % nodes.length] ?? '';
      try {
        const answer = await this.send(node, apiRequest);
        if (!passing.has(answer.status)) return answer;
        problems.push(`${node}: ${answer.status} ${messageOf(answer)}`);
      } catch (error) {
        problems.push(`${node}: ${error instanceof Error ? error.message : error}`);
      }
      this.current += 1;
    }
    throw new SearchUnavailableError(`No search node answered. ${problems.join('; ')}`);
  }

  private send(host: string, { method, path, query = {}, body, timeout = 5000 }: ApiRequest): Promise<Answer> {
    const { port, key, agent } = this.options;
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, String(value));
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          ...{ host, port, agent, method, signal: AbortSignal.timeout(timeout) },
          path: search.size > 0 ? `${path}?${search}` : path,
          headers: { 'x-typesense-api-key': key, 'content-type': 'application/json' },
        },
        async (incoming) => {
          try {
            let text = '';
            for await (const chunk of incoming.setEncoding('utf8')) text += chunk;
            resolve({ status: incoming.statusCode ?? 0, body: JSON.parse(text || '{}') });
          } catch (error) {
            reject(error);
          }
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body && JSON.stringify(body));
    });
  }
}

/** The message of an answer that isn't a success. */
export function messageOf({ body }: Answer): string {
  return typeof body.message === 'string' ? body.message : JSON.stringify(body);
}

/** @throws `Error` with Typesense's own words when the answer isn't a success */
export function expectSuccess(answer: Answer, what: string): Answer {
  if (answer.status >= 200 && answer.status < 300) return answer;
  throw new Error(`${what}: Typesense answered ${answer.status}: ${messageOf(answer)}`);
}

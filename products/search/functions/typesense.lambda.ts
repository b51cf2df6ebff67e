import { randomInt } from 'node:crypto';
import { type Agent, request } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';

/** Answer of a node: status and JSON body. */
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
  /** Time that one node may take to answer, in milliseconds. @default 5000 */
  readonly timeout?: number;
}

/** Nodes that the client reaches, their port and key, its connections and its patience. */
export interface TypesenseOptions {
  /** Host names of the nodes; each of them answers everything. */
  readonly nodes: readonly string[];
  readonly port: number;
  readonly key: string;
  readonly agent: Agent;
  /** Number of times that all nodes are asked before giving up. @default 2 */
  readonly rounds?: number;
  /** Pause between two rounds, in milliseconds. @default 500 */
  readonly pause?: number;
  /** Moment at which nobody waits any more, in milliseconds since 1970. @default - none */
  readonly deadline?: number;
}

/** Answer of one node by itself, or why there is none. */
export type NodeAnswer = { readonly node: string } & ({ readonly answer: Answer } | { readonly problem: string });

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
  /** @param position index of the node that is asked next; copies of the client share it */
  constructor(
    private readonly options: TypesenseOptions,
    private readonly position = { next: randomInt(options.nodes.length) },
  ) {}

  /** The same client, which gives up at a moment, in milliseconds since 1970, however many nodes are left to ask. */
  until(deadline: number): Typesense {
    return new Typesense({ ...this.options, deadline }, this.position);
  }

  /** Whether so many milliseconds are left until the deadline. */
  hasTime(milliseconds: number): boolean {
    return this.timeLeft() >= milliseconds;
  }

  /** @throws `SearchUnavailableError` when no node gave an answer that lasts, or none in time */
  async ask(apiRequest: ApiRequest): Promise<Answer> {
    const { nodes, rounds = 2, pause = 500 } = this.options;
    const problems: string[] = [];
    for (let attempt = 0; attempt < rounds * nodes.length && this.hasTime(1); attempt += 1) {
      if (attempt > 0 && attempt % nodes.length === 0) await sleep(Math.min(pause, this.timeLeft()));
      const said = await this.askNode(nodes[this.position.next % nodes.length] ?? '', apiRequest);
      if ('answer' in said) return said.answer;
      problems.push(`${said.node}: ${said.problem}`);
      this.position.next += 1;
    }
    throw new SearchUnavailableError(
      `No search node answered${this.hasTime(1) ? '' : ' in time'}. ${problems.join('; ')}`,
    );
  }

  /** Asks every node for itself, once, in the order of their names. */
  askEach(apiRequest: ApiRequest): Promise<readonly NodeAnswer[]> {
    return Promise.all(this.options.nodes.map((node) => this.askNode(node, apiRequest)));
  }

  private async askNode(node: string, apiRequest: ApiRequest): Promise<NodeAnswer> {
    try {
      const answer = await this.send(node, apiRequest);
      if (!passing.has(answer.status)) return { node, answer };
      return { node, problem: `${answer.status} ${messageOf(answer)}` };
    } catch (error) {
      return { node, problem: error instanceof Error ? error.message : String(error) };
    }
  }

  private timeLeft(): number {
    return (this.options.deadline ?? Number.POSITIVE_INFINITY) - Date.now();
  }

  private send(host: string, { method, path, query = {}, body, timeout = 5000 }: ApiRequest): Promise<Answer> {
    const { port, key, agent } = this.options;
    const within = Math.max(0, Math.min(timeout, Math.floor(this.timeLeft())));
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(query)) search.set(name, String(value));
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          ...{ host, port, agent, method, signal: AbortSignal.timeout(within) },
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

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Error as a runtime reports it. */
export interface ReportedError {
  /** Type in its header, which may be left out. */
  readonly type?: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Result of an invocation: the function's answer, or its error. */
export type Outcome = { readonly requestId: string } & (
  | { readonly answer: unknown }
  | { readonly error: ReportedError }
);

/** Invocation that the runtime hasn't answered yet. */
interface Invocation {
  readonly requestId: string;
  readonly event: unknown;
  readonly resolve: (outcome: Outcome) => void;
}

const PREFIX = '/2018-06-01/runtime/';

/**
 * Lambda's side of its runtime API, for one function: it hands out events one at a time and takes what the runtime makes of them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export class RuntimeApi {
  /** Error with which the runtime said that it can't begin. */
  initError?: ReportedError;
  /** Settled once the runtime asks for its first event, or says that it can't begin. */
  readonly begun: Promise<void>;
  private readonly server: Server;
  private readonly waiting: Invocation[] = [];
  private readonly running = new Map<string, Invocation>();
  private asking?: ServerResponse;

  private constructor(private readonly of: { readonly arn: string; readonly timeoutInSeconds: number }) {
    let begin = () => {};
    this.begun = new Promise((resolve) => {
      begin = resolve;
    });
    this.server = createServer(async (request, response) => {
      const text = await textOf(request);
      const [kind, id, end] = request.url?.startsWith(PREFIX) ? request.url.slice(PREFIX.length).split('/') : [];
      if (request.method === 'GET' && kind === 'invocation' && id === 'next') {
        this.asking = response;
        begin();
        this.handOut();
      } else if (request.method === 'POST' && kind === 'init' && id === 'error') {
        this.initError = reported(request, text);
        begin();
        accept(response);
      } else if (request.method === 'POST' && kind === 'invocation' && (end === 'response' || end === 'error')) {
        this.take(
          id ?? '',
          end === 'error' ? { error: reported(request, text) } : { answer: JSON.parse(text) },
          response,
        );
      } else {
        response.writeHead(404).end();
      }
    });
  }

  /** Starts it for a function, on a free port of this machine. */
  static async start(of: { readonly arn: string; readonly timeoutInSeconds: number }): Promise<RuntimeApi> {
    const api = new RuntimeApi(of);
    await new Promise<void>((done) => api.server.listen(0, '127.0.0.1', done));
    return api;
  }

  /** Host and port, as `AWS_LAMBDA_RUNTIME_API` has them. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Invokes the function, and resolves to what its runtime reports. */
  invoke(event: unknown): Promise<Outcome> {
    return new Promise((resolve) => {
      this.waiting.push({ requestId: randomUUID(), event, resolve });
      this.handOut();
    });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private handOut(): void {
    if (this.asking === undefined) return;
    const invocation = this.waiting.shift();
    if (invocation === undefined) return;
    this.running.set(invocation.requestId, invocation);
    const headers = {
      'Content-Type': 'application/json',
      'Lambda-Runtime-Aws-Request-Id': invocation.requestId,
      'Lambda-Runtime-Deadline-Ms': String(Date.now() + this.of.timeoutInSeconds * 1000),
      'Lambda-Runtime-Invoked-Function-Arn': this.of.arn,
      'Lambda-Runtime-Trace-Id': 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=0',
    };
    this.asking.writeHead(200, headers).end(JSON.stringify(invocation.event));
    this.asking = undefined;
  }

  private take(
    requestId: string,
    outcome: { readonly answer: unknown } | { readonly error: ReportedError },
    response: ServerResponse,
  ): void {
    const invocation = this.running.get(requestId);
    this.running.delete(requestId);
    if (invocation === undefined) {
      response.writeHead(400).end(JSON.stringify({ errorType: 'InvalidRequestID', errorMessage: requestId }));
      return;
    }
    accept(response);
    invocation.resolve({ requestId, ...outcome });
  }
}

function accept(response: ServerResponse): void {
  response.writeHead(202, { 'Content-Type': 'application/json' }).end('{"status":"OK"}');
}

function reported({ headers }: IncomingMessage, text: string): ReportedError {
  return { type: headers['lambda-runtime-function-error-type']?.toString(), body: JSON.parse(text) };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) text += chunk;
  return text;
}

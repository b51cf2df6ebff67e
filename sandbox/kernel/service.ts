import type { Store } from '../store/store';
import type { Call } from './call';
import type { JobHandler } from './jobs';
import type { Exactly, Operations } from './operations';
import type { ServiceAccess } from './service-access';
import type { LookInside, ResourceProvider } from './work';

/** Operation: takes the input its model describes, answers the output, throws `AwsError`. One transaction. */
export type Operation<I = never, O = unknown> = (input: I, call: Call) => O;

/** A request to a REST service (S3), before anything is known of it. */
export interface RestRequest {
  readonly method: string;
  /** Decoded path, without the query: `/bucket/key with spaces`. */
  readonly path: string;
  /** Percent-encoded path as it was sent. */
  readonly rawPath: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** The answer of a REST service. */
export interface RestResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Whether a job is about to change what the answer describes; see {@link RpcService.underWay}. */
  readonly isUnderWay?: boolean;
}

interface ServiceBase {
  /** The name that requests are signed for: `servicecatalog`, `cloudformation`, `sts`, … */
  readonly signingName: string;
  readonly access?: ServiceAccess;
  /** Jobs of this service, by kind (`<service>/<what>`). */
  // biome-ignore lint/suspicious/noExplicitAny: each handler knows its own payload; the queue keeps them apart by kind.
  readonly jobs?: Readonly<Record<string, JobHandler<any>>>;
  /** Resource types whose resources come into being in this service. */
  readonly providers?: Readonly<Record<string, ResourceProvider>>;
  /** Looks into resources whose contents only this service knows, by their type. */
  readonly looks?: Readonly<Record<string, LookInside>>;
}

/** A service whose requests name an operation: AWS JSON and AWS Query. */
export interface RpcService extends ServiceBase {
  readonly protocol: 'json' | 'query';
  /** JSON: what stands before the operation in `X-Amz-Target`. */
  readonly targetPrefix?: string;
  /** Query: the version in the request, which is also the namespace of the answer. */
  readonly version?: string;
  /** The SDK client's module: its schemas say what each operation takes and answers. */
  readonly model: Readonly<Record<string, unknown>>;
  readonly operations: Readonly<Record<string, Operation>>;
  /**
   * Whether a job is about to change what an operation describes. Clients that wait for the job's end ask again only after
   * seconds, so the answer waits a little for it.
   */
  readonly underWay?: Readonly<Record<string, Operation<never, boolean>>>;
  /** The code that this service answers for an input that breaks its model: `ValidationException`, `ValidationError`. */
  readonly validationCode: string;
  /** The code and status of a throttled call. */
  readonly throttling: { readonly code: string; readonly status: number };
}

/** A service that reads the request itself. */
export interface RestService extends ServiceBase {
  readonly protocol: 'rest-xml' | 'rest-json';
  /** Region of a request that is signed for none. */
  regionOf?(request: RestRequest, db: Store): string;
  /** Operations by name, where the service has some. */
  readonly operations?: Readonly<Record<string, Operation>>;
  handle(request: RestRequest, call: Call): RestResponse;
  /** The answer for a thrown `AwsError`, or for a call that was never handled. */
  fail(
    error: { code: string; message: string; status?: number },
    request: RestRequest,
    requestId: string,
  ): RestResponse;
}

export type Service = RpcService | RestService;

/** Model of a service, and operations that fit it: by AWS's names, with AWS's inputs and outputs. */
export interface Modelled<Model, Given> {
  /** The SDK client's module. */
  readonly model: Model;
  readonly operations: Given & Exactly<Given, Model>;
}

/** A service whose requests name an operation, its operations checked against the SDK's types. */
export function rpcService<Model extends RpcService['model'], Given extends Operations<Model>>(
  service: Omit<RpcService, 'model' | 'operations'> & Modelled<Model, Given>,
): RpcService {
  return service;
}

/** Whether an operation only reads: those of AWS are named so. Reads run without a transaction. */
export function readsOnly(operation: string): boolean {
  return /^(Describe|List|Get|Search|Scan|Validate|Head|Estimate|Simulate)/.test(operation);
}
